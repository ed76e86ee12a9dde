using System.Collections.Frozen;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.Tei;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>Maps the notes of an XML file: JATS and TEI. Notes are found by the line and column of their element, their characters in the file as it is written.</summary>
public static class XmlDocumentMap
{
    /// <summary>Elements whose words are told in several ways, or printed otherwise.</summary>
    private static readonly FrozenSet<string> Told = new[]
    {
        "alternatives", "inline-formula", "disp-formula", "tex-math", "math", "formula", "choice", "app", "fw", "index", "figDesc", "certainty", "precision", "interp", "interpGrp", "span", "spanGrp", "gap", "supplied",
        "surplus", "del", "alt-text", "long-desc",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Maps a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="document">The file as it was read.</param>
    /// <param name="notes">The notes whose places are wanted.</param>
    /// <returns>Null where the file's bytes would not stay as they are.</returns>
    public static DocumentMap? Of(ReadOnlySpan<byte> bytes, ArticleDocument document, IReadOnlyList<ArticleNote> notes)
    {
        ArgumentNullException.ThrowIfNull(document);
        ArgumentNullException.ThrowIfNull(notes);
        var (encoding, skip, _) = JatsText.EncodingOf(bytes, []);
        if (encoding is null || EncodedText.Of(bytes, encoding, skip) is not { } source)
        {
            return null;
        }

        var elements = document.Format == SourceFormat.Tei ? TeiLoader.NoteElements(bytes) : null;
        var tokens = XmlToken.Cut(source.Text);
        var lines = LineStarts(source.Text);
        return new TextDocumentMap(source, [.. notes.Select(Align)], isXml: true);

        NoteAlignment? Align(ArticleNote note)
        {
            var element = elements is null ? note.Element : (string?)note.Element.Attribute("id") is { } id ? elements.GetValueOrDefault(id) : null;
            return element is not null && OpeningOf(element, tokens, lines) is { } opening ? NoteAlignment.Of(note.Note.Text, Characters(source.Text, tokens, opening, document.Format == SourceFormat.Tei)) : null;
        }
    }

    private static int? OpeningOf(XElement element, List<XmlToken> tokens, List<int> lines)
    {
        var place = (IXmlLineInfo)element;
        if (!place.HasLineInfo() || place.LineNumber > lines.Count)
        {
            return null;
        }

        // The column is that of the name.
        var start = lines[place.LineNumber - 1] + place.LinePosition - 2;
        var index = XmlToken.IndexAt(tokens, start);
        return index < tokens.Count && tokens[index] is { Kind: XmlTokenKind.Start } token && token.Start == start && token.Name == element.Name.LocalName ? index : null;
    }

    private static List<SourceCharacter> Characters(string text, List<XmlToken> tokens, int opening, bool isTei)
    {
        var characters = new List<SourceCharacter>();
        var depth = 0;
        var told = int.MaxValue;
        var hasLabel = false;
        var spaces = 0;
        for (var i = opening; i < tokens.Count; i++)
        {
            var token = tokens[i];
            switch (token.Kind)
            {
                case XmlTokenKind.Start when i > opening && (token.Name == (isTei ? "note" : "fn") || (token.Name == "label" && !hasLabel && IsHead())):
                    // A note in the note, or the label of this one.
                    hasLabel |= token.Name == "label";
                    i = XmlToken.Closing(tokens, i);
                    break;
                case XmlTokenKind.Start or XmlTokenKind.Empty when isTei && token.Name is "ptr" or "ref" && IsBlank(text, tokens, i) && token.Attribute(text, "target") is { } target:
                    // What points somewhere and has no words is printed as the address.
                    characters.AddRange(target.Select(character => new SourceCharacter(character, token.Start, token.End, depth, SourceTraits.MayBeLeftOut | SourceTraits.IsFixed)));
                    i = XmlToken.Closing(tokens, i);
                    break;
                case XmlTokenKind.Start:
                    depth++;
                    told = told == int.MaxValue && Told.Contains(token.Name) ? depth : told;
                    break;
                case XmlTokenKind.End:
                    told = told == depth ? int.MaxValue : told;
                    depth--;
                    if (depth == 0)
                    {
                        return characters;
                    }

                    break;
                case XmlTokenKind.Text or XmlTokenKind.CData:
                    XmlCharacters.Add(text, token, depth, depth >= told ? SourceTraits.MayBeLeftOut : SourceTraits.None, characters);
                    break;
            }
        }

        return characters;

        // Whether no word came before.
        bool IsHead()
        {
            while (spaces < characters.Count && characters[spaces].IsSpace)
            {
                spaces++;
            }

            return spaces == characters.Count;
        }
    }

    private static bool IsBlank(string text, List<XmlToken> tokens, int opening)
    {
        var closing = XmlToken.Closing(tokens, opening);
        return closing == opening || text.AsSpan(tokens[opening].End, tokens[closing].Start - tokens[opening].End).IsWhiteSpace();
    }

    // As XML counts lines (XML 1.0, 2.11): a carriage return alone ends one too.
    private static List<int> LineStarts(string text)
    {
        var starts = new List<int> { 0 };
        for (var at = 0; at < text.Length; at++)
        {
            if (text[at] == '\n' || (text[at] == '\r' && (at + 1 >= text.Length || text[at + 1] != '\n')))
            {
                starts.Add(at + 1);
            }
        }

        return starts;
    }
}
