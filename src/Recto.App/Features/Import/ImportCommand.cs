using System.CommandLine;
using Recto.App.Shell;
using Recto.Journals.Exchange.Ojs;
using Recto.Journals.Identifiers;
using Recto.Journals.Issues;
using Recto.Notes;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary><c>recto import PATH...</c></summary>
internal static class ImportCommand
{
    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var paths = new Argument<string[]>("PATH") { Arity = ArgumentArity.OneOrMore, Description = "JATS/NLM and TEI XML, Word (.docx), Markdown, saved article pages (.txt, .html), exports of OJS (native XML), folders, .zip and .tar.gz of them; - is standard input" };
        var journal = new Option<string?>("--journal") { Description = "Key of the journal to put the articles into (default: the one that their metadata name, else “unsorted”)", HelpName = "KEY" };
        var issue = new Option<string?>("--issue") { Description = "Key of the issue, as in 12-3 for volume 12, number 3 (default: as their metadata say)", HelpName = "KEY" };
        var doi = new Option<string?>("--doi") { Description = "DOI of the article, where the file has none; for one file only", HelpName = "DOI" };
        var ojsPath = new Option<string?>("--ojs-path") { Description = "For exports of OJS: the journal’s part of its old addresses, as in margin for …/index.php/margin/article/view/12 (/ where it had a host to itself); the old addresses then lead to the new ones", HelpName = "PATH" };
        var redirects = new Option<string?>("--redirects") { Description = "With --ojs-path: write the old addresses and the new ones into a file as well (CSV: old,new), for whoever serves the old host", HelpName = "FILE" };
        var draft = new Option<bool>("--draft") { Description = "Import for editors only, not for the public" };
        var dryRun = new Option<bool>("--dry-run") { Description = "Say what would happen and change nothing" };
        var format = new Option<string>("--format") { Description = "How to report", DefaultValueFactory = _ => "text" };
        format.AcceptOnlyFromAmong("text", "json");
        var command = new Command("import", "Import articles; the same article again updates it. Exit code 1 where a file was refused.") { paths, journal, issue, doi, ojsPath, redirects, draft, dryRun, format };
        place.AddTo(command);
        command.SetAction((parsed, ct) =>
        {
            var (old, table) = (parsed.GetValue(ojsPath), parsed.GetValue(redirects));
            if (FindMisuse(old, table) is { } misuse)
            {
                return Task.FromResult(terminal.Refuse(misuse));
            }

            var options = new ImportOptions
            {
                Journal = parsed.GetValue(journal),
                Issue = parsed.GetValue(issue),
                Doi = parsed.GetValue(doi),
                Old = OjsAddresses.TryParse(old, out var addresses) ? new OldAddressBook(addresses!, table) : null,
                IsDraft = parsed.GetValue(draft),
                IsDryRun = parsed.GetValue(dryRun),
            };
            return RunAsync(parsed.GetValue(paths)!, options, parsed.GetValue(format) == "json", place.Read(parsed), terminal, ct);
        });
        return command;
    }

    internal static async Task<int> RunAsync(IReadOnlyList<string> paths, ImportOptions options, bool json, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        if (FindMisuse(paths, options) is { } misuse)
        {
            return terminal.Refuse(misuse);
        }

        if (!options.IsDryRun && DataPlace.FindUnusable(data) is { } unusable)
        {
            return terminal.Refuse(unusable);
        }

        try
        {
            return await ImportAsync(paths, options, json, data, terminal, ct);
        }
        catch (Exception refused) when (refused is DatabaseRefusedException or ArgumentException { ParamName: null or "connectionString" } or System.Data.Common.DbException)
        {
            return terminal.Refuse($"The database cannot be used: {refused.Message.TrimEnd('.')}. “recto doctor” says more.");
        }
    }

    private static string? FindMisuse(string? ojsPath, string? table) =>
        ojsPath is not null && !OjsAddresses.TryParse(ojsPath, out _) ? $"“{ojsPath}” is no part of an address of OJS: letters, digits, hyphens, points and underscores, as in margin for …/index.php/margin/article/view/12."
        : table is not null && ojsPath is null ? "--redirects writes the addresses of OJS: give --ojs-path PATH with it."
        : table is not null && Path.GetDirectoryName(Path.GetFullPath(table)) is { } folder && !Directory.Exists(folder) ? $"“{folder}” does not exist; make the folder for “{table}” first."
        : null;

    private static string? FindMisuse(IReadOnlyList<string> paths, ImportOptions options)
    {
        if (paths.FirstOrDefault(path => path.Length > 1 && path[0] == '-' && !File.Exists(path) && !Directory.Exists(path)) is { } unknown)
        {
            return $"“{unknown}” is no option of “recto import”; “recto import --help” says what can be given.";
        }

        if (options.Journal is { } journal && !ArticlePlace.IsKey(journal))
        {
            return $"“{journal}” cannot be the key of a journal: lower-case letters, digits and single hyphens, as in cold-war-studies.";
        }

        if (options.Issue is { } issue && !ArticlePlace.IsKey(issue))
        {
            return $"“{issue}” cannot be the key of an issue: lower-case letters, digits and single hyphens, as in 12-3.";
        }

        if (options.Journal is { } called && ReservedKeys.IsOfJournals(called))
        {
            return $"“{called}” cannot be the key of a journal: it is the address of another page of the site. Choose another word.";
        }

        if (options.Issue is { } named && ReservedKeys.IsOfIssues(named))
        {
            return $"“{named}” cannot be the key of an issue: it is the address of another page of its journal. Choose another word, as in 12-3.";
        }

        if (options.Doi is { } doi && !Doi.TryParse(doi, out _))
        {
            return $"“{doi}” is no DOI: it begins with 10., as in 10.5555/12345.";
        }

        return options.Doi is not null && (paths.Count > 1 || Directory.Exists(paths[0]))
            ? "--doi names one article: give one file with it."
            : ImportSource.FindMissing(paths);
    }

    private static async Task<int> ImportAsync(IReadOnlyList<string> paths, ImportOptions options, bool json, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        var exists = data.PostgreSql is not null || File.Exists(data.SqliteFile);
        await using var database = options.IsDryRun && !exists ? null : Database.At(data);
        if (database is not null && !options.IsDryRun)
        {
            await new Migrator(database).MigrateAsync(ct);
        }

        var files = options.IsDryRun ? null : FilePlace.Open(data);
        var import = new ImportArticle(database, files, new NotesEngine(), TimeProvider.System);
        var report = new ImportReport(terminal.Out, json, options.IsDryRun);
        using var source = new ImportSource(ArchiveLimits.Default, terminal.In);
        await foreach (var outcome in new ImportRun(import, Math.Max(1, Environment.ProcessorCount)).RunAsync(source.Read(paths), options, ct))
        {
            Clear(terminal);
            report.Tell(outcome);
            if (terminal.ShowsProgress)
            {
                await terminal.Out.FlushAsync(ct);
                terminal.Error.Write($"\r{report.Count} files");
            }
        }

        Clear(terminal);
        if (report.Count == 0)
        {
            return terminal.Refuse("No article was found there: give JATS/NLM or TEI XML, Word (.docx), Markdown, saved pages (.txt, .html), or folders or archives of them.");
        }

        report.TellSummary();
        if (options.Old?.Table is { } table)
        {
            try
            {
                await using var written = new StreamWriter(table);
                options.Old.Write(written);
            }
            catch (Exception unwritable) when (unwritable is IOException or UnauthorizedAccessException)
            {
                return terminal.Refuse($"The articles were imported, but the table of old addresses cannot be written: {unwritable.Message}");
            }
        }

        return report.RefusedCount > 0 ? 1 : 0;
    }

    private static void Clear(Terminal terminal)
    {
        if (terminal.ShowsProgress)
        {
            terminal.Error.Write("\r              \r");
        }
    }
}
