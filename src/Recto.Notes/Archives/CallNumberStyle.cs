namespace Recto.Notes.Archives;

/// <summary>How an archive's call numbers are written; decides where the path ends and the leaf or the description begins.</summary>
public enum CallNumberStyle
{
    /// <summary>Names and numbers between commas, with labels or without: <c>Estado, leg. 123</c>, <c>Europe 1918–1940, URSS, 927</c>.</summary>
    Named = 1,

    /// <summary>Post-Soviet and kindred: <c>f. 17, op. 162, d. 14, l. 27 ob.</c> or <c>17/162/14/27</c>.</summary>
    Fond,

    /// <summary>Archive code, fonds, inventory, file joined by dots: <c>ERA.957.14.12</c>.</summary>
    Dots,

    /// <summary>Letters, number, slash, piece: <c>FO 371/12345</c>.</summary>
    Code,

    /// <summary>German: holding, slash, item, then a leaf: <c>R 43-I/132, Bl. 5</c>, <c>I. HA Rep. 89, Nr. 12</c>.</summary>
    Bestand,

    /// <summary>French: a series of figures and letters, then the article: <c>7N 3121</c>, <c>F/7/13505</c>.</summary>
    Cote,

    /// <summary>American: record group or collection, series, box, folder, in either order.</summary>
    Box,

    /// <summary>Manuscripts of a library: <c>Sloane MS 1234, fol. 12r</c>.</summary>
    Shelf,
}
