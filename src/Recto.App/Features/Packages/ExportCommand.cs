using System.CommandLine;
using System.Globalization;
using Recto.App.Shell;
using Recto.Journals.Exchange.JatsOut;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Packages;

/// <summary><c>recto export JOURNAL/ISSUE OUT.zip</c>, <c>recto export ARTICLE OUT.xml</c></summary>
internal static class ExportCommand
{
    /// <summary>The command.</summary>
    /// <param name="terminal">Where to write.</param>
    /// <param name="finishing">Gives what reads an article as it stands.</param>
    public static Command Create(Terminal terminal, Func<Database, IFileStore, DatabaseOptions, FinishArticle> finishing)
    {
        var place = new DataPlace();
        var what = new Argument<string>("WHAT") { Description = "An issue by the keys of its address, as in cold-war-studies/12-3; or an article by the last part of its address" };
        var target = new Argument<string>("OUT") { Description = "A file to write: .zip for an issue (a BagIt bag that “recto import” takes back), .xml for an article (JATS 1.3)" };
        var force = new Option<bool>("--force") { Description = "Replace the file that is there" };
        var command = new Command("export", "Write an issue as a package, or an article as JATS. Exit code 1 where something could not be put in.") { what, target, force };
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(what)!, parsed.GetValue(target)!, parsed.GetValue(force), place.Read(parsed), terminal, finishing, ct));
        return command;
    }

    private static async Task<int> RunAsync(string what, string target, bool force, DatabaseOptions data, Terminal terminal, Func<Database, IFileStore, DatabaseOptions, FinishArticle> finishing, CancellationToken ct)
    {
        var place = Path.GetFullPath(target);
        if (FindMisuse(place, force, data) is { } misuse)
        {
            return terminal.Refuse(misuse);
        }

        try
        {
            await using var database = Database.At(data);
            await new Migrator(database).RequireKnownAsync(ct);
            var files = FilePlace.Open(data);
            var finish = finishing(database, files, data);
            var parts = what.Trim('/').Split('/');
            parts = parts is ["journals" or "articles", .. var named] ? named : parts;
            return parts switch
            {
                [var journal, var issue] => await IssueAsync(journal, issue, place, database, files, finish, terminal, ct),
                [var slug] => await ArticleAsync(slug, place, database, finish, terminal, ct),
                _ => terminal.Refuse($"“{what}” names neither an issue (as in cold-war-studies/12-3) nor an article (the last part of its address)."),
            };
        }
        catch (Exception refused) when (refused is DatabaseRefusedException or ArgumentException { ParamName: null or "connectionString" })
        {
            return terminal.Refuse($"The database cannot be used: {refused.Message.TrimEnd('.')}. “recto doctor” says more.");
        }
    }

    private static string? FindMisuse(string place, bool force, DatabaseOptions data) =>
        data.PostgreSql is null && !File.Exists(data.SqliteFile) ? $"There is no database at {data.SqliteFile}: name the site's folder with --data or RECTO_DATA."
        : Path.GetDirectoryName(place) is not { } parent || !Directory.Exists(parent) ? $"The folder “{Path.GetDirectoryName(place) ?? place}” does not exist: make it first."
        : Directory.Exists(place) ? $"“{place}” is a folder; give the name of a file in it."
        : File.Exists(place) && !force ? $"“{place}” is there already: give another name, or --force to replace it."
        : null;

    private static async Task<int> IssueAsync(string journal, string issue, string place, Database database, IFileStore files, FinishArticle finish, Terminal terminal, CancellationToken ct)
    {
        if (await new IssueStore(database).FindPageAsync(journal, issue, ct) is not { } found)
        {
            return terminal.Refuse($"There is no issue “{issue}” in a journal “{journal}”: its address ends with both, as in /journals/{journal}/{issue}.");
        }

        var maker = new IssuePackageMaker(database, files, finish);
        var rows = await maker.ListAsync(found, forStaff: true, ct);
        IReadOnlyList<string> leftOut = [];
        await WriteAsync(place, async output => leftOut = await maker.WriteAsync(found, rows, forStaff: true, output, ct));
        foreach (var line in leftOut)
        {
            terminal.Error.WriteLine("recto: " + line);
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{place}: {rows.Count} {(rows.Count == 1 ? "article" : "articles")} ({new FileInfo(place).Length / 1_000_000.0:0.0} MB)"));
        return leftOut.Count > 0 ? 1 : 0;
    }

    private static async Task<int> ArticleAsync(string slug, string place, Database database, FinishArticle finish, Terminal terminal, CancellationToken ct)
    {
        if (await new ArticleStore(database).FindNamedForDeskAsync(slug, ct) is not { } article)
        {
            return terminal.Refuse($"There is no article “{slug}”: give the last part of its address, as in /articles/{slug}.");
        }

        if (await finish(article.Id, ct) is not { } finished)
        {
            return terminal.Refuse($"The file that “{article.Title}” was made from is not in the file store, or can no longer be read. Import it again.");
        }

        var made = JatsOutput.Of(finished);
        await WriteAsync(place, output => output.WriteAsync(made.Bytes, ct).AsTask());
        foreach (var line in made.Report)
        {
            terminal.Error.WriteLine("recto: " + line.Message);
        }

        terminal.Out.WriteLine($"{place}: {article.Title}");
        return made.IsValid ? 0 : 1;
    }

    // Under another name until it is whole.
    private static async Task WriteAsync(string place, Func<Stream, Task> write)
    {
        var half = place + "." + Guid.NewGuid().ToString("N")[..8] + ".part";
        try
        {
            await using (var output = new FileStream(half, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1 << 16, FileOptions.Asynchronous))
            {
                await write(output);
            }

            File.Move(half, place, overwrite: true);
        }
        finally
        {
            File.Delete(half);
        }
    }
}
