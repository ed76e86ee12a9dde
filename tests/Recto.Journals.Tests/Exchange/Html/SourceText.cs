using System.Text;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Html;

namespace Recto.Journals.Tests.Exchange.Html;

/// <summary>What a source says, cut into lines: a block's own words are one line. Notes are cut out; they are lines of their own.</summary>
internal sealed class SourceText
{
    private static readonly HashSet<string> InLine = new(StringComparer.Ordinal)
    {
        "italic", "bold", "sc", "sub", "sup", "underline", "overline", "strike", "monospace", "roman", "sans-serif", "styled-content", "named-content", "xref", "ext-link", "uri", "email",
    };

    private readonly Dictionary<XElement, ArticleNote> _notes;
    private readonly HashSet<XElement> _calls;
    private readonly Func<string, string> _clean;
    private StringBuilder _line = new();

    private SourceText(IReadOnlyList<ArticleNote> notes, Func<string, string> clean)
    {
        _clean = clean;
        _notes = notes.ToDictionary(note => note.Element);
        _calls = [.. notes.SelectMany(note => note.Calls).Select(call => call.Element)];
    }

    /// <summary>Lines of the parts, in order.</summary>
    public List<string> Lines { get; } = [];

    /// <summary>Lines of the notes in the parts.</summary>
    public List<string> NoteLines { get; } = [];

    public static SourceText Of(IEnumerable<XElement> parts, IReadOnlyList<ArticleNote> notes, Func<string, string>? clean = null)
    {
        var text = new SourceText(notes, clean ?? Bare);
        foreach (var part in parts)
        {
            text.Add(part, text.Lines);
            text.EndLine(text.Lines);
        }

        return text;
    }

    /// <summary>Letters, digits, marks and symbols: what no writer may add or leave out.</summary>
    public static string Bare(string text)
    {
        var bare = new StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || Rune.IsSymbol(rune))
            {
                // A letter of a mathematical alphabet is that letter: sources have it as a character or as an attribute.
                bare.Append(rune.Value is >= 0x1D400 and <= 0x1D7FF or >= 0x2102 and <= 0x2138 ? rune.ToString().Normalize(NormalizationForm.FormKC) : rune.ToString());
            }
        }

        return bare.ToString();
    }

    /// <summary>Punctuation alone: the writer may add some between the fields of a citation, but may leave none out.</summary>
    public static string Points(string text) => string.Concat(text.Where(char.IsPunctuation));

    private void Add(XElement element, List<string> lines)
    {
        if (element.Name.LocalName is "title" or "label" && element.Parent is { } group && NotShown.IsApparatus(group, child => _notes.GetValueOrDefault(child) is { Container: NoteContainer.Body }))
        {
            return;
        }

        if (NotShown.Of(element) is not null || (_calls.Contains(element) && element.Name.LocalName == "xref" && Bare(element.Value).All(c => !char.IsLetter(c))))
        {
            return;
        }

        if (_notes.TryGetValue(element, out var note))
        {
            var outer = _line;
            _line = new StringBuilder();
            var label = element.Element("label");
            var before = NoteLines.Count;
            foreach (var node in element.Nodes().Where(node => node != label))
            {
                Add(node, NoteLines);
            }

            EndLine(NoteLines);
            if (note.LeadingLabel is { } leading && NoteLines.Count > before && NoteLines[before] is var first && first.StartsWith(Bare(leading), StringComparison.Ordinal))
            {
                NoteLines[before] = first[Bare(leading).Length..];
            }

            _line = outer;
            return;
        }

        if (element.Name.LocalName == "tex-math")
        {
            EndLine(lines);
            _line.Append(TexSource.Of(element.Value));
            EndLine(lines);
            return;
        }

        if (element.Name.LocalName == "mfenced")
        {
            AddFenced(element, lines);
            return;
        }

        var isBlock = !InLine.Contains(element.Name.LocalName);
        if (isBlock)
        {
            EndLine(lines);
        }

        foreach (var node in element.Nodes())
        {
            Add(node, lines);
        }

        if (isBlock)
        {
            EndLine(lines);
        }
    }

    // Its fences stand in attributes.
    private void AddFenced(XElement element, List<string> lines)
    {
        var (open, close) = MathAlphabet.Fences(element);
        EndLine(lines);
        _line.Append(open);
        EndLine(lines);
        var parts = element.Elements().ToList();
        for (var i = 0; i < parts.Count; i++)
        {
            _line.Append(i > 0 && MathAlphabet.Separators(element) is { Count: > 0 } signs ? signs[Math.Min(i, signs.Count) - 1] : "");
            EndLine(lines);
            Add(parts[i], lines);
        }

        EndLine(lines);
        _line.Append(close);
        EndLine(lines);
    }

    private void Add(XNode node, List<string> lines)
    {
        if (node is XText text)
        {
            _line.Append(text.Value);
        }
        else if (node is XElement element)
        {
            Add(element, lines);
        }
    }

    private void EndLine(List<string> lines)
    {
        if (_clean(_line.ToString()) is { Length: > 0 } line)
        {
            lines.Add(line);
        }

        _line = new StringBuilder();
    }
}
