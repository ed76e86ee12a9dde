using System.Diagnostics;

namespace Recto.Journals.Exchange.Citations;

/// <summary>Formats works. Every style in one order, with the word that names it in an address.</summary>
public static class CitationStyles
{
    /// <summary>All of them, those of historians first.</summary>
    public static IReadOnlyList<CitationStyle> All { get; } =
        [CitationStyle.ChicagoNote, CitationStyle.ChicagoBibliography, CitationStyle.Mhra, CitationStyle.Mla, CitationStyle.Apa, CitationStyle.Harvard];

    /// <summary>The word in an address: <c>chicago-note</c>.</summary>
    public static string Key(this CitationStyle style) => style switch
    {
        CitationStyle.ChicagoNote => "chicago-note",
        CitationStyle.ChicagoBibliography => "chicago",
        CitationStyle.Mla => "mla",
        CitationStyle.Apa => "apa",
        CitationStyle.Harvard => "harvard",
        CitationStyle.Mhra => "mhra",
        _ => throw new UnreachableException(style.ToString()),
    };

    /// <summary>The style that a word names; null where it names none.</summary>
    public static CitationStyle? Find(string? key) => All.Cast<CitationStyle?>().FirstOrDefault(style => style!.Value.Key() == key);

    /// <summary>A note, or an entry in a list.</summary>
    public static CitationText Format(this CitationStyle style, CitedWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return style switch
        {
            CitationStyle.ChicagoNote => ChicagoNote.Format(work),
            CitationStyle.ChicagoBibliography => ChicagoBibliography.Format(work),
            CitationStyle.Mla => MlaStyle.Format(work),
            CitationStyle.Apa => ApaStyle.Format(work),
            CitationStyle.Harvard => HarvardStyle.Format(work),
            CitationStyle.Mhra => MhraStyle.Format(work),
            _ => throw new UnreachableException(style.ToString()),
        };
    }

    /// <summary>How the running text refers to the entry, with the place that is meant; null for styles whose notes say everything.</summary>
    public static CitationText? InText(this CitationStyle style, CitedWork work)
    {
        ArgumentNullException.ThrowIfNull(work);
        return style switch
        {
            CitationStyle.Mla => MlaStyle.InText(work),
            CitationStyle.Apa => ApaStyle.InText(work),
            CitationStyle.Harvard => HarvardStyle.InText(work),
            _ => null,
        };
    }
}
