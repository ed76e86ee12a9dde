using System.Diagnostics;
using Recto.App.Shell;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Web;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Usage;

/// <summary>The program itself, killed in the middle of its work.</summary>
public sealed class KillTests
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("sqlite")]
    [InlineData("postgresql")]
    public async Task A_program_that_is_killed_loses_what_was_read_in_its_last_second_at_the_most(string kind)
    {
        using var run = new Run();
        await using var data = await PreparedData.MakeAsync(kind, run.Data);
        await using var database = Database.At(data.Options);
        using var client = new HttpClient();
        using var stands = new CancellationTokenSource();
        Task<TimeSpan> still;
        var answered = new List<long>();
        long killed;
        using (var program = await Running.StartAsync(data.Options))
        {
            // The first is written before the rest come: by then all is compiled.
            await ReadAsync(client, program.Address, 0);
            while (await CountAsync(database) < 1)
            {
                await Task.Delay(50, Ct);
            }

            still = LongestPauseAsync(stands.Token);
            for (var reader = 1; reader <= 120; reader++)
            {
                await ReadAsync(client, program.Address, reader);
                answered.Add(Stopwatch.GetTimestamp());
                await Task.Delay(20, Ct);
            }

            killed = Stopwatch.GetTimestamp();
        } // SIGKILL: nothing is finished and nothing is said.

        await stands.CancelAsync();
        var allowed = Second + await still; // Where the machine itself stood still, so did the program.
        using (var again = await Running.StartAsync(data.Options))
        {
            var kept = await CountAsync(database);
            var old = 1 + answered.Count(at => Stopwatch.GetElapsedTime(at, killed) > allowed);
            Assert.InRange(kept, old, 1 + answered.Count);
            Assert.True(old > 40, $"Of {answered.Count} readings only {old} were older than a second: the test says nothing.");
            Assert.Equal(kept, await NumberAsync(database, "SELECT SUM(events) FROM usage_days"));

            await ReadAsync(client, again.Address, 200);
            for (var i = 0; i < 500 && await CountAsync(database) == kept; i++)
            {
                await Task.Delay(20, Ct);
            }

            Assert.Equal(kept + 1, await CountAsync(database));
        }
    }

    private static async Task ReadAsync(HttpClient client, Uri site, int reader)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(site, ReadOnlySite.VanAalst));
        request.Headers.Add("X-Forwarded-For", $"198.51.100.{reader}");
        request.Headers.TryAddWithoutValidation("User-Agent", UsageSite.Browser);
        using var answer = await client.SendAsync(request, Ct);
        Assert.True(answer.IsSuccessStatusCode);
    }

    // How much longer than it was to a short pause lasted.
    private static async Task<TimeSpan> LongestPauseAsync(CancellationToken stop)
    {
        var longest = TimeSpan.Zero;
        while (!stop.IsCancellationRequested)
        {
            var begin = Stopwatch.GetTimestamp();
            await Task.Delay(20, CancellationToken.None);
            var pause = Stopwatch.GetElapsedTime(begin) - TimeSpan.FromMilliseconds(20);
            longest = pause > longest ? pause : longest;
        }

        return longest;
    }

    private static Task<long> CountAsync(Database database) => NumberAsync(database, "SELECT COUNT(*) FROM usage_events");

    private static async Task<long> NumberAsync(Database database, string sql)
    {
        await using var connection = await database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }

    /// <summary>The program, as a user starts it; it is killed when it is thrown away.</summary>
    private sealed class Running : IDisposable
    {
        private const string Says = "Recto serves ";
        private readonly Process _program;

        private Running(Process program, Uri address) => (_program, Address) = (program, address);

        public Uri Address { get; }

        public static async Task<Running> StartAsync(DatabaseOptions data)
        {
            var program = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), "serve", "--data", data.DataFolder, "--urls", "http://127.0.0.1:0"])
            {
                RedirectStandardOutput = true,
                Environment = { ["RECTO_DATABASE"] = data.PostgreSql ?? "", ["RECTO_DEPOSITS"] = "off", ["RECTO_CITED_BY"] = "", ["RECTO_USAGE"] = "on" },
            })!;
            var first = await program.StandardOutput.ReadLineAsync(Ct);
            Assert.StartsWith(Says, first, StringComparison.Ordinal);
            _ = program.StandardOutput.ReadToEndAsync(CancellationToken.None);
            return new Running(program, new Uri(first![Says.Length..]));
        }

        public void Dispose()
        {
            _program.Kill();
            _program.WaitForExit();
            _program.Dispose();
        }
    }
}
