using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Makes <c>fn</c> of the foot- and endnotes, in the order of their calls. Separators are no notes.</summary>
internal static partial class DocxNotes
{
    /// <summary>Writes the notes.</summary>
    /// <param name="context">What the file shares; its calls have been counted.</param>
    /// <param name="parts">The parts of notes that the file has.</param>
    /// <param name="deletedCalls">Notes that only deleted text may call.</param>
    public static List<XElement> Write(DocxContext context, IReadOnlyDictionary<NoteKind, DocxPart> parts, IReadOnlySet<(NoteKind Kind, string Id)> deletedCalls)
    {
        var elements = new Dictionary<(NoteKind Kind, string Id), XElement>();
        foreach (var (kind, part) in parts)
        {
            foreach (var element in part.Root.Elements().Where(element => Ooxml.NameOf(element) is "footnote" or "endnote" && element.Value("type") is null or "normal" && element.Value("id") is not null))
            {
                elements.TryAdd((kind, element.Value("id")!), element);
            }
        }

        var notes = new List<XElement>();
        foreach (var note in context.Notes.InOrder)
        {
            if (elements.TryGetValue((note.Kind, note.Id), out var element))
            {
                notes.Add(One(note, Read(note.Kind, element)));
            }
        }

        // Notes that nothing calls are not printed by Word; their words are kept all the same, but for those that were deleted.
        foreach (var (key, element) in elements.Where(pair => context.Notes.Find(pair.Key.Kind, pair.Key.Id) is null && !deletedCalls.Contains(pair.Key)))
        {
            var uncalled = One(new CalledNote(key.Kind, key.Id), Read(key.Kind, element));
            if (!string.IsNullOrWhiteSpace(uncalled.Value))
            {
                notes.Add(uncalled);
            }
        }

        return notes;

        // Each by itself: what one leaves open does not reach the next.
        List<DocxBlock> Read(NoteKind kind, XElement element) => new BlockReader(context, parts[kind], DocxStory.Of(element), isNotes: true).Read(element);
    }

    private static XElement One(CalledNote note, List<DocxBlock> blocks)
    {
        var label = note.Label;
        if (blocks.OfType<DocxParagraph>().FirstOrDefault(paragraph => !paragraph.Content.IsBlank || paragraph.Content.MarkAt is not null) is { } first)
        {
            label = TakeMark(note, first.Content);
        }

        var paragraphs = BlockWriter.Flow(blocks, isNote: true).Select(BlockWriter.InParagraph).ToList();
        return new XElement("fn",
            new XAttribute("id", note.JatsId),
            new XAttribute("fn-type", "custom"),
            new XAttribute("custom-type", note.Kind == NoteKind.Footnote ? "footnote" : "endnote"),
            label.Length > 0 ? new XElement("label", label) : null,
            paragraphs.Count > 0 ? paragraphs : new XElement("p"));
    }

    // Takes the mark off the head of the words and gives the label as printed.
    private static string TakeMark(CalledNote note, InlineContent content)
    {
        if (content.MarkAt is { } at)
        {
            // "¹) Text", "1. Text": bracket or stop belong to the mark.
            var before = content.Pieces.Take(at).ToList();
            if (before.TrueForAll(piece => piece.Element is null && string.IsNullOrWhiteSpace(piece.Text)))
            {
                content.Pieces.RemoveRange(0, before.Count);
                var close = CloseMark().Match(content.Words);
                if (close.Success && note.Label.Length > 0)
                {
                    Drop(content, close.Groups["mark"].Length);
                    return note.Label + close.Groups["mark"].Value;
                }
            }

            return note.Label;
        }

        var words = content.Words;
        var indent = words.Length - words.AsSpan().TrimStart().Length;
        var rest = words.AsSpan(indent);
        if (note.Label.Length > 0)
        {
            var isSet = note.HasOwnMark || (content.Pieces.Find(piece => !string.IsNullOrWhiteSpace(piece.Text)).Fount & Fount.Superscript) != 0 || rest.Length > note.Label.Length && rest[note.Label.Length] is '.' or ')' or '\t' or ']';
            if (isSet && rest.StartsWith(note.Label, StringComparison.Ordinal) && (rest.Length == note.Label.Length || !char.IsLetterOrDigit(rest[note.Label.Length]) || !char.IsLetterOrDigit(note.Label[^1])))
            {
                Drop(content, indent + note.Label.Length);
                if (CloseMark().Match(content.Words) is { Success: true } close)
                {
                    Drop(content, close.Groups["mark"].Length);
                    return note.Label + close.Groups["mark"].Value;
                }
            }

            return note.Label;
        }

        // Nothing calls it; a sign at its head is its mark.
        if (Sign().Match(words) is { Success: true } sign)
        {
            Drop(content, sign.Length);
            return sign.Value.Trim();
        }

        return "";
    }

    // Takes characters off the head of the words.
    private static void Drop(InlineContent content, int count)
    {
        for (var i = 0; i < content.Pieces.Count && count > 0;)
        {
            if (content.Pieces[i].Text is not { } text)
            {
                i++;
                continue;
            }

            var taken = Math.Min(count, text.Length);
            count -= taken;
            content.Pieces[i] = content.Pieces[i] with { Text = text[taken..] };
            i++;
        }
    }

    // ") See …"   ". See …"
    [GeneratedRegex(@"^(?<mark>[.):\]])(?=\s)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex CloseMark();

    // "* The author …"   "†The …"
    [GeneratedRegex(@"^\s*[*†‡§¶#‖]{1,4}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Sign();
}
