using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>
/// Reads what stands in the lines of a story. Tracked changes count as accepted; of a field its result is read; of two tellings of one thing (<c>mc:AlternateContent</c>) one.
/// Fields run on from paragraph to paragraph, so there is one reader for a story.
/// </summary>
/// <param name="context">What the file shares.</param>
/// <param name="part">The part that is read.</param>
/// <param name="story">What is known of it beforehand.</param>
/// <param name="isNotes">Whether the part holds notes: they call no notes.</param>
internal sealed partial class InlineReader(DocxContext context, DocxPart part, DocxStory story, bool isNotes)
{
    /// <summary>A mark is hardly longer, in UTF-16 code units.</summary>
    private const int LongestMark = 8;

    private static readonly XName Href = XName.Get("href", "http://www.w3.org/1999/xlink");
    private readonly List<DocxField> _fields = [];
    private readonly List<string?> _links = [];
    private InlineContent _content = new();
    private DocxStyle _style = null!;
    private (CalledNote Note, XElement Call)? _markOf;

    /// <summary>Whether the place is in a table of contents that a field has made.</summary>
    public bool IsInContents => _fields.Exists(open => open.IsContents);

    /// <summary>Reads a paragraph.</summary>
    /// <param name="paragraph">A <c>w:p</c>.</param>
    /// <param name="style">Its style.</param>
    public InlineContent Read(XElement paragraph, DocxStyle style)
    {
        var content = _content = new InlineContent();
        _style = style;
        Children(paragraph);
        EndMark();
        _markOf = null;
        LeaveOut(content.Hidden);
        LeaveOut(content.Contents);
        return content;

        void LeaveOut(System.Text.StringBuilder words)
        {
            if (words.ToString().Replace('\t', ' ').Trim() is { Length: > 0 } text)
            {
                context.LeftOut.Add(text);
            }
        }
    }

    private bool IsPrinted => _fields.TrueForAll(open => open.IsInResult);

