using System.Globalization;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Archives;
using Recto.Notes.Archives;
using Recto.Notes.Text;
using Recto.Storage.Articles;

namespace Recto.App.Features.Sources;

/// <summary>The directory of archives.</summary>
internal static class DirectoryPages
{
    /// <summary>Address of the directory, narrowed.</summary>
    public const string Finding = SourcesFeature.Address + "/find";

    private const int LongestWords = 100;

    /// <summary>Shows it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="archives">The index.</param>
    /// <param name="words">What the archives' names must hold; null for all of them.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task ShowAsync(HttpContext context, ArchiveStore archives, string? words, CancellationToken ct)
    {
        var say = context.RequestServices.GetRequiredService<Say>();
        var typed = words is null ? null : BoundedText.Cut(words, LongestWords).Trim();
        var cited = await archives.ListArchivesAsync(ct);
        var counts = cited.ToDictionary(unit => unit.Address.Archive, StringComparer.Ordinal);
        var known = RepositoryDirectory.Shipped.Repositories.Where(archive => archive.Successor is null || counts.ContainsKey(archive.Id)).Where(archive => Fits(archive, typed)).ToList();
        if (words is not null)
        {
            context.Response.Headers.CacheControl = "private, no-cache";
            context.Response.Headers["X-Robots-Tag"] = "noindex";
        }

        await PageWriter.WriteAsync<DirectoryPage>(context, new DirectoryView
        {
            Masthead = new Masthead
            {
                Title = say["Directory of archives"],
                Description = say["Archives whose files are cited here, and how each is cited: with every file, its leaves and the notes that cite them."],
                Address = words is null ? SourcesFeature.Address : null,
            },
            Typed = typed,
            Cited = [.. known.Where(archive => counts.ContainsKey(archive.Id)).Select(archive => new ListedArchive(archive, counts[archive.Id])).OrderByDescending(listed => listed.Count!.Notes).ThenBy(listed => listed.Archive.Id, StringComparer.Ordinal)],
            Countries = [.. known.GroupBy(archive => archive.Country).Select(group => new ListedCountry(Countries.Name(group.Key), [.. group.OrderBy(archive => archive.EnglishName, StringComparer.InvariantCultureIgnoreCase).Select(archive => new ListedArchive(archive, counts.GetValueOrDefault(archive.Id)))]))
                .OrderBy(country => country.Name, StringComparer.Create(say.Culture, ignoreCase: true))],
            Unknown = [.. cited.Where(unit => unit.Address.Archive[0] == UnitAddress.Apart && (typed is null || unit.Printed.Contains(typed, StringComparison.OrdinalIgnoreCase))).OrderByDescending(unit => unit.Notes).ThenBy(unit => unit.Printed, StringComparer.OrdinalIgnoreCase)],
        });
    }

    private static bool Fits(Repository archive, string? typed) => string.IsNullOrEmpty(typed) || Names(archive).Any(name => CultureInfo.InvariantCulture.CompareInfo.IndexOf(name, typed, CompareOptions.IgnoreCase | CompareOptions.IgnoreNonSpace) >= 0);

    private static IEnumerable<string> Names(Repository archive) =>
        [archive.Name, archive.EnglishName, .. archive.Sigla, .. archive.OtherNames, archive.City ?? "", Countries.Name(archive.Country), .. archive.Former.SelectMany(former => former.Sigla.Append(former.Name))];
}

/// <summary>The directory.</summary>
public sealed record DirectoryView
{
    /// <summary>Head and foot.</summary>
    public required Masthead Masthead { get; init; }

    /// <summary>What the names must hold; null where all archives are shown.</summary>
    public string? Typed { get; init; }

    /// <summary>Archives that are cited, most cited first.</summary>
    public required IReadOnlyList<ListedArchive> Cited { get; init; }

    /// <summary>All of them, by country.</summary>
    public required IReadOnlyList<ListedCountry> Countries { get; init; }

    /// <summary>Archives that are cited and that the directory does not know.</summary>
    public required IReadOnlyList<ArchiveUnitRow> Unknown { get; init; }
}

/// <summary>An archive in the list.</summary>
/// <param name="Archive">The archive.</param>
/// <param name="Count">How often it is cited; null where nobody does.</param>
public sealed record ListedArchive(Repository Archive, ArchiveUnitRow? Count);

/// <summary>A country in the list.</summary>
/// <param name="Name">In the language of the request.</param>
/// <param name="Archives">Its archives by name.</param>
public sealed record ListedCountry(string Name, IReadOnlyList<ListedArchive> Archives);
