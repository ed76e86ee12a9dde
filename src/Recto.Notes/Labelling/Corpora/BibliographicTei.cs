using System.Xml.Linq;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>
/// The “bibliographic-tei” data: footnotes of scholarly articles as printed (<c>input type="raw"</c>) beside the same marked up in TEI (<c>output type="bibl"</c>):
/// several <c>bibl</c>s to a note, comment and signal words between, short titles and back references.
/// </summary>
public static class BibliographicTei
{
    /// <summary>Every reference of every note with AnyStyle's labels; a cited page is <c>pages</c>, a back reference (<c>op. cit.</c>, <c>n. 4</c>) is <c>note</c>.</summary>
    /// <exception cref="InvalidDataException">The text is not XML or has no such notes.</exception>
    public static IReadOnlyList<LabelledSequence> References(string xml) => [.. Notes(xml).SelectMany(References)];

    /// <summary>Every note with the words of each reference labelled <c>b-r</c>, <c>i-r</c>, <c>e-r</c> and all others <c>o</c>; the note's number is left out.</summary>
    /// <exception cref="InvalidDataException">The text is not XML or has no such notes.</exception>
    public static IReadOnlyList<LabelledSequence> Spans(string xml) =>
    [
        .. Notes(xml).Select(note =>
        {
            var (sequence, marks) = Marked(note).Words();
            return new LabelledSequence(sequence, SpanLabels.Of([.. marks.Select(NumberOf)]));
        }).Where(note => note.Labels.Count > 0),
    ];

    private static List<(string Raw, XElement Marked)> Notes(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        var root = MarkedXml.Load(xml);
        var instances = MarkedXml.Find(root, "instance").ToList();
        if (instances.Count == 0)
        {
            throw MarkedXml.Missing(root, "“instance” with a raw note and its mark-up");
        }

        return
        [
            .. instances.Select(instance => (
                Raw: instance.Elements().FirstOrDefault(child => child.Name.LocalName == "input")?.Value ?? "",
                Marked: instance.Elements().Where(child => child.Name.LocalName == "output" && (string?)child.Attribute("type") == "bibl").SelectMany(output => output.Elements()).FirstOrDefault()))
                .Where(pair => pair.Marked is not null).Select(pair => (pair.Raw, pair.Marked!)),
        ];
    }

    private static IEnumerable<LabelledSequence> References((string Raw, XElement Marked) note)
    {
        var text = Marked(note);
        for (var start = 0; start < text.Length;)
        {
            var number = NumberOf(text.MarkAt(start));
            if (number is null)
            {
                start++;
                continue;
            }

            // To its last marked character, and the stop or bracket that is printed right after it.
            var end = start;
            for (var i = start; i < text.Length && (NumberOf(text.MarkAt(i)) is not { } other || other == number); i++)
            {
                end = NumberOf(text.MarkAt(i)) == number ? i + 1 : end;
            }

            var after = end;
            while (after < text.Length && text[after] is '.' or ',' or ';' or ')')
            {
                after++;
            }

            if (UnmarkedWords.Sequence(text.Slice(start, after, LabelOf)) is { } reference)
            {
                yield return reference;
            }

            start = after;
        }
    }

    // Every character of a reference bears “number/label”, the label empty outside the fields; what cites nothing bears none.
    private static MarkedText Marked((string Raw, XElement Marked) note)
    {
        var number = note.Marked.Elements().FirstOrDefault(child => child.Name.LocalName == "label");
        var marked = new MarkedText();
        Append(note.Marked, null, null);

        // The mark-up is indented anew; the spacing of the raw note, which begins with its number, is that of print.
        var (raw, printed) = (note.Raw.TrimStart(), number?.Value.Trim() ?? "");
        return marked.On(raw.StartsWith(printed, StringComparison.Ordinal) ? raw[printed.Length..] : raw) ?? marked;

        void Append(XElement element, string? prefix, Func<XElement, string?>? labels, string? label = null)
        {
            foreach (var node in element.Nodes().Where(node => node != number))
            {
                if (node is XText text)
                {
                    marked.Append(text.Value, prefix is null ? null : prefix + label);
                }
                else if (node is XElement { Name.LocalName: "bibl" } bibl)
                {
                    Append(bibl, $"{marked.Length}/", TeiLabels.Of(bibl));
                }
                else if (node is XElement child)
                {
                    Append(child, prefix, labels, labels?.Invoke(child) ?? label);
                }
            }
        }
    }

    private static string? NumberOf(string? mark) => mark?[..mark.IndexOf('/', StringComparison.Ordinal)];

    private static string? LabelOf(string? mark) => mark?[(mark.IndexOf('/', StringComparison.Ordinal) + 1)..] is { Length: > 0 } label ? label : null;
}
