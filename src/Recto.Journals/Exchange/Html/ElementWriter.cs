using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

/// <summary>
/// Writes JATS as HTML: a table from element to output, one file a family. What the table does not know keeps its text and its children and is remembered in <see cref="Unknown"/>.
/// No character is dropped: notes move behind the block that calls them first, and that is all that moves.
/// </summary>
internal sealed partial class ElementWriter
{
    private readonly PageMap _map;
    private readonly Func<string, string?> _pictures;
    private readonly Func<string, long?> _sizes;
    private readonly Func<string, PictureFacts?> _facts;
    private readonly NoteWriter _noteWriter;
    private readonly BookForm? _book;
    private readonly NodesBefore _nodes = new();
    private readonly List<ArticleNote> _called = [];
    private readonly HashSet<ArticleNote> _written = [];
    private readonly HashSet<string> _unfamiliar = new(StringComparer.Ordinal);
    private int _blockDepth;
    private int _headed = 1;
    private Markup _html = new();

    public ElementWriter(PageMap map, Func<string, string?> pictures, Func<string, long?> sizes, NoteReadings readings, string address, Func<string, PictureFacts?>? facts = null, BookForm? book = null)
    {
        _map = map;
        _pictures = pictures;
        _sizes = sizes;
        _facts = facts ?? (_ => null);
        _book = book;
        _noteWriter = new NoteWriter(this, readings, address, isBook: book is not null);
    }

    /// <summary>Elements that the table does not know, in order of first appearance.</summary>
    public List<string> Unknown { get; } = [];

    /// <summary>Headings of the body.</summary>
    public List<ContentsEntry> Contents { get; } = [];

    /// <summary>Whether notes are set beside the paragraphs that call them (body) or simply after them (elsewhere).</summary>
    public bool PlacesNotes { get; set; }

    /// <summary>Whether headings enter <see cref="Contents"/>.</summary>
    public bool ListsHeadings { get; set; }

    /// <summary>What <paramref name="write"/> writes, apart.</summary>
    public Markup Apart(Action write)
    {
        var outer = _html;
        var inner = new Markup();
        _html = inner;
        write();
        _html = outer;
        return inner;
    }

    /// <summary>The language attributes of an element, and the direction where a language brings one.</summary>
    private static (string Name, AttributeValue Value)[] Speech(XElement element)
    {
        if (LanguageTag.Of(element) is not { } language)
        {
            return [];
        }

        // In a text from right to left a piece of another language says that it runs the other way.
        var outer = element.Ancestors().Select(LanguageTag.Of).FirstOrDefault(tag => tag is not null);
        return [("lang", language), ("dir", Direction(language) ?? (outer is not null && Direction(outer) is not null ? "ltr" : null))];
    }

    /// <summary><c>rtl</c> for a language or script that is written from the right; null for all others.</summary>
    public static string? Direction(string language) => LanguageTag.IsRightToLeft(language) ? "rtl" : null;

    private void Unfamiliar(string name)
    {
        if (_unfamiliar.Add(name))
        {
            Unknown.Add(name);
        }
    }
}
