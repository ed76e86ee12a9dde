using Recto.App.Shell.Language;
using Recto.Journals.Archives;
using Recto.Notes.Text;

namespace Recto.App.Features.Sources;

/// <summary>What a sheet is asked to be made of, as an address says it: articles and units, each by its address here, by its key, or as somebody types it.</summary>
/// <param name="Articles">Addresses of articles.</param>
/// <param name="Units">Units.</param>
/// <param name="Faults">What could not be understood, as it was typed.</param>
/// <param name="IsCut">Whether more was asked for than is taken.</param>
public sealed record SheetRequest(IReadOnlyList<string> Articles, IReadOnlyList<UnitAddress> Units, IReadOnlyList<string> Faults, bool IsCut)
{
    /// <summary>Most articles, and most units, of one sheet.</summary>
    public const int Most = 50;

    private const int LongestTyped = 500;

    /// <summary>Reads the fields <c>article</c> and <c>unit</c>, each as often as it comes.</summary>
    public static SheetRequest Read(IQueryCollection query, UnitReader reader)
    {
        var (articles, units, faults) = (new List<string>(), new List<UnitAddress>(), new List<string>());
        foreach (var typed in Given(query["article"]))
        {
            var slug = Local(typed);
            slug = slug.StartsWith("/articles/", StringComparison.Ordinal) ? slug["/articles/".Length..] : slug;
            slug = Uri.UnescapeDataString(slug.Split('#', '?')[0].TrimEnd('/'));
            if (slug.Length is 0 or > 200 || slug.Contains('/', StringComparison.Ordinal))
            {
                faults.Add(typed);
            }
            else if (!articles.Contains(slug, StringComparer.Ordinal))
            {
                articles.Add(slug);
            }
        }

        foreach (var typed in Given(query["unit"]))
        {
            if (UnitOf(typed, reader) is not { } unit)
            {
                faults.Add(typed);
            }
            else if (!units.Contains(unit))
            {
                units.Add(unit);
            }
        }

        return new([.. articles.Take(Most)], [.. units.Take(Most)], [.. faults.Take(Most).Select(fault => BoundedText.Shortened(fault, 80))], articles.Count > Most || units.Count > Most);
    }

    /// <summary>The address of the sheet.</summary>
    public string Address => SheetPages.Address + (Query is { Length: > 0 } query ? "?" + query : "");

    /// <summary>The fields as they stand in an address.</summary>
    public string Query => string.Join('&', Articles.Select(slug => "article=" + Uri.EscapeDataString(slug)).Concat(Units.Select(unit => "unit=" + Uri.EscapeDataString(unit.Key))));

    private static IEnumerable<string> Given(IEnumerable<string?> values) => values.Select(value => value?.Trim()).OfType<string>().Where(value => value.Length > 0).Take(Most * 4).Select(value => BoundedText.Cut(value, LongestTyped));

    // A key, an address of this site, or "RGASPI 558/11/431" and "RGASPI, f. 558, op. 11".
    private static UnitAddress? UnitOf(string typed, UnitReader reader)
    {
        var local = Local(typed).Split('#', '?')[0].Trim('/');
        local = local.StartsWith("sources/", StringComparison.Ordinal) ? local["sources/".Length..] : local;
        var parts = local.Split('/', StringSplitOptions.TrimEntries).Select(Uri.UnescapeDataString).ToArray();
        if (reader.TryRead(parts[0], parts[1..], out var address))
        {
            return address;
        }

        var words = local.Split([' ', ','], 2, StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        return words is [var archive, var rest] && reader.TryRead(archive.Trim(','), rest.Trim(',', ' ').Split(rest.Contains('/', StringComparison.Ordinal) ? '/' : ',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries), out address) ? address : null;
    }

    // The path of an address, whatever host it names.
    private static string Local(string typed) => Uri.TryCreate(typed, UriKind.Absolute, out var uri) && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) ? uri.AbsolutePath : typed;
}
