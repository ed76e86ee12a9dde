using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.SavedPage;

/// <summary>Finds the calls of the notes in a copied text, where a superior figure has become a figure glued to its word (<c>in Paris.12 The …</c>).</summary>
internal static class PageCalls
{
    // Fewer found than this share, and the figures are no calls.
    private const double Enough = 0.8;

    /// <summary>Id of a note by its place, from 0.</summary>
    public static string IdOf(int index) => "fn" + (index + 1).ToString(CultureInfo.InvariantCulture);

    /// <summary>Makes <c>xref</c> of the figures that count the notes in order; changes nothing where too few are found. The text stays what it was.</summary>
    public static void Tie(XElement article, IReadOnlyList<PageNote> notes)
    {
        if (article.Element("body") is not { } body || notes.Count == 0 || body.Descendants("xref").Any())
        {
            return;
        }

        var texts = body.Descendants("p").SelectMany(paragraph => paragraph.DescendantNodes().OfType<XText>()).ToList();
        var found = new List<(int Text, int Start, int Length, int Note)>();
        var (at, from, missed) = (0, 0, 0);
        for (var note = 0; note < notes.Count; note++)
        {
            if (notes[note].Label is not { } label || Next(texts, at, from, label) is not { } place)
            {
                if (notes.Count - ++missed < notes.Count * Enough)
                {
                    return;
                }

                continue;
            }

            found.Add((place.Text, place.Start, label.Length, note));
            (at, from) = (place.Text, place.Start + label.Length);
        }

        foreach (var group in found.GroupBy(call => call.Text))
        {
            var text = texts[group.Key];
            var value = text.Value;
            var pieces = new List<object>();
            var start = 0;
            foreach (var call in group)
            {
                pieces.Add(new XText(value[start..call.Start]));
                pieces.Add(new XElement("xref", new XAttribute("ref-type", "fn"), new XAttribute("rid", IdOf(call.Note)), value.Substring(call.Start, call.Length)));
                start = call.Start + call.Length;
            }

            pieces.Add(new XText(value[start..]));
            text.ReplaceWith(pieces);
        }
    }

    private static (int Text, int Start)? Next(List<XText> texts, int at, int from, string label)
    {
        for (var i = at; i < texts.Count; i++)
        {
            var value = texts[i].Value;
            for (var start = value.IndexOf(label, i == at ? from : 0, StringComparison.Ordinal); start >= 0; start = value.IndexOf(label, start + 1, StringComparison.Ordinal))
            {
                if (start > 0 && IsGluedBefore(value[start - 1]) && (start + label.Length == value.Length || IsOpenAfter(value[start + label.Length])))
                {
                    return (i, start);
                }
            }
        }

        return null;
    }

    private static bool IsGluedBefore(char c) => char.IsLower(c) || c is '.' or ',' or ';' or ':' or '!' or '?' or '’' or '”' or '"' or '\'' or '»' or ')' or ']' or '“' or '…';

    private static bool IsOpenAfter(char c) => char.IsWhiteSpace(c) || c is '.' or ',' or ';' or ':' or ')' or '–' or '—' or '’' or '”';
}
