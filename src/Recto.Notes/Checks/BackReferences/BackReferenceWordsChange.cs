using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0414: the words that point back change: Ibid. with and without its stop, in italics and upright, Ebd. and Ebenda, n. 12 and note 12. By the habit of the article.</summary>
internal sealed class BackReferenceWordsChange : Check
{
    // Shortened words take a stop; what is written out takes none.
    private static readonly WordSet Shortened = new("ibid ebd ebda");
    private static readonly WordSet Same = new("ibid ibidem ebd ebda ebenda ebendort");
    private static readonly WordSet Naming = new("n note fn footnote anm anmerkung fußnote fussnote nota");
    private static readonly WordSet NamingShort = new("n fn anm");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0414", "back-reference-words-change", "The words that point back change", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var (words, stops, italics, named, seen) = (new Habit<string>(), new Habit<bool>(), new Habit<bool>(), new Habit<string>(), new Habit<string>());
        var hasItalics = Enumerable.Range(0, context.Count).Any(note => context.Tokens(note).HasItalics);
        for (var index = 0; index < context.Count; index++)
        {
            var tokens = context.Tokens(index);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens.QuotationAt(i) >= 0)
                {
                    continue;
                }

                if (Same.Contains(tokens, i))
                {
                    words.Add(tokens.TextOf(i).ToString().ToLowerInvariant(), index, tokens[i].Span);
                    if (Shortened.Contains(tokens, i))
                    {
                        stops.Add(tokens.Is(i + 1, '.') && tokens[i].End == tokens[i + 1].Start, index, tokens[i].Span);
                    }

                    if (hasItalics)
                    {
                        italics.Add(tokens.IsItalic(i), index, tokens[i].Span);
                    }
                }
            }

            foreach (var resolved in context.References(index).Take(Certainty.MostInNote))
            {
                if (resolved.Reference is PublishedReference { NamedNote: { } label } && WordBefore(tokens, label) is { } word)
                {
                    named.Add(Way(tokens, word), index, tokens[word].Span);
                }
                else if (resolved.Reference is BackReference { Form: ReferenceForm.CrossReference, TargetLabel: { } target } && WordBefore(tokens, target) is { } pointing)
                {
                    seen.Add(Way(tokens, pointing), index, tokens[pointing].Span);
                }
            }
        }

        return [.. Words(context, words), .. Stops(context, stops), .. Italics(context, italics), .. NoteWord(context, named), .. NoteWord(context, seen)];
    }

    // "Ebenda" where the article says "Ebd."
    private IEnumerable<Diagnostic> Words(CheckContext context, Habit<string> habit) => habit.TryFind(out var usual)
        ? Departures(context, habit.Others(usual), use => $"The article mostly says “{WordCase.Like(usual, context.Printed(use))}{(Shortened.Contains(usual) ? "." : "")}”, not “{context.Printed(use)}”.", use => Rewritten(context, use, usual, Shortened.Contains(usual)))
        : [];

    private IEnumerable<Diagnostic> Stops(CheckContext context, Habit<bool> habit)
    {
        bool usual;
        if (context.Style != HouseStyle.OfTheArticle)
        {
            usual = true;
        }
        else if (!habit.TryFind(out usual))
        {
            return [];
        }

        // Without its stop at the end of a note or a sentence the word cannot be told from one with it.
        var departures = habit.Others(usual).Where(use => !use.Way || !EndsASentence(context.Text(use.Note), use.Span.End + 1));
        return Departures(context, departures,
            use => use.Way ? $"The article mostly prints “{context.Printed(use)}” without a stop." : $"“{context.Printed(use)}” is shortened, and {(context.Style == HouseStyle.OfTheArticle ? "has its stop elsewhere in this article" : "takes a stop")}.",
            use => use.Way ? Safe(new TextSpan(use.Span.End, use.Span.End + 1), "") : Safe(new TextSpan(use.Span.End, use.Span.End), "."));
    }

    private IEnumerable<Diagnostic> Italics(CheckContext context, Habit<bool> habit) => habit.TryFind(out var usual)
        ? Departures(context, habit.Others(usual), use => $"“{context.Printed(use)}” is {(use.Way ? "in italics" : "upright")} here, and {(use.Way ? "upright" : "in italics")} elsewhere in this article.")
        : [];

    private IEnumerable<Diagnostic> NoteWord(CheckContext context, Habit<string> habit) => habit.TryFind(out var usual)
        ? Departures(context, habit.Others(usual), use => $"The article mostly names a note by “{usual}”, not by “{use.Way}”.", use => Rewritten(context, use, usual.TrimEnd('.'), usual.EndsWith('.')))
        : [];

    private static SuggestedFix? Rewritten(CheckContext context, HabitUse<string> use, string word, bool hasStop)
    {
        var text = context.Text(use.Note);
        var stop = use.Span.End < text.Length && text[use.Span.End] == '.';
        var needsStop = hasStop || (stop && EndsASentence(text, use.Span.End + 1));
        return Suggest(stop ? use.Span with { End = use.Span.End + 1 } : use.Span, WordCase.Like(word, context.Printed(use)) + (needsStop ? "." : ""));
    }

    private static bool EndsASentence(string text, int at) => at >= text.Length || (text[at] is ' ' or '\n' && at + 1 < text.Length && char.IsUpper(text[at + 1])) || text[at] is ')' or '”';

    private static string Way(NoteTokens tokens, int word) => tokens.TextOf(word).ToString().ToLowerInvariant() + (NamingShort.Contains(tokens, word) && tokens.Is(word + 1, '.') ? "." : "");

    private static int? WordBefore(NoteTokens tokens, Field label)
    {
        var i = tokens.IndexFrom(label.Span.Start) - 1;
        while (i > 0 && tokens.Is(i, '.'))
        {
            i--;
        }

        return Naming.Contains(tokens, i) && Vocabulary.Note.Contains(tokens, i) ? i : null;
    }
}