    private void Children(XElement element)
    {
        for (var node = element.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is XElement child)
            {
                Inline(child);
            }
        }
    }

    private void Inline(XElement element)
    {
        switch (Ooxml.NameOf(element))
        {
            case "r":
                Run(element);
                break;
            case "hyperlink":
                _links.Add(AddressOf(element));
                Children(element);
                _links.RemoveAt(_links.Count - 1);
                break;
            case "fldSimple":
                _fields.Add(DocxField.Of(element.Value("instr") ?? ""));
                Children(element);
                _fields.RemoveAt(_fields.Count - 1);
                break;
            case "sdt":
                if (element.Child("sdtContent") is { } controlled)
                {
                    Children(controlled);
                }

                break;
            case "m:oMath" or "m:oMathPara":
                Formula(element);
                break;
            case "mc:AlternateContent" when DocxAlternatives.Choose(element) is { } chosen:
                Children(chosen);
                break;
            case "subDoc":
                context.Warn("A part of the text stands in another file (a master document) and was not read: put the parts together in Word.");
                break;
            case "pPr" or "rPr" or "sdtPr" or "del" or "moveFrom" or "proofErr" or "bookmarkStart" or "bookmarkEnd" or "mc:AlternateContent":
                break;
            default:
                // ins, moveTo, smartTag, customXml, dir, bdo, and what is not known: its words are kept.
                Children(element);
                break;
        }
    }

    private string? AddressOf(XElement hyperlink)
    {
        var address = hyperlink.Relation("id") is { } id && part.Relations.TryGetValue(id, out var relation) && relation.IsExternal ? relation.Target.Trim() : null;
        return address is not { Length: > 0 } ? null
            : hyperlink.Value("anchor") is { Length: > 0 } anchor && !address.Contains('#', StringComparison.Ordinal) ? $"{address}#{anchor}" : address;
    }

    private void Run(XElement run)
    {
        var properties = run.Child("rPr");
        var set = context.Styles.OfRun(properties, _style);
        const Fount Toggles = Fount.Italic | Fount.Bold | Fount.SmallCaps | Fount.Strike;
        var fount = ((set ^ _style.Fount) & Toggles) | (set & ~_style.Fount & ~Toggles & ~Fount.Hidden);
        if ((fount & Fount.Underline) != 0 && (Link is not null || context.Styles.NameOf(properties) is "hyperlink" or "followedhyperlink" or "internet link"))
        {
            fount &= ~Fount.Underline;
        }

        if (context.Styles.NameOf(properties) is "verbatim char" or "html code" or "source text" or "html typewriter")
        {
            fount |= Fount.Monospace;
        }

        RunContent(run, properties, fount, isHidden: (set & Fount.Hidden) != 0);
    }

    private string? Link
    {
        get
        {
            for (var i = _fields.Count - 1; i >= 0; i--)
            {
                if (_fields[i] is { IsInResult: true, Link: { } address })
                {
                    return address;
                }
            }

            return _links.FindLast(link => link is not null);
        }
    }

    private void RunContent(XElement run, XElement? properties, Fount fount, bool isHidden)
    {
        for (var node = run.FirstNode; node is not null; node = node.NextNode)
        {
            if (node is not XElement child)
            {
                continue;
            }

            var name = Ooxml.NameOf(child);
            if (name is "fldChar" or "instrText")
            {
                FieldMark(child, name);
                continue;
            }

            if (name is "lastRenderedPageBreak" || name is "br" && child.Value("type") == "page")
            {
                context.Notes.NextPage();
            }

            if (!IsPrinted)
            {
                continue;
            }

            switch (name)
            {
                case "t":
                    Words(Mapped(child.Value, properties), properties, fount, isHidden);
                    break;
                case "tab" or "ptab":
                    Words("\t", properties, fount, isHidden);
                    break;
                case "br" or "cr":
                    Words("\n", properties, fount, isHidden);
                    break;
                case "noBreakHyphen":
                    Words("\u2011", properties, fount, isHidden);
                    break;
                case "sym":
                    Words(Symbol(child), properties, fount, isHidden);
                    break;
                case "footnoteReference" or "endnoteReference" when !isHidden && DocxStory.CallOf(child) is { } call:
                    Call(call, child);
                    break;
                case "footnoteRef" or "endnoteRef":
                    _content.MarkAt ??= _content.Pieces.Count;
                    break;
                case "drawing" or "pict" or "object":
                    Drawing(child);
                    break;
                case "ruby":
                    Ruby(child, fount);
                    break;
                case "mc:AlternateContent" when DocxAlternatives.Choose(child) is { } chosen:
                    RunContent(chosen, properties, fount, isHidden);
                    break;
                case "m:oMath" or "m:oMathPara":
                    Formula(child);
                    break;
                case "r":
                    Run(child);
                    break;
            }
        }

        EndMark();
    }

    private void FieldMark(XElement mark, string name)
    {
        if (name == "instrText")
        {
            if (_fields.Count > 0)
            {
                _fields[^1].Add(mark.Value);
            }

            return;
        }

        if (!story.IsMatched(mark))
        {
            return;
        }

        switch (mark.Value("fldCharType"))
        {
            case "begin":
                _fields.Add(new DocxField());
                break;
            case "separate" when _fields.Count > 0:
                _fields[^1].Separate();
                break;
            case "end" when _fields.Count > 0:
                _fields.RemoveAt(_fields.Count - 1);
                break;
        }
    }

    private void Words(string text, XElement? properties, Fount fount, bool isHidden)
    {
        if (text.Length == 0)
        {
            return;
        }

        if (isHidden)
        {
            _content.Hidden.Append(text);
            return;
        }

        if (IsInContents)
        {
            _content.Contents.Append(text);
            return;
        }

        if (_markOf is { } mark && mark.Note.Label.Length + text.TrimStart().Length > 0)
        {
            // The mark that the author typed stands in the run of the call; where more does, it is the first word.
            var word = text.TrimStart();
            var space = word.Length > LongestMark ? word.AsSpan().IndexOfAny(' ', '\u00A0', '\t') : -1;
            mark.Note.Label += space < 0 ? word : word[..space];
            if (space < 0)
            {
                return;
            }

            EndMark();
            text = word[space..];
        }

        context.Count(context.Styles.LanguageOf(properties, text), text.Length);
        if (!isNotes && IsSecondCall(fount) is { } again)
        {
            _content.Pieces.Add(new InlinePiece(null, Xref(again, text.Trim()), Fount.None, null));
            return;
        }

        _content.Pieces.Add(new InlinePiece(text, null, fount, Link));
    }

    // NOTEREF prints the number of a note: raised, it calls the note again; in the line (“see note 5”) it is a word.
    private CalledNote? IsSecondCall(Fount fount) =>
        (fount & Fount.Superscript) != 0 && _fields.FindLast(field => field.Bookmark is not null) is { } field && story.NoteAt(field.Bookmark!) is var (kind, id) ? context.Notes.Find(kind, id) : null;

    private void Call((NoteKind Kind, string Id) call, XElement reference)
    {
        if (isNotes)
        {
            return;
        }

        EndMark();
        var hasOwnMark = reference.Value("customMarkFollows") is { } follows && Ooxml.IsOn(follows);
        var isFirst = context.Notes.Find(call.Kind, call.Id) is null;
        var note = context.Notes.Call(call.Kind, call.Id, hasOwnMark);
        var xref = Xref(note, note.Label);
        _content.Pieces.Add(new InlinePiece(null, xref, Fount.None, null));
        if (hasOwnMark)
        {
            _markOf = isFirst ? (note, xref) : (new CalledNote(call.Kind, call.Id), xref);
        }
    }

    private static XElement Xref(CalledNote note, string printed) => new("xref", new XAttribute("ref-type", "fn"), new XAttribute("rid", note.JatsId), printed);

    // At the end of the run of the call, or, where its mark stands in a run of its own, of that run.
    private void EndMark()
    {
        if (_markOf is not { } mark)
        {
            return;
        }

        mark.Note.Label = mark.Note.Label.Trim();
        if (mark.Note.Label.Length > 0)
        {
            mark.Call.Value = mark.Note.Label;
            _markOf = null;
        }
    }

    private static string Symbol(XElement symbol) =>
        int.TryParse(symbol.Value("char"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) ? SymbolFonts.Find(symbol.Value("font"), code) ?? (code is >= 0xE000 and <= 0xF8FF ? ((char)code).ToString() : "\uFFFD") : "";

    private static string Mapped(string text, XElement? properties)
    {
        if (!text.AsSpan().ContainsAnyInRange('\uF020', '\uF0FF') || properties.Child("rFonts") is not { } fonts || (fonts.Value("ascii") ?? fonts.Value("hAnsi")) is not { } font)
        {
            return text;
        }

        return string.Concat(text.Select(c => c is >= '\uF020' and <= '\uF0FF' ? SymbolFonts.Find(font, c) ?? c.ToString() : c.ToString()));
    }
}
