using Recto.Notes.Archives;

namespace Recto.Journals.Archives;

/// <summary>A piece of a pattern: words as they stand, or the place of a level.</summary>
/// <param name="Text">The words; for a place, name of the level.</param>
/// <param name="IsPlace">Whether something is to be put there.</param>
public readonly record struct PatternPart(string Text, bool IsPlace);

/// <summary>How an archive's units are cited: its siglum and its levels, written as the archive's call numbers are.</summary>
public static class CallNumberPattern
{
    // As notes abbreviate what the levels are called; leaves: ArchiveLevels.
    private static readonly Dictionary<string, string> Short = (
        "fond=f.;fonds=f.;fondas=f.;pondi=f.;opis=op.;opys=op.;aprašas=ap.;apraksts=apr.;anaceri=an.;" +
        "papka=p.;delo=d.;sprava=spr.;byla=b.;lieta=l.;sakme=s.;arkhivna edinitsa=a. e.;dosar=dos.;volum=vol.;" +
        "box=Box;folder=Folder;busta=b.;fascicolo=fasc.;legajo=leg.;caja=caja")
        .Split(';').Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The whole form: <c>RGASPI, f. fond, op. opis, d. delo, l. list</c>, where the names of levels are places.</summary>
    public static IReadOnlyList<PatternPart> Of(Repository archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        var parts = new List<PatternPart> { new(CallNumberText.NameOf(archive, archive.Name), false) };
        var files = ArchiveLevels.Of(archive).Count;
        for (var i = 0; i < archive.Levels.Count; i++)
        {
            var isLeaf = i >= files;
            var between = i == 0 ? archive.Style == CallNumberStyle.Dots ? "." : ", " : isLeaf ? ", " : Between(archive.Style, i);
            var word = archive.Style is CallNumberStyle.Fond or CallNumberStyle.Box or CallNumberStyle.Named || isLeaf ? ArchiveLevels.LeafWordsOf(archive.Levels[i])?.One ?? Short.GetValueOrDefault(archive.Levels[i]) : null;
            parts.Add(new(word is null ? between : $"{between}{word} ", false));
            parts.Add(new(archive.Levels[i], true));
        }

        return parts;
    }

    /// <summary>The short form in figures alone, <c>RGASPI fond/opis/delo/list</c>; null where the archive has none.</summary>
    public static IReadOnlyList<PatternPart>? ShortOf(Repository archive)
    {
        ArgumentNullException.ThrowIfNull(archive);
        if (archive.Style != CallNumberStyle.Fond || archive.ShortLevels is null)
        {
            return null;
        }

        var parts = new List<PatternPart> { new(CallNumberText.NameOf(archive, archive.Name) + " ", false) };
        for (var i = 0; i < archive.Levels.Count; i++)
        {
            if (i > 0)
            {
                parts.Add(new("/", false));
            }

            parts.Add(new(archive.Levels[i], true));
        }

        return parts;
    }

    private static string Between(CallNumberStyle style, int level) => style switch
    {
        CallNumberStyle.Dots => ".",
        CallNumberStyle.Code => level == 1 ? " " : "/",
        CallNumberStyle.Bestand or CallNumberStyle.Cote => "/",
        CallNumberStyle.Shelf => " MS ",
        _ => ", ",
    };
}
