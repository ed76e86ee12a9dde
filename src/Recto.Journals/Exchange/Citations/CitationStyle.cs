namespace Recto.Journals.Exchange.Citations;

/// <summary>The styles in which Recto formats a citation.</summary>
public enum CitationStyle
{
    /// <summary>Chicago Manual of Style, 18th edition: a note.</summary>
    ChicagoNote = 1,

    /// <summary>Chicago Manual of Style, 18th edition: an entry in a bibliography.</summary>
    ChicagoBibliography,

    /// <summary>MLA Handbook, 9th edition.</summary>
    Mla,

    /// <summary>Publication Manual of the American Psychological Association, 7th edition.</summary>
    Apa,

    /// <summary>Harvard as in <i>Cite Them Right</i>, 12th edition.</summary>
    Harvard,

    /// <summary>MHRA Style Guide, 4th edition: a note.</summary>
    Mhra,
}
