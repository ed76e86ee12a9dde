using System.Security.Cryptography;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Import;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Operate;

/// <summary>Whoever goes back to an older program is told so by every command, and nothing is written.</summary>
public sealed class NewerDatabaseTests : IDisposable
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly Run _run = new();

    public void Dispose() => _run.Dispose();

    [Fact]
    public async Task A_database_of_a_newer_program_is_refused_by_every_command_that_opens_it()
    {
        var article = _run.Write("a.xml", Samples.Jats("A"));
        Assert.Equal(0, await _run.ImportAsync(article));
        await using (var database = Database.At(new DatabaseOptions { DataFolder = _run.Data }))
        {
            await using var connection = await database.Source.OpenConnectionAsync(Ct);
            await using var command = connection.CreateCommand();
            command.CommandText = "INSERT INTO schemaversions (scriptname, applied) VALUES ('0999_tomorrow', CURRENT_TIMESTAMP)";
            await command.ExecuteNonQueryAsync(Ct);
        }

        var before = Content();
        string[][] commands =
        [
            ["serve", "--urls", "http://127.0.0.1:0"], ["serve", "--no-demo", "--urls", "http://127.0.0.1:0"], ["import", article], ["backup", Path.Combine(_run.Folder, "a.tar.gz")], ["backup", "--to", Path.Combine(_run.Folder, "many")],
            ["move", "--to", "sqlite:" + Path.Combine(_run.Folder, "new")], ["search", "rebuild"], ["files", "list"], ["files", "make"], ["user", "list"], ["export", "maubert-a", Path.Combine(_run.Folder, "a.zip")],
        ];
        foreach (var command in commands)
        {
            using var patience = CancellationTokenSource.CreateLinkedTokenSource(Ct);
            patience.CancelAfter(TimeSpan.FromSeconds(20));
            var code = await _run.RectoAsync([.. command, "--data", _run.Data], Stream.Null, patience.Token);

            Assert.True(code == 2, $"recto {string.Join(' ', command)} ended with {code}: {_run.Out}{_run.Error}");
            Assert.Contains("newer Recto (it has the steps 0999_tomorrow", _run.Error, StringComparison.Ordinal);
            Assert.Contains("Start the newer program, or restore the backup from before it", _run.Error, StringComparison.Ordinal);
            Assert.Single(_run.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries));
        }

        Assert.Equal(before, Content());
        Assert.False(File.Exists(Path.Combine(_run.Folder, "new", "recto.db")));
        Assert.False(File.Exists(Path.Combine(_run.Folder, "a.tar.gz")));
        Assert.Equal(1, await _run.RectoAsync("doctor", "--data", _run.Data));
        Assert.Contains("0999_tomorrow", _run.Out, StringComparison.Ordinal);
    }

    private List<string> Content() => [.. new[] { "recto.db" }.Select(name => name + " " + Convert.ToHexString(SHA256.HashData(File.ReadAllBytes(Path.Combine(_run.Data, name))))),
        .. Directory.EnumerateFiles(Path.Combine(_run.Data, "files"), "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal)];
}
