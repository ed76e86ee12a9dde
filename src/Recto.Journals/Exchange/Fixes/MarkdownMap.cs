using Recto.Journals.Exchange.Jats;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>Where the words of a note of Markdown stand.</summary>
/// <param name="Start">First character, in UTF-16 code units of the file's text.</param>
/// <param name="End">The character after the last.</param>
public readonly record struct MarkdownPlace(int Start, int End);

/// <summary>Maps the notes of a Markdown file. Marks of emphasis, links, code and HTML may be print or not: the note's own text tells which.</summary>
public static class MarkdownMap
{
    /// <summary>Maps a file.</summary>
    /// <param name="source">The file.</param>
    /// <param name="notes">The notes whose places are wanted.</param>
    /// <param name="places">Where the words of each stand; null where that is not known.</param>
    public static DocumentMap Of(EncodedText source, IReadOnlyList<Note> notes, IReadOnlyList<MarkdownPlace?> places)
    {
        ArgumentNullException.ThrowIfNull(source);
        ArgumentNullException.ThrowIfNull(notes);
        ArgumentNullException.ThrowIfNull(places);
        return new TextDocumentMap(source, [.. notes.Select((note, i) => places[i] is { } place ? NoteAlignment.Of(note.Text, Characters(source.Text, place), isSmart: true) : null)], isXml: false);
    }

    private static List<SourceCharacter> Characters(string text, MarkdownPlace place)
    {
        var characters = new List<SourceCharacter>(place.End - place.Start);
        var emphasis = new Stack<char>();
        var brackets = 0;
        var closing = new Lazy<Dictionary<int, int>>(() => Closing(text, place));
        var absent = new HashSet<char>();
        for (var at = place.Start; at < place.End; at++)
        {
            switch (text[at])
            {
                case '&' when text.IndexOf(';', at, Math.Min(CharacterEntities.LongestName + 2, place.End - at)) is > 0 and var end && XmlCharacters.Meaning(text.AsSpan(at + 1, end - at - 1)) is { } meaning:
                    foreach (var character in meaning)
                    {
                        characters.Add(new SourceCharacter(character, at, end + 1, emphasis.Count + brackets));
                    }

                    at = end;
                    break;
                case '(' when at > place.Start && text[at - 1] == ']' && closing.Value.TryGetValue(at, out var close):
                    // [words](address "title")
                    Skip(at, close + 1);
                    at = close;
                    break;
                case '<' when at + 1 < place.End && (char.IsAsciiLetter(text[at + 1]) || text[at + 1] is '/' or '!') && Next('>', at) is { } over:
                    // A tag, or <https://…>, whose words are printed.
                    Skip(at, over + 1);
                    at = over;
                    break;
                case '{' when Next('}', at) is { } brace:
                    Skip(at, brace + 1);
                    at = brace;
                    break;
                case '\\' or '*' or '_' or '`' or '[' or ']' or '~' or '^' or '#' or '>' or '|' or '$':
                    Skip(at, at + 1);
                    Nest(text[at], at);
                    break;
                default:
                    characters.Add(new SourceCharacter(text[at], at, at + 1, emphasis.Count + brackets));
                    break;
            }
        }

        return characters;

        // How deep in emphasis and links: roughly, for it only decides on which side of a mark something is put.
        void Nest(char mark, int at)
        {
            if (mark is '[' or ']')
            {
                brackets = Math.Max(0, brackets + (mark == '[' ? 1 : -1));
            }
            else if (mark is '*' or '_' && (at == place.Start || text[at - 1] != mark))
            {
                if (emphasis.TryPeek(out var open) && open == mark)
                {
                    emphasis.Pop();
                }
                else
                {
                    emphasis.Push(mark);
                }
            }
        }

        // A sign that is not there once is not there further on either.
        int? Next(char sign, int from)
        {
            if (absent.Contains(sign))
            {
                return null;
            }

            var found = text.IndexOf(sign, from, place.End - from);
            _ = found < 0 && absent.Add(sign);
            return found < 0 ? null : found;
        }

        void Skip(int from, int to)
        {
            for (var index = from; index < to; index++)
            {
                characters.Add(new SourceCharacter(text[index], index, index + 1, Traits: SourceTraits.MayBeLeftOut));
            }
        }
    }

    // Each opening parenthesis that is closed, with the place where it is.
    private static Dictionary<int, int> Closing(string text, MarkdownPlace place)
    {
        var closing = new Dictionary<int, int>();
        var open = new Stack<int>();
        for (var at = place.Start; at < place.End; at++)
        {
            if (text[at] == '(')
            {
                open.Push(at);
            }
            else if (text[at] == ')' && open.TryPop(out var opening))
            {
                closing.Add(opening, at);
            }
        }

        return closing;
    }
}
