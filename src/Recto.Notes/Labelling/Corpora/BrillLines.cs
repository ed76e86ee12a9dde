using System.Text.RegularExpressions;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>
/// References in the old tag form of AnyStyle, one a line: <c>&lt;author&gt;R. Hanhart&lt;/author&gt;&lt;booktitle&gt;…</c>. The punctuation between the fields has been stripped;
/// it is put back by chance, as references are printed, so that a labeller does not learn that there is none.
/// </summary>
public static partial class BrillLines
{
    /// <summary>Reads the references with AnyStyle's labels.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="seed">Of the chance that chooses the punctuation: equal seeds give equal references.</param>
    /// <exception cref="InvalidDataException">A line has no tagged field; the message names it.</exception>
    public static IReadOnlyList<LabelledSequence> Read(string text, int seed)
    {
        ArgumentNullException.ThrowIfNull(text);
        var dice = new Dice((ulong)seed);
        var references = new List<LabelledSequence>();
        var number = 0;
        foreach (var row in text.AsSpan().EnumerateLines())
        {
            number++;
            if (row.IsWhiteSpace())
            {
                continue;
            }

            var fields = Field().Matches(row.ToString());
            if (fields.Count == 0)
            {
                throw new InvalidDataException($"line {number}: a reference with its fields in tags (<author>…</author>) is expected");
            }

            var filled = fields.Select(field => (Tag: field.Groups["tag"].Value, Text: System.Net.WebUtility.HtmlDecode(field.Groups["text"].Value).Trim('*', ' '))).Where(field => field.Text.Any(char.IsLetterOrDigit)).ToList();
            if (filled.Count > 0)
            {
                references.Add(Punctuate(filled, dice));
            }
        }

        return references;
    }

    private static LabelledSequence Punctuate(List<(string Tag, string Text)> fields, Dice dice)
    {
        var sequence = new SequenceBuilder();
        var hasBook = fields.Any(field => field.Tag == "booktitle");
        var dots = dice.Next(3) == 0;
        var brackets = dice.Next(2) == 0;
        var quotes = dice.Next(4) switch { 0 => ("“", "”"), 1 => ("‘", "’"), 2 => ("\"", "\""), _ => ("", "") };
        var inChapter = fields.Any(field => field.Tag == "title") && hasBook && fields.TakeWhile(field => field.Tag != "booktitle").Any(field => field.Tag == "title");
        for (var i = 0; i < fields.Count; i++)
        {
            var (tag, text) = fields[i];
            var next = i + 1 < fields.Count ? fields[i + 1].Tag : null;
            var label = Label(tag, fields, i);
            var lead = inChapter && (tag == "editor" ? fields.Take(i).All(before => before.Tag != "booktitle") : tag == "booktitle" && fields[i - 1].Tag != "editor") ? "in " : "";
            var mark = next is null ? "." : tag switch
            {
                "location" => next == "publisher" ? ":" : next == "date" && brackets ? "" : ",",
                "journal" or "volume" => next is "volume" or "date" ? "" : ",",
                "publisher" when next == "location" || next == "date" => ",",
                "date" when next == "pages" => brackets && dice.Next(3) == 0 ? ":" : ",",
                _ => dots ? "." : ",",
            };
            var open = (tag is "location" or "publisher" or "date") && brackets && (i == 0 || fields[i - 1].Tag is not ("location" or "publisher" or "date")) ? "(" : "";
            var close = brackets && tag is "location" or "publisher" or "date" && brackets && next is not ("location" or "publisher" or "date") ? ")" : "";
            var (left, right) = label == "title" && (inChapter || fields.Any(field => field.Tag == "journal")) ? quotes : ("", "");
            mark = text.Length > 0 && text[^1] == '.' && mark is "." ? "" : mark;
            var inner = right.Length > 0 && mark is "," or "." && dice.Next(2) == 0;
            sequence.Add($"{lead}{open}{left}{text}{(inner ? mark : "")}{right}{close}{(inner ? "" : mark)}", label);
        }

        return sequence.Build();
    }

    // A “title” after a “booktitle” is the series.
    private static string Label(string tag, List<(string Tag, string Text)> fields, int place) => tag switch
    {
        "booktitle" => fields.Take(place).Any(field => field.Tag == "title") ? "container-title" : "title",
        "title" => fields.Take(place).Any(field => field.Tag == "booktitle") ? "collection-title" : "title",
        "unknown" => "note",
        _ => tag,
    };

    // <author>R. Hanhart</author>
    [GeneratedRegex("<(?<tag>[a-z-]+)>(?<text>.*?)</\\k<tag>>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Field();
}
