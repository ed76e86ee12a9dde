using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Recto.App.Shell;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Files;

/// <summary><c>recto files list</c></summary>
internal static class FilesListCommand
{
    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var articles = new Argument<string[]>("ARTICLE") { Description = "Addresses or DOIs of articles; all published ones where none is named", Arity = ArgumentArity.ZeroOrMore };
        var failed = new Option<bool>("--failed") { Description = "Only what could not be made" };
        var format = new Option<string>("--format") { Description = "text, or json: one object a line and file", HelpName = "text|json", DefaultValueFactory = _ => "text" };
        var command = new Command("list", "List the files that were made, with their sizes and what their makers reported.") { articles, failed, format };
        place.AddTo(command);
        command.SetAction((parsed, ct) => RunAsync(parsed.GetValue(articles) ?? [], parsed.GetValue(failed), parsed.GetValue(format)!, place.Read(parsed), terminal, ct));
        return command;
    }

    private static async Task<int> RunAsync(string[] names, bool failed, string format, DatabaseOptions data, Terminal terminal, CancellationToken ct)
    {
        if (format is not ("text" or "json"))
        {
            return terminal.Refuse($"“{format}” is no format; give text or json.");
        }

        if (DataPlace.FindMissing(data) is { } nowhere)
        {
            return terminal.Refuse(nowhere);
        }

        await using var database = Database.At(data);
        await new Migrator(database).MigrateAsync(ct);
        var (made, store, missing) = (new MadeFileStore(database), new ArticleStore(database), 0);
        var ids = new List<(Guid Id, string Slug)>();
        foreach (var name in names)
        {
            if (await store.FindNamedForDeskAsync(name, ct) is { } row)
            {
                ids.Add((row.Id, row.Slug));
            }
            else
            {
                missing++;
                terminal.Error.WriteLine($"recto: No article has the address or DOI “{name}”.");
            }
        }

        foreach (var (id, slug) in names.Length > 0 ? ids : [.. (await made.ListPublishedWithSlugsAsync(ct))])
        {
            foreach (var file in (await made.ListAsync(id, ct)).Where(file => !failed || file.State == MadeState.Failed))
            {
                Write(terminal, format == "json", slug, file);
            }
        }

        return missing > 0 ? 1 : 0;
    }

    private static void Write(Terminal terminal, bool isJson, string slug, MadeFileRow file)
    {
        var state = file.State switch { MadeState.Made => "made", MadeState.Failed => "failed", _ => "none" };
        if (isJson)
        {
            terminal.Out.WriteLine(JsonSerializer.Serialize(new { article = slug, kind = file.Kind, state, bytes = file.File?.Length, sha256 = file.File?.Hash.Value, madeAt = file.File?.MadeAt, triedAt = file.TriedAt, madeBy = file.MadeBy, report = file.Report }, JsonSerializerOptions.Web));
            return;
        }

        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{slug} {file.Kind} {state}{(file.File is { } bytes ? $" {Math.Max(1, bytes.Length / 1024)} KB, {bytes.MadeAt:yyyy-MM-dd HH:mm} UTC" : "")}"));
        foreach (var line in file.Report)
        {
            terminal.Out.WriteLine($"  {line}");
        }
    }
}
