using System.Globalization;
using CsCheck;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Reading;

/// <summary>Documents of notes as scholars write them, damaged as files are: cut, doubled, spliced, marks lost and put in, labels that repeat.</summary>
internal static class MutatedNotes
{
    // Our own writing, in the manner of many languages and houses.
    private static readonly string[] Whole =
    [
        "Jane Smith, A History of Ports (London: Routledge, 1999), 12–15; and John Brown, ‘The Harbour at Night’, Journal of Ports 5/4 (1982), 526–528.",
        "See also Smith, History of Ports, 45; cf. Brown, “Harbour,” 527, and the letters in Box 3, Folder 12, Mason Papers, Library of Congress.",
        "Ibid., 46. On the strike of 1905, which the sources hardly mention, see note 1 above.",
        "РГАСПИ. Ф. 558. Оп. 11. Д. 431. Л. 125–126 об.; Иванов И. И. История порта. М.: Наука, 1984. С. 45.",
        "Там же. Д. 432. Л. 5; Петров П. П. Указ. соч. С. 12–14.",
        "Karl Weber, Das Haus am Hafen, 2. Aufl., Berlin 1984 (= Schriften zur Hafengeschichte 12), S. 45 f.; ders., „Der Kai“, in: Anna Braun (Hg.), Häfen, Bonn 1990, S. 1–20, hier S. 7.",
        "Weber, Haus (wie Anm. 6), S. 46; a. a. O., S. 48; BArch, R 43-I/132, Bl. 12; PA AA, R 31665.",
        "Jean Dupont, « Le port de nuit », dans Marie Durand (dir.), Ports et rivages, Paris, Plon, 1984, p. 12 ; SHD, GR 7 N 3121, note du 3 mai 1934.",
        "TNA, FO 371/12345, Smith to Brown, 5 May 1947; National Archives and Records Administration (hereafter NARA), RG 59, Entry 12, Box 5, “Memorandum of Conversation,” June 2, 1948.",
        "M. Rossi – G. Verdi, Il porto, in «Rivista dei porti», XII (1971), n. 3, pp. 5-9; ivi, p. 7; Archivio di Stato di Venezia, Senato, b. 12, f. 3.",
        "Brown v. Smith [1994] 1 A.C. 180, at 185; Harbours Act 1980 (N.S.W.), s. 52; 347 U.S. 483 (1954).",
        "John Brown, “Harbour Songs” (PhD diss., University of Hull, 1971), 12, https://example.org/songs?id=7 (accessed September 7, 2014); doi:10.1000/abc.123.",
        "The Port Herald, January 19, 1873, 4; Weber 1995, 29; Weber and Braun (2001a: 15); (Smith et al. 2003, pp. 4–5).",
    ];

    private static readonly string[] Marks =
        ["", " ", "(", ")", "[", "]", "“", "”", "‘", "’", "«", "»", "„", "\"", ";", ",", ".", ":", "–", "/", "\n", "\0", "\u00A0", "\u200B", "\u202E", "\u0301", "\uD800", "\uDFFF", "\uFFFE", "مرفأ ", "נמל ", "港", "9", "Ibid. ", "n. ", "in "];

    private static readonly Gen<string> Changed =
        Gen.Select(AnyOf(Whole), AnyOf(Whole), Gen.Select(Gen.Int[0, 5], Gen.Int[0, 250], Gen.Int[0, 60], AnyOf(Marks)).Array[0, 6]).Select((note, other, changes) =>
        {
            foreach (var (kind, place, length, mark) in changes)
            {
                var at = Math.Min(place, note.Length);
                var end = Math.Min(at + length, note.Length);
                note = kind switch
                {
                    0 => note[..at] + note[end..],
                    1 => note[..end] + note[at..],
                    2 => note[..at] + mark + note[at..],
                    3 => note[..at] + other[Math.Min(place, other.Length)..],
                    4 => note[..at] + string.Concat(Enumerable.Repeat(mark, length)) + note[end..],
                    _ => note[..at] + note[at..end].ToUpperInvariant() + note[end..],
                };
            }

            return note;
        });

    private static readonly Gen<(string Label, string Text)> Labelled = Gen.Select(Gen.OneOf(Gen.Int[0, 15].Select(i => i.ToString(CultureInfo.InvariantCulture)), AnyOf("*", "", "1", "ф", "\uD800")), Changed);

    /// <summary>Up to twelve notes.</summary>
    public static readonly Gen<List<Note>> Documents =
        Labelled.Array[0, 12].Select(notes => notes.Select((note, i) => new Note { Id = $"n{i + 1}", Label = note.Label, Text = note.Text }).ToList());

    private static Gen<string> AnyOf(params string[] texts) => Gen.Int[0, texts.Length - 1].Select(i => texts[i]);
}
