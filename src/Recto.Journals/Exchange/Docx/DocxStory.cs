using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>
/// What must be known of a story (the text, one part of notes) before it is read: which field marks belong together, which bookmarks stand around the call of a note
/// (<c>NOTEREF</c> calls it again by them), and which notes only deleted text calls.
/// </summary>
internal sealed class DocxStory
{
    private const int MostBookmarks = 200;

    /// <summary>Fields one in another; what lies deeper is passed over as if it had no fellows, for each run asks all that are open.</summary>
    internal const int DeepestField = 100;
    private readonly HashSet<XElement> _matched = [];
    private readonly Dictionary<string, (NoteKind, string)> _bookmarks = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(XElement Begin, XElement? Separate)> _open = [];
    private readonly Dictionary<string, string> _openBookmarks = new(StringComparer.Ordinal);

    private DocxStory()
    {
    }

    /// <summary>Notes that are called in text that a tracked change deletes.</summary>
    public HashSet<(NoteKind Kind, string Id)> DeletedCalls { get; } = [];

    /// <summary>Goes through a story.</summary>
    /// <param name="root">Root of its part.</param>
    public static DocxStory Of(XElement root)
    {
        var story = new DocxStory();
        story.Walk(root, isDeleted: false);
        return story;
    }

    /// <summary>Whether a field mark has its fellows; one without is passed over, so that no text is lost in a field that never ends.</summary>
    public bool IsMatched(XElement fieldMark) => _matched.Contains(fieldMark);

    /// <summary>The note whose call a bookmark stands around; null where it stands around none.</summary>
    public (NoteKind Kind, string Id)? NoteAt(string bookmark) => _bookmarks.TryGetValue(bookmark, out var note) ? note : null;

    /// <summary>The kind and id of a note's call; null where the element is none.</summary>
    public static (NoteKind Kind, string Id)? CallOf(XElement element) => Ooxml.NameOf(element) switch
    {
        "footnoteReference" when element.Value("id") is { } id => (NoteKind.Footnote, id),
        "endnoteReference" when element.Value("id") is { } id => (NoteKind.Endnote, id),
        _ => null,
    };

    private void Walk(XElement element, bool isDeleted)
    {
        for (var node = element.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is not XElement child)
            {
                continue;
            }

            switch (Ooxml.NameOf(child))
            {
                case "fldChar" when !isDeleted:
                    Field(child);
                    break;
                case "bookmarkStart" when child.Value("id") is { } id && child.Value("name") is { } name:
                    _openBookmarks[id] = name;
                    break;
                case "bookmarkEnd" when child.Value("id") is { } id:
                    _openBookmarks.Remove(id);
                    break;
                case "footnoteReference" or "endnoteReference" when CallOf(child) is { } call:
                    Call(call, isDeleted);
                    break;
                case "del" or "moveFrom" when child.HasElements:
                    Walk(child, isDeleted: true);
                    break;
                case "t" or "rPr" or "instrText":
                    break;
                default:
                    Walk(child, isDeleted);
                    break;
            }
        }
    }

    private void Call((NoteKind, string) call, bool isDeleted)
    {
        if (isDeleted)
        {
            DeletedCalls.Add(call);
            return;
        }

        // Those that stand open because nothing closes them are not meant, and could be very many.
        foreach (var name in _openBookmarks.Count <= MostBookmarks ? _openBookmarks.Values : Enumerable.Empty<string>())
        {
            _bookmarks.TryAdd(name, call);
        }
    }

    private void Field(XElement mark)
    {
        switch (mark.Value("fldCharType"))
        {
            case "begin":
                _open.Add((mark, null));
                break;
            case "separate" when _open.Count > 0:
                _open[^1] = (_open[^1].Begin, mark);
                break;
            case "end" when _open.Count > 0:
                var (begin, separate) = _open[^1];
                _open.RemoveAt(_open.Count - 1);
                if (_open.Count >= DeepestField)
                {
                    break;
                }

                _matched.Add(begin);
                _matched.Add(mark);
                if (separate is not null)
                {
                    _matched.Add(separate);
                }

                break;
        }
    }
}
