using System.Text;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Docx;

/// <summary>What all parts of one Word file share while it is read.</summary>
/// <param name="styles">Its styles.</param>
/// <param name="lists">Its lists.</param>
/// <param name="notes">Counts its notes.</param>
internal sealed class DocxContext(DocxStyles styles, ListNumbering lists, NoteNumbering notes)
{
    private readonly HashSet<string> _warned = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _languages = new(StringComparer.OrdinalIgnoreCase);

    public DocxStyles Styles => styles;

    public ListNumbering Lists => lists;

    public NoteNumbering Notes => notes;

    /// <summary>What is odd about the file, each thing once.</summary>
    public List<ImportWarning> Warnings { get; } = [];

    /// <summary>What is no part of the text and was left out, as printed.</summary>
    public List<string> LeftOut { get; } = [];

    /// <summary>Part of each picture by the name that a <c>graphic</c> gives.</summary>
    public Dictionary<string, string> Pictures { get; } = new(StringComparer.Ordinal);

    /// <summary>The language of most of the text; null where nothing tells.</summary>
    public string? Language => _languages.Count == 0 ? null : _languages.MaxBy(pair => pair.Value).Key;

    public void Warn(string message)
    {
        if (_warned.Add(message))
        {
            Warnings.Add(new ImportWarning(null, message));
        }
    }

    /// <summary>Text was read in a language.</summary>
    public void Count(string? language, int length)
    {
        if (language is { Length: > 0 })
        {
            _languages[language] = _languages.GetValueOrDefault(language) + length;
        }
    }
}

/// <summary>A piece of a paragraph: words, or an element (the call of a note, a picture, a formula).</summary>
/// <param name="Text">The words; null where it is an element.</param>
/// <param name="Element">The element; null where it is words.</param>
/// <param name="Fount">How it is set, other than its surroundings.</param>
/// <param name="Link">Address that it links to; null where it links to none.</param>
internal readonly record struct InlinePiece(string? Text, XElement? Element, Fount Fount, string? Link);

/// <summary>What a paragraph holds.</summary>
internal sealed class InlineContent
{
    public List<InlinePiece> Pieces { get; } = [];

    /// <summary>Contents of the text boxes that are anchored in it.</summary>
    public List<XElement> Boxes { get; } = [];

    /// <summary>Index of the piece before which the note prints its own mark; null where it prints none.</summary>
    public int? MarkAt { get; set; }

    /// <summary>Words that are not printed.</summary>
    public StringBuilder Hidden { get; } = new();

    /// <summary>Words of a table of contents.</summary>
    public StringBuilder Contents { get; } = new();

    /// <summary>Whether it holds nothing to see.</summary>
    public bool IsBlank => Pieces.TrueForAll(piece => piece.Element is null && string.IsNullOrWhiteSpace(piece.Text));

    /// <summary>Whether it calls notes.</summary>
    public bool CallsNotes => Pieces.Exists(piece => piece.Element is { Name.LocalName: "xref" });

    /// <summary>The words alone.</summary>
    public string Words => string.Concat(Pieces.Select(piece => piece.Text ?? (piece.Element!.Name.LocalName is "xref" or "inline-graphic" ? "" : piece.Element.Value)));
}
