using System.CommandLine;
using Microsoft.Data.Sqlite;
using Recto.App.Shell;

namespace Recto.App.Tests.CommandLine;

/// <summary>A machine that says no in the middle of a long act: one line, what was done is told, no trace.</summary>
public sealed class RefusedByTheMachineTests
{
    [Fact]
    public async Task A_full_disk_ends_a_command_with_one_line_after_the_results_until_there()
    {
        using var standardOut = new MemoryStream();
        using var results = new StreamWriter(standardOut);
        using var errors = new StringWriter();
        var terminal = new Terminal(results, errors, () => Stream.Null, ShowsProgress: false);
        var root = new RootCommand();
        root.SetAction(async (_, ct) =>
        {
            await results.WriteAsync("first article imported".AsMemory(), ct);
            throw new SqliteException("SQLite Error 13: 'database or disk is full'.", 13);
        });

        var code = await Shell.CommandLine.RunAsync(root, [], terminal, TestContext.Current.CancellationToken);

        Assert.Equal(2, code);
        Assert.Equal("first article imported", System.Text.Encoding.UTF8.GetString(standardOut.ToArray()));
        Assert.Contains("disk is full", errors.ToString(), StringComparison.Ordinal);
        Assert.Single(errors.ToString().Split('\n', StringSplitOptions.RemoveEmptyEntries));
    }
}
