using Microsoft.Net.Http.Headers;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Archives;
using Recto.Notes.Archives;
using Recto.Storage.Articles;

namespace Recto.App.Features.Sources;

/// <summary>The reading-room sheet: what to order of which archive, with the leaves that are needed and who cites them. A form that keeps nothing: the address of the sheet is the sheet.</summary>
internal static class SheetPages
{
    /// <summary>Its address.</summary>
    public const string Address = SourcesFeature.Address + "/sheet";

    private const int MostPlaces = 2_000;

    /// <summary>Shows it, or sends it as CSV where that is asked for and there is something to send.</summary>
    public static async Task ShowAsync(HttpContext context, ArchiveStore archives, UnitReader reader, Say say, CancellationToken ct)
    {
        var asked = SheetRequest.Read(context.Request.Query, reader);
        context.Response.Headers.CacheControl = "private, no-cache";
        context.Response.Headers["X-Robots-Tag"] = "noindex";
        var known = await archives.ListTitlesAsync(asked.Articles, ct);
        IReadOnlyList<(string Slug, string Title)> titles = [.. asked.Articles.Where(known.ContainsKey).Select(slug => known[slug]).Distinct()];
        var places = await archives.ListToOrderAsync([.. titles.Select(title => title.Slug)], asked.Units, MostPlaces + 1, ct);
        var isCut = places.Count > MostPlaces;
        IReadOnlyList<ArchiveMentionRow> taken = [.. places.Take(MostPlaces)];
        var printed = await archives.ListPrintedAsync([.. taken.SelectMany(place => place.Unit.Line), .. asked.Units.SelectMany(unit => unit.Line)], ct);
        var list = OrderList.Of(taken.Select(place => new OrderPlace(place.Unit, place.Leaf, place.Place.LeafOrder, place.Slug, place.Title, place.Language, place.Note, place.HtmlId, place.Label)),
            RepositoryDirectory.Shipped, unit => printed.GetValueOrDefault(unit.Key));
        var kept = asked with { Articles = [.. titles.Select(title => title.Slug)] };
        if (context.Request.Query["as"] == "csv" && list.Files > 0)
        {
            context.Response.ContentType = OrderCsv.MediaType;
            context.Response.Headers.ContentDisposition = new ContentDispositionHeaderValue("attachment") { FileName = "reading-room-sheet.csv" }.ToString();
            if (!HttpMethods.IsHead(context.Request.Method))
            {
                await context.Response.Body.WriteAsync(OrderCsv.Write(list, context.Origin()), ct);
            }

            return;
        }

        string NameOf(UnitAddress unit) => CallNumberText.Of(RepositoryDirectory.Shipped.Find(unit.Archive), printed.GetValueOrDefault(unit.Archive) ?? unit.Archive, [.. unit.Line.Skip(1).Select(level => printed.GetValueOrDefault(level.Key) ?? level.Segments[^1])]);
        await PageWriter.WriteAsync<SheetPage>(context, new SheetView
        {
            Masthead = new Masthead { Title = say["Reading-room sheet"], Description = say["An order list for the archives, made of articles or of files."], Address = Address },
            Asked = kept,
            Articles = titles,
            Units = [.. asked.Units.Select(unit => new ChosenUnit(unit, NameOf(unit), taken.Any(place => place.Unit.Equals(unit) || place.Unit.Key.StartsWith(unit.Key + "/", StringComparison.Ordinal))))],
            Missing = [.. asked.Articles.Where(slug => !known.ContainsKey(slug))],
            List = list,
            IsCut = isCut,
        });
    }
}

/// <summary>What the page of a sheet shows.</summary>
public sealed record SheetView
{
    /// <summary>Most articles, and most units, of one sheet.</summary>
    public const int Most = SheetRequest.Most;

    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }

    /// <summary>What it is made of, and what could not be understood.</summary>
    public required SheetRequest Asked { get; init; }

    /// <summary>The articles that were found.</summary>
    public required IReadOnlyList<(string Slug, string Title)> Articles { get; init; }

    /// <summary>The units, and whether anybody cites them.</summary>
    public required IReadOnlyList<ChosenUnit> Units { get; init; }

    /// <summary>Addresses of articles that are not here.</summary>
    public required IReadOnlyList<string> Missing { get; init; }

    /// <summary>What to order.</summary>
    public required OrderList List { get; init; }

    /// <summary>Whether notes were left out.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether anything was chosen.</summary>
    public bool IsAsked => Asked.Articles.Count + Asked.Units.Count + Asked.Faults.Count + Missing.Count > 0;
}

/// <summary>A unit that was chosen.</summary>
/// <param name="Unit">Which.</param>
/// <param name="Name">Its call number.</param>
/// <param name="IsCited">Whether a published article cites it or something in it.</param>
public sealed record ChosenUnit(UnitAddress Unit, string Name, bool IsCited);
