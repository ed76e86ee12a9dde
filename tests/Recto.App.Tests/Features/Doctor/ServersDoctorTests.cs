using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Npgsql;
using Recto.App.Features.Doctor;
using Recto.App.Tests.CommandLine;
using Recto.Storage.Sql;
using Recto.Tests.Labs;

namespace Recto.App.Tests.Features.Doctor;

/// <summary>Real servers of PostgreSQL: a primary and its replica, and a pooler before one.</summary>
public sealed class ServersDoctorTests(PostgresPair pair) : DoctorExam, IClassFixture<PostgresPair>
{
    private readonly Run _run = new();

    protected override void CleanUp() => _run.Dispose();

    [Fact]
    [Makes("postgres-replica-behind", "postgres-server-silent", "postgres-no-replica", "postgres-no-primary", "postgres-two-primaries")]
    public async Task Servers_that_are_not_what_they_should_be_are_named()
    {
        var database = await pair.MakeDatabaseAsync();
        await PostgresPair.RunAsync(pair.Primary, "CREATE TABLE leaves (number INT)", database);
        var (primary, replica) = (NameOf(pair.Primary), NameOf(pair.Replica));
        Assert.Empty(await LookAsync(pair.Both(database)));

        await pair.PauseAsync();
        await PostgresPair.RunAsync(pair.Primary, "INSERT INTO leaves SELECT generate_series(1, 1000)", database);
        var behind = Assert.Single(await LookAsync(pair.Both(database)));
        Assert.Equal(("postgres-replica-behind", true), (behind.Id, behind.Text.StartsWith(replica + " is more than 1 seconds behind", StringComparison.Ordinal)));
        await pair.ResumeAsync();
        Assert.Empty(await LookAsync(pair.Both(database)));

        var nobody = new NpgsqlConnectionStringBuilder(pair.Both(database)) { Host = $"{primary},127.0.0.1:9" }.ToString();
        var silent = await LookAsync(nobody);
        Assert.Equal(["postgres-server-silent", "postgres-no-replica"], silent.Select(finding => finding.Id));
        Assert.StartsWith("127.0.0.1:9 of the connection string does not answer", silent[0].Text, StringComparison.Ordinal);
        Assert.Equal(["postgres-no-primary", "postgres-server-silent"], (await LookAsync(new NpgsqlConnectionStringBuilder(nobody) { Host = $"{replica},127.0.0.1:9" }.ToString())).Select(finding => finding.Id));

        await pair.PromoteAsync();
        var two = await LookAsync(pair.Both(database));
        Assert.Equal(["postgres-two-primaries", "postgres-no-replica"], two.Select(finding => finding.Id));
        Assert.Contains(primary, two[0].Text, StringComparison.Ordinal);
        Assert.Contains(replica, two[0].Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pooler_that_gives_each_transaction_a_connection_is_found()
    {
        var server = Environment.GetEnvironmentVariable("RECTO_TEST_POSTGRES");
        Assert.SkipWhen(string.IsNullOrEmpty(server) && Environment.GetEnvironmentVariable("CI") != "true", "RECTO_TEST_POSTGRES holds no connection string.");
        await using var pooler = await Pooler.StartAsync(server!, "transaction");
        await using var faithful = await Pooler.StartAsync(server!, "session");

        Assert.True((await AskAsync(pooler.Place)).IsPooled);
        Assert.True((await AskAsync(pooler.Place)).ResetsOnClose);
        Assert.False((await AskAsync(pooler.Place + ";No Reset On Close=true")).ResetsOnClose);
        Assert.False((await AskAsync(faithful.Place)).IsPooled);
        Assert.False((await AskAsync(server!)).IsPooled);
    }

    private async Task<IReadOnlyList<Finding>> LookAsync(string place)
    {
        await using var database = Database.At(OptionsOf(place));
        return Note(PostgresDoctor.Judge(await new PostgresExam(database).AskServersAsync(Ct), database.Options.MostReplicaLag));
    }

    private async Task<PostgresFacts> AskAsync(string place)
    {
        await using var database = Database.At(OptionsOf(place));
        return (await new PostgresExam(database).AskAsync(Ct))!;
    }

    private DatabaseOptions OptionsOf(string place) => new() { DataFolder = _run.Data, PostgreSql = place, MostReplicaLag = TimeSpan.FromSeconds(1) };

    private static string NameOf(string place) => new NpgsqlConnectionStringBuilder(place) is var parts ? string.Create(CultureInfo.InvariantCulture, $"{parts.Host}:{parts.Port}") : "";

    // A real PgBouncer; it does not run as root.
    private sealed class Pooler(Process process, string folder, string place) : IAsyncDisposable
    {
        public string Place => place;

        public static async Task<Pooler> StartAsync(string server, string mode)
        {
            if (Environment.GetEnvironmentVariable("RECTO_TEST_PGBOUNCER") is not { Length: > 0 } program || !File.Exists(program))
            {
                const string Why = "RECTO_TEST_PGBOUNCER names no pgbouncer (apt install pgbouncer; then /usr/sbin/pgbouncer).";
                Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Why);
                Assert.Skip(Why);
                throw new UnreachableException();
            }

            using var free = new TcpListener(IPAddress.Loopback, 0);
            free.Start();
            var port = ((IPEndPoint)free.LocalEndpoint).Port;
            free.Stop();
            var folder = Directory.CreateTempSubdirectory("recto-pooler-").FullName;
            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(folder, (UnixFileMode)511 & ~UnixFileMode.OtherWrite & ~UnixFileMode.GroupWrite); // Another user reads there.
            }

            var parts = new NpgsqlConnectionStringBuilder(server);
            await File.WriteAllTextAsync(Path.Combine(folder, "users"), $"\"{parts.Username}\" \"{parts.Password}\"\n");
            await File.WriteAllTextAsync(Path.Combine(folder, "pooler.ini"), string.Create(CultureInfo.InvariantCulture, $"[databases]\n* = host={parts.Host} port={parts.Port}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\nauth_type = trust\nauth_file = {folder}/users\npool_mode = {mode}\n"));
            string[] command = Environment.UserName == "root" ? ["setpriv", "--reuid", "postgres", "--regid", "postgres", "--clear-groups", program, "-q", Path.Combine(folder, "pooler.ini")] : [program, "-q", Path.Combine(folder, "pooler.ini")];
            var process = Process.Start(new ProcessStartInfo(command[0], command[1..]) { RedirectStandardError = true })!;
            process.ErrorDataReceived += (_, _) => { };
            process.BeginErrorReadLine();
            await PostgresPair.UntilAsync(async () =>
            {
                using var socket = new TcpClient();
                try
                {
                    await socket.ConnectAsync(IPAddress.Loopback, port);
                    return true;
                }
                catch (SocketException)
                {
                    return false;
                }
            });
            return new Pooler(process, folder, new NpgsqlConnectionStringBuilder(server) { Host = "127.0.0.1", Port = port }.ToString());
        }

        public async ValueTask DisposeAsync()
        {
            process.Kill();
            await process.WaitForExitAsync();
            process.Dispose();
            Directory.Delete(folder, recursive: true);
        }
    }
}
