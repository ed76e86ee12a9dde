using System.Globalization;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Bench;

/// <summary>Makes hostile documents out of real ones: what careless authors, broken converters and attackers send. The same seed makes the same document.</summary>
/// <param name="documents">The real ones.</param>
internal sealed class Mutation(IReadOnlyList<NotesDocument> documents)
{
    private const int MostNotes = 24;
    private const int LongestNote = 20_000;

    private static readonly string[] Pieces =
    [
        "(", ")", "[", "]", "((((", "))))", "“", "”", "„", "‘", "’", "«", "»", "\"", "'", "; ", ", ", ". ", ": ", " – ", "-", "/", "…", "n. ", "(n. 3)", "(eds.)", "ed. ", "Ibid. ", "Там же. ", "Idem, ", "op. cit., ", "see note 2 above", "in ", "and ",
        "1999", "12–15", "pp. ", "vol. 3, no. 2", "(London: Routledge, 1999)", "М.: Наука, 1984. ", "RGASPI 558/11/431/94", "f. 17, op. 162, d. 3, l. 4 ob.", "TNA, FO 371/1234, ", "Box 5, ", "http://a.b/c?d=e", "doi:10.1000/x", "v. ", " Act 1990",
        "\n", "\t", "\0", "\u00A0", "\u200B", "\u00AD", "\uFEFF", "\uFFFE", "\uD800", "\uDC00", "\uD835\uDCB3", "\u0301", "\u202E", "שלום ", "مرحبا ", "漢字", "ʹ", "İ", "ſ", "ﬁ", "ß", "٣", "Ⅳ",
    ];

    /// <summary>The document of a seed.</summary>
    public List<Note> Make(int seed)
    {
        var random = new Random(seed);
        var real = documents[random.Next(documents.Count)].Notes;
        var first = random.Next(real.Count);
        var notes = new List<Note>();
        for (var i = first; i < real.Count && notes.Count < MostNotes; i++)
        {
            var text = new StringBuilder(real[i].Text);
            for (var left = random.Next(6); left > 0 && text.Length < LongestNote; left--)
            {
                Change(text, random);
            }

            var label = random.Next(20) == 0 ? Pieces[random.Next(Pieces.Length)] : random.Next(20) == 0 ? "7" : real[i].Label;
            notes.Add(new Note { Id = "n" + (notes.Count + 1).ToString(CultureInfo.InvariantCulture), Label = label, Text = text.ToString(), Emphasis = Emphasis(real[i].Emphasis, text.Length, random) });
        }

        return notes;
    }

    private void Change(StringBuilder text, Random random)
    {
        var (at, length) = Stretch(text, random);
        switch (random.Next(9))
        {
            case 0:
                text.Remove(at, length);
                break;
            case 1:
                text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                break;
            case 2:
                text.Insert(at, Pieces[random.Next(Pieces.Length)]);
                break;
            case 3:
                var piece = random.Next(2) == 0 && length > 0 ? text.ToString(at, Math.Min(length, 40)) : Pieces[random.Next(Pieces.Length)];
                text.Insert(at, piece, random.Next(1, random.Next(30) == 0 ? 400 : 6));
                break;
            case 4 when length > 0:
                text[at] = (char)random.Next(char.MaxValue + 1);
                break;
            case 5:
                var other = documents[random.Next(documents.Count)].Notes;
                text.Insert(at, other[random.Next(other.Count)].Text);
                break;
            case 6:
                var moved = text.ToString(at, length);
                text.Remove(at, length).Insert(random.Next(text.Length + 1), moved);
                break;
            case 7:
                var cased = random.Next(2) == 0 ? text.ToString(at, length).ToUpperInvariant() : text.ToString(at, length).ToLowerInvariant();
                text.Remove(at, length).Insert(at, cased);
                break;
            default:
                text.Replace(random.Next(2) == 0 ? " " : ".", random.Next(2) == 0 ? "" : ",", at, length);
                break;
        }
    }

    private static (int At, int Length) Stretch(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        return (at, Math.Min(random.Next(1, random.Next(4) == 0 ? 200 : 20), text.Length - at));
    }

    private static List<EmphasisRun> Emphasis(IReadOnlyList<EmphasisRun> real, int length, Random random)
    {
        var runs = real.ToList();
        if (random.Next(10) == 0)
        {
            runs.Add(new EmphasisRun(new TextSpan(random.Next(-5, length + 5), random.Next(-5, length + 50)), Recto.Notes.Text.Emphasis.Italic));
        }

        return runs;
    }
}
