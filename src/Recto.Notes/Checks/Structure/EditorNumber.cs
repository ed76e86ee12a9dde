using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0221: <c>(ed.)</c> after two names, <c>(eds.)</c> after one. <c>Hrsg.</c>, <c>Hg.</c> and <c>dir.</c> do not tell; and <c>(ed.)</c> may stand for several where an article never writes <c>(eds.)</c>.</summary>
internal sealed class EditorNumber : Check
{
    private static readonly WordSet One = new("ed éd coord");
    private static readonly WordSet Several = new("eds éds hgg coords");
    private static readonly WordSet Joins = new("and et und y e и with");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0221", "editor-number", "“(ed.)” after several editors, or “(eds.)” after one", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var tellsApart = false;
        var ones = new List<Diagnostic>();
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var open = 1; open < tokens.Count; open++)
            {
                var close = tokens.Is(open + 2, '.') ? open + 3 : open + 2;
                if (tokens[open].Kind != TokenKind.Opening || close >= tokens.Count || tokens[close].Kind != TokenKind.Closing)
                {
                    continue;
                }

                var (isOne, isSeveral) = (One.Contains(tokens, open + 1), Several.Contains(tokens, open + 1));
                if ((!isOne && !isSeveral) || Count(context, note, tokens, open) is not (> 0 and var persons))
                {
                    continue;
                }

                var span = tokens.Span(open, close + 1);
                var word = tokens.TextOf(open + 1).ToString();
                tellsApart |= isSeveral && persons > 1;
                if (isSeveral && persons == 1)
                {
                    yield return At(note, span, $"“{tokens.Text[span.Start..span.End]}” follows one name. Write the singular, or name the other editors.", word.Equals("hgg", StringComparison.OrdinalIgnoreCase) ? Suggest(tokens[open + 1].Span, "Hg") : Suggest(tokens[open + 1].Span, word[..^1]));
                }
                else if (isOne && persons > 1)
                {
                    ones.Add(At(note, span, $"“{tokens.Text[span.Start..span.End]}” follows several names. Write {word}s.", Suggest(tokens[open + 1].Span, word + "s")));
                }
            }
        }

        foreach (var one in tellsApart ? ones : [])
        {
            yield return one;
        }
    }

    // How many persons end just before the bracket; 0 where that is not sure.
    private static int Count(CheckContext context, int note, NoteTokens tokens, int open)
    {
        foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<PublishedReference>())
        {
            if (!reference.Span.Contains(tokens[open].Start))
            {
                continue;
            }

            List<PersonName> persons = [.. reference.Editors.Concat(reference.Authors).OrderByDescending(person => person.Span.End)];
            var (count, next) = (0, open);
            foreach (var person in persons.Where(person => person.Span.End <= tokens[open].Start))
            {
                if (!OnlyJoins(tokens, tokens.IndexFrom(person.Span.End), next))
                {
                    break;
                }

                count++;
                next = tokens.IndexFrom(person.Span.Start);
            }

            // One name is sure only where nothing before it can be another.
            return count != 1 ? count : next == 0 || (tokens[next].Start == reference.Span.Start && !tokens.Is(next - 1, ';') && !tokens.Is(next - 1, ',') && !Joins.Contains(tokens, next - 1)) || tokens.Is(next - 1, "in") || tokens.Is(next - 1, ':') || tokens[next - 1].Kind == TokenKind.Quote ? (IsPerson(tokens, next, open) ? 1 : 0) : 0;
        }

        return 0;
    }

    private static bool OnlyJoins(NoteTokens tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (!tokens.Is(i, ',') && !tokens.Is(i, '&') && !tokens.Is(i, ';') && !tokens.Is(i, '/') && !Joins.Contains(tokens, i))
            {
                return false;
            }
        }

        return true;
    }

    // Not a body, which may be several, and not "Smith et al.".
    private static bool IsPerson(NoteTokens tokens, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            if (Vocabulary.Bodies.Contains(tokens, i) || Joins.Contains(tokens, i) || tokens.Is(i, "al") || tokens.Is(i, "others") || tokens.Is(i, "a") || tokens.Is(i, '/') || tokens.Is(i, '&') || tokens[i].Kind == TokenKind.Dash)
            {
                return false;
            }
        }

        return true;
    }
}
