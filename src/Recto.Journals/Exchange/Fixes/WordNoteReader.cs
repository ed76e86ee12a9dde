using System.Globalization;
using Recto.Journals.Exchange.Docx;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>A run of a part of notes, as written.</summary>
/// <param name="Opening">Index of its start tag.</param>
/// <param name="Closing">Index of its end tag.</param>
/// <param name="Insertion">Index of the start tag of the tracked insertion directly around it; null where there is none.</param>
internal readonly record struct WordRun(int Opening, int Closing, int? Insertion);

/// <summary>A note of a Word file: its characters, and its runs in order.</summary>
/// <param name="Characters">Places count in the text of the part.</param>
/// <param name="Runs">In order.</param>
internal sealed record WordNote(IReadOnlyList<SourceCharacter> Characters, IReadOnlyList<WordRun> Runs);

/// <summary>Walks a note as it is written, as <see cref="InlineReader"/> reads it: tracked changes as accepted, of a field its result.</summary>
/// <param name="text">The text of the part.</param>
/// <param name="tokens">Its pieces.</param>
internal sealed class WordNoteReader(string text, IReadOnlyList<XmlToken> tokens)
{
    private readonly List<SourceCharacter> _characters = [];
    private readonly List<WordRun> _runs = [];
    private readonly List<Field> _fields = [];
    private int _tooDeep;
    // Longer than any name of a field.
    private const int LongestInstruction = 1000;

    private string _prefix = "";
    private int _deleted;
    private int _told;
    private int _kept;

    /// <summary>Reads the note whose start tag is given.</summary>
    public WordNote Read(int opening)
    {
        _prefix = tokens[opening].Prefix(text);
        Children(opening, XmlToken.Closing(tokens, opening), insertion: null);
        return new WordNote(_characters, _runs);
    }

    private SourceTraits Traits => (_told > 0 ? SourceTraits.MayBeLeftOut | SourceTraits.IsFixed : SourceTraits.None)
        | (_kept > 0 || _fields.Exists(open => !open.IsHyperlink) ? SourceTraits.IsFixed : SourceTraits.None);

    private bool IsPrinted => _deleted == 0 && _fields.TrueForAll(open => open.IsInResult);

    private void Children(int opening, int closing, int? insertion)
    {
        for (var i = opening + 1; i < closing; i++)
        {
            var token = tokens[i];
            if (token.Kind is not (XmlTokenKind.Start or XmlTokenKind.Empty))
            {
                continue;
            }

            var end = XmlToken.Closing(tokens, i);
            var isWord = token.Prefix(text) == _prefix;
            switch (token.Name)
            {
                case "r" when isWord:
                    Run(i, end, insertion);
                    break;
                case "pPr" or "rPr" or "sdtPr" when isWord:
                    break;
                case "ins" when isWord:
                    Children(i, end, i);
                    break;
                case "del" or "moveFrom" when isWord:
                    _deleted++;
                    Children(i, end, null);
                    _deleted--;
                    break;
                case "moveTo" when isWord:
                    _kept++;
                    Children(i, end, null);
                    _kept--;
                    break;
                case "fldSimple" when isWord:
                    _fields.Add(new Field { IsInResult = true, Instruction = token.Attribute(text, "instr") ?? "" });
                    Children(i, end, null);
                    _fields.RemoveAt(_fields.Count - 1);
                    break;
                case "AlternateContent" or "oMath" or "oMathPara" or "txbxContent":
                    _told++;
                    Children(i, end, null);
                    _told--;
                    break;
                default:
                    Children(i, end, null);
                    break;
            }

            if (token.Name == "p" && isWord)
            {
                _characters.Add(new SourceCharacter('\n', token.End, token.End, Traits: SourceTraits.IsFixed));
            }

            i = end;
        }
    }

    private void Run(int opening, int closing, int? insertion)
    {
        _runs.Add(new WordRun(opening, closing, insertion));
        var isHidden = false;
        var depth = 0;
        for (var i = opening + 1; i < closing; i++)
        {
            var token = tokens[i];
            if (token.Kind is not (XmlTokenKind.Start or XmlTokenKind.Empty))
            {
                continue;
            }

            var end = XmlToken.Closing(tokens, i);
            switch (token.Name)
            {
                case "rPr":
                    for (var k = i + 1; k < end; k++)
                    {
                        isHidden |= tokens[k].Name == "vanish";
                        depth += tokens[k].Name is "i" or "b" or "smallCaps" or "vertAlign" or "u" or "strike" or "rStyle" ? 1 : 0;
                    }

                    break;
                case "fldChar":
                    Mark(token.Attribute(text, "fldCharType"));
                    break;
                case "instrText" when _fields is [.., { Instruction.Length: < LongestInstruction }] && end > i:
                    _fields[^1].Instruction += text[token.End..tokens[end].Start];
                    break;
                case "t" when IsPrinted:
                    for (var k = i + 1; k < end; k++)
                    {
                        if (tokens[k].Kind is XmlTokenKind.Text or XmlTokenKind.CData)
                        {
                            // CDATA in a run is nothing that Word writes: it is read and left alone.
                            var traits = Traits | (isHidden ? SourceTraits.MayBeLeftOut | SourceTraits.IsFixed : 0) | (tokens[k].Kind == XmlTokenKind.CData ? SourceTraits.IsFixed : 0);
                            XmlCharacters.Add(text, tokens[k], depth, traits, _characters);
                        }
                    }

                    break;
                case "tab" or "ptab" or "br" or "cr" when IsPrinted:
                    _characters.Add(new SourceCharacter(' ', token.Start, token.End, depth, SourceTraits.IsFixed));
                    break;
                case "noBreakHyphen" when IsPrinted:
                    _characters.Add(new SourceCharacter('\u2011', token.Start, token.End, depth, SourceTraits.IsFixed));
                    break;
                case "sym" when IsPrinted && int.TryParse(token.Attribute(text, "char"), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code):
                    foreach (var character in SymbolFonts.Find(token.Attribute(text, "font"), code) ?? "\uFFFD")
                    {
                        _characters.Add(new SourceCharacter(character, token.Start, token.End, depth, SourceTraits.IsFixed));
                    }

                    break;
                case "AlternateContent" or "ruby" or "drawing" or "pict" or "object" or "oMath" or "oMathPara" when IsPrinted:
                    _told++;
                    Children(i, end, null);
                    _told--;
                    break;
            }

            i = end;
        }
    }

    private void Mark(string? type)
    {
        switch (type)
        {
            case "begin" when _fields.Count < DocxStory.DeepestField:
                _fields.Add(new Field());
                break;
            case "begin":
                _tooDeep++;
                break;
            case "end" when _tooDeep > 0:
                _tooDeep--;
                break;
            case "separate" when _fields.Count > 0 && _tooDeep == 0:
                _fields[^1].IsInResult = true;
                break;
            case "end" when _fields.Count > 0:
                _fields.RemoveAt(_fields.Count - 1);
                break;
        }
    }

    // What a field prints is made anew by Word or by a citation manager, and a change in it is lost; only a link's words are the author's.
    private sealed class Field
    {
        public bool IsInResult { get; set; }

        public string Instruction { get; set; } = "";

        public bool IsHyperlink => Instruction.AsSpan().TrimStart().StartsWith("HYPERLINK", StringComparison.OrdinalIgnoreCase);
    }
}
