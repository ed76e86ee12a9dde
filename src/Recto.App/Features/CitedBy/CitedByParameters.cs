using System.Globalization;
using Recto.Journals.CitedBy;
using Recto.Storage.Articles;
using Recto.Storage.Lists;

namespace Recto.App.Features.CitedBy;

/// <summary>What the address of a list of citing works asks for.</summary>
/// <param name="Filter">Which of them.</param>
/// <param name="Order">In which order.</param>
/// <param name="After">Where the page before ended; null for the first.</param>
public sealed record CitedByParameters(CitedByFilter Filter, CitedByOrder Order, Cursor? After)
{
    /// <summary>Reads them; null where one of them says nothing that is known.</summary>
    public static CitedByParameters? Read(IQueryCollection query)
    {
        ArgumentNullException.ThrowIfNull(query);
        string? Said(string name) => query[name].ToString() is { Length: > 0 } said ? said : null;
        Cursor after = default;
        var (source, kind, year, order) = (CitingWorks.SourceOf(Said("source")), CitingWorks.KindOf(Said("kind")), int.TryParse(Said("year"), NumberStyles.None, CultureInfo.InvariantCulture, out var read) && read is >= 1000 and < 3000 ? read : (int?)null, OrderOf(Said("sort")));
        return (Said("source") is not null && source is null) || (Said("kind") is not null && kind is null) || (Said("year") is not null && year is null) || order is null || Said("self") is not (null or "no") || (Said("after") is { } place && !Cursor.TryParse(place, out after))
            ? null : new CitedByParameters(new CitedByFilter(source, kind, year, Said("self") == "no"), order.Value, Said("after") is null ? null : after);
    }

    /// <summary>Whether anything is left out.</summary>
    public bool IsNarrowed => Filter != CitedByFilter.All;

    /// <summary>The same as a query with its question mark, without the place in the list; empty where nothing is asked for.</summary>
    public string Query()
    {
        var parts = new List<string>();
        if (Filter.Source is { } source)
        {
            parts.Add("source=" + CitingWorks.WordOf(source));
        }

        if (Filter.Kind is { } kind)
        {
            parts.Add("kind=" + CitingWorks.WordOf(kind));
        }

        if (Filter.Year is { } year)
        {
            parts.Add("year=" + year.ToString(CultureInfo.InvariantCulture));
        }

        if (Filter.WithoutSelf)
        {
            parts.Add("self=no");
        }

        if (Order != CitedByOrder.Year)
        {
            parts.Add("sort=" + WordOf(Order));
        }

        return parts.Count == 0 ? "" : "?" + string.Join('&', parts);
    }

    /// <summary>An order as addresses call it.</summary>
    public static string WordOf(CitedByOrder order) => order switch { CitedByOrder.Found => "found", CitedByOrder.Author => "author", _ => "year" };

    private static CitedByOrder? OrderOf(string? word) => word switch { null or "year" => CitedByOrder.Year, "found" => CitedByOrder.Found, "author" => CitedByOrder.Author, _ => null };
}
