using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Archives;
using Recto.Journals.Exchange.Archives;
using Recto.Notes.Archives;
using Recto.Storage.Articles;

namespace Recto.App.Features.Sources;

/// <summary>A unit as data: linked data, an item for reference managers, a fragment of EAD3.</summary>
internal static class UnitFiles
{
    private const int Most = 500;

    /// <summary>Names of the files beside a unit's address.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["unit.jsonld", "unit.csl.json", "unit.ead.xml"];

    /// <summary>Sends one. At most 500 notes and 500 parts are told.</summary>
    public static async Task WriteAsync(HttpContext context, ArchiveStore archives, FeedStore feeds, UnitReader reader, string format, TimeProvider time, CancellationToken ct)
    {
        if (await SourcesFeature.UnitOfAsync(context, reader, "/" + format) is not { } address)
        {
            return;
        }

        var line = await archives.FindLineAsync(address, ct);
        if (line is not [var top, ..])
        {
            await SourcesFeature.UncitedAsync(context, address, context.RequestServices.GetRequiredService<Say>());
            return;
        }

        var archive = RepositoryDirectory.Shipped.Find(address.Archive);
        var (parts, _) = await archives.ListChildrenAsync(address, Most, null, ct);
        var (mentions, _) = await archives.ListMentionsAsync(address, Most, null, ct);
        var levels = UnitPages.LevelsOf(line);
        var unit = new UnitRecord
        {
            Address = address,
            Archive = archive,
            ArchiveName = archive?.EnglishName ?? top.Printed,
            Levels = levels,
            Notes = line[^1].Notes,
            Articles = line[^1].Articles,
            Parts = [.. parts.Select(part => (part.Address, (IReadOnlyList<string>)[.. levels, part.Printed]))],
            Citations = [.. mentions.Select(mention => new UnitCitation(mention.Title, $"/articles/{mention.Slug}", mention.Label, $"/articles/{mention.Slug}#{mention.HtmlId}", mention.Leaf))],
        };
        var origin = context.Origin();
        var changed = await feeds.LastChangeAsync(ct);
        var (body, mediaType) = format switch
        {
            "unit.jsonld" => (UnitJsonLd.Write(unit, origin), UnitJsonLd.MediaType),
            "unit.csl.json" => (UnitCsl.Write(unit, origin), UnitCsl.MediaType),
            _ => (UnitEad.Write(unit, origin, changed ?? time.GetUtcNow()), UnitEad.MediaType + "; charset=utf-8"),
        };
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        await MachineAnswers.SendAsync(context, body, mediaType, changed);
    }
}
