using System.Diagnostics;
using System.Globalization;
using Recto.Notes;
using Recto.Notes.Text;

namespace Recto.Bench;

/// <summary>Shapes that would take a quadratic step far: each as one note and as many notes, at two lengths; a time that grows much faster than the length stands out.</summary>
internal static class NotesHostile
{
    private const int Times = 8;

    private static readonly string[] Shapes =
    [
        "a", "(", ")", "“", "‘", "’", "\"", ";", "; ", ",", ", ", ". ", "\n", "A, ", "A. B ", "J. and ", "1 ", "12, ", "1999, ", "May 1, ", "((n. 1) ", "“a ‘b ", "«a» ", "[A] ", "A (B) ", "in ", "see ", "see note 1 ", "Ibid. ", "Ibid., d. 4. ", "Idem, A. ", "op. cit. ", "v. A ", "Act 1990 ",
        "Smith, A (n. 1) ", "Smith, Title (London: Routledge, 1999), 12; ", "Paris, Plon, 1984. ", "Weber 1995, 29. ", "Weber and Braun 2001a: 15; ", "RGASPI 558/11/431/94. ", "RGASPI, f. 17, op. 162, d. 3, ", "Box 1, ", "Box 1 ", "op. 1, ", "l. 5, ", "TNA ", "TNA. ", "TNA, ", "Letter. TNA. ",
        "Letter 5 May 1914. TNA, RG 59. ", "Archives ", "National Archives (NA) ", "Library of Congress, ", "MS 5, ", "Sloane MS 1, ", "FO 371/1 and Letter ", "Fish Papers, ", "http://a.b/c ", "doi:10.1/x ", "Ф. 1. Оп. 2. Д. 3. Л. 4. ", "et al. ", "ed. A ", "vol. 1, ", "no. 2 (1999): 5, ", "и др. ", "\uD800", "\u0301", "שלום ",
        "A b c d e f g h. ", "(A: B, 1999) ", "“A,” in B, ", "1–2, ", "a-", "a’", "von ", "von der A ", "ff. ", "p. ", "pp. 1, ", "a a O ", "hereafter ", "(hereafter A) ", "Smith ", "in: ", "// ", "№ 1, ",
    ];

    public static int Run(string[] args)
    {
        CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        var length = args is [var asked, ..] ? int.Parse(asked, CultureInfo.InvariantCulture) : 40_000;
        foreach (var shape in Shapes)
        {
            Compare(shape, "note", length, size => [Note(1, "1", Repeated(shape, size))]);
            Compare(shape, "document", length / 4, size => [.. Enumerable.Range(1, size / 8).Select(i => Note(i, i.ToString(CultureInfo.InvariantCulture), shape))]);
            Compare(shape, "document of one label", length / 4, size => [.. Enumerable.Range(1, size / 8).Select(i => Note(i, "1", shape + i.ToString(CultureInfo.InvariantCulture) + "."))]);
            Compare(shape, "document with numbers", length / 4, size => [.. Enumerable.Range(1, size / 8).Select(i => Note(i, i.ToString(CultureInfo.InvariantCulture), "Smith, Title" + i + " " + shape + i.ToString(CultureInfo.InvariantCulture) + "."))]);
        }

        return 0;
    }

    private static Note Note(int i, string label, string text) => new() { Id = "n" + i.ToString(CultureInfo.InvariantCulture), Label = label, Text = text };

    private static string Repeated(string shape, int length) => string.Concat(Enumerable.Repeat(shape, length / shape.Length));

    private static void Compare(string shape, string what, int length, Func<int, Note[]> make)
    {
        var few = make(length);
        var many = make(length * Times);
        Read(few);
        Report("reading", Time(() => Read(few)), Time(() => Read(many)));
        var engine = new NotesEngine();
        var (fewRead, manyRead) = (engine.Read(few), engine.Read(many));
        Report("checking", Time(() => engine.Check(fewRead)), Time(() => engine.Check(manyRead)));

        void Report(string act, double first, double second)
        {
            if (second > 0.05 && second / first > Times * 2.5)
            {
                Console.WriteLine($"{act} a {what} of {JsonEncoded(shape)}: {Times} times the length takes {second / first:0} times as long ({first * 1000:0.0} ms, {second * 1000:0} ms)");
            }
        }
    }

    private static string JsonEncoded(string shape) => System.Text.Json.JsonSerializer.Serialize(shape);

    private static void Read(Note[] notes) => new NotesEngine().Read(notes);

    private static double Time(Action act)
    {
        var begin = Environment.CpuUsage.TotalTime;
        act();
        return Math.Max((Environment.CpuUsage.TotalTime - begin).TotalSeconds, 0.0002);
    }
}
