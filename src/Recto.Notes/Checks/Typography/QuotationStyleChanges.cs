using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0112: a title in ‘ ’ where the article’s titles stand in “ ”, or the reverse; „ “ among » «; “ ” among « ». Titles only (of two words or more, the first with a capital): single words and phrases may have marks of their own.
/// A title in another language than the note's may keep the marks of its language.
/// </summary>
internal sealed class QuotationStyleChanges : Check
{
    private const int LongestShown = 41;

    // Small words that tell an English title from others, and one of the note's own language from an English one.
    private static readonly Dictionary<string, WordSet> Own = new(StringComparer.Ordinal)
    {
        ["fr"] = new("le la les du des et dans par pour sur au aux une un l d de que qui est"),
        ["de"] = new("der die das dem den und im von vom zu zum zur mit für bei auf über aus ein eine einer eines als nach"),
        ["it"] = new("il lo la gli le di del della dello dei degli delle e nel nella per con un una"),
        ["es"] = new("el la los las de del y en por para con una un"),
        ["pt"] = new("o a os as de do da dos das e em no na por para com uma um"),
    };

    private static readonly WordSet NotEnglish = new("der die das und des von zur zum im le la les du des et dans sur della dello degli el los del de y en v na o ob iz il lo gli");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0112", "quotation-style-changes", "A title stands in other quotation marks than the others", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habits = new Dictionary<string, Habit<QuotationStyle>>(StringComparer.Ordinal);
        var quotations = new Dictionary<(int Note, int Start), (int Close, bool IsForeign)>();
        var lost = LostPunctuation.Of(context);
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            foreach (var quotation in tokens.Quotations)
            {
                if (StyleOf(tokens, quotation.Open, quotation.Close) is not { } style || !IsTitle(tokens, quotation.Open, quotation.Close) || IsInside(tokens.Text, tokens[quotation.Open].Start) || lost.IsAt(note, tokens[quotation.Open].Start))
                {
                    continue;
                }

                var language = context.Language(note);
                if (!habits.TryGetValue(language, out var habit))
                {
                    habits[language] = habit = new Habit<QuotationStyle>();
                }

                var span = new TextSpan(tokens[quotation.Open].Start, tokens[quotation.Open].End);
                habit.Add(style, note, span);
                quotations[(note, span.Start)] = (tokens[quotation.Close].Start, IsForeign(tokens, quotation.Open, quotation.Close, language));
            }
        }

        foreach (var (language, habit) in habits)
        {
            var asked = IsOfStyle(context.Style, language) ? context.Style.Quotation : null;
            if ((asked ?? (habit.TryFind(out var mostly) ? mostly : null)) is not { } way || way == QuotationStyle.Straight || (language == "en" && way is not (QuotationStyle.DoubleCurly or QuotationStyle.SingleCurly)))
            {
                continue;
            }

            var reason = asked is null ? $"the article’s others stand in {Marks(way)}" : $"{context.Style.Title} asks for {Marks(way)}";
            foreach (var finding in Departures(context, habit.Others(way).Where(use => use.Way != QuotationStyle.Straight && !quotations[(use.Note, use.Span.Start)].IsForeign),
                use => $"“{TextCut.Beginning(context.Text(use.Note)[(use.Span.End)..quotations[(use.Note, use.Span.Start)].Close], LongestShown)}” stands in {Marks(use.Way)}; {reason}.",
                use => Mend(context.Text(use.Note), use.Span.Start, quotations[(use.Note, use.Span.Start)].Close, use.Way, way)))
            {
                yield return finding;
            }
        }
    }

    // The English guides speak of English, ГОСТ of Russian.
    private static bool IsOfStyle(HouseStyle style, string language) => style.Quotation switch
    {
        QuotationStyle.DoubleCurly or QuotationStyle.SingleCurly => language is "en",
        QuotationStyle.Guillemets => language is "ru" or "uk" or "be",
        _ => false,
    };

    private static QuotationStyle? StyleOf(NoteTokens tokens, int open, int close) => (tokens.Text[tokens[open].Start], tokens.Text[tokens[close].Start]) switch
    {
        ('“', '”') => QuotationStyle.DoubleCurly,
        ('‘', '’') => QuotationStyle.SingleCurly,
        ('«', '»') => QuotationStyle.Guillemets,
        ('„', '“' or '”') => QuotationStyle.Low,
        ('"', '"') => QuotationStyle.Straight,
        _ => null,
    };

    private static string Marks(QuotationStyle style) => style switch
    {
        QuotationStyle.DoubleCurly => "“ ”",
        QuotationStyle.SingleCurly => "‘ ’",
        QuotationStyle.Guillemets => "« »",
        QuotationStyle.Low => "„ “",
        _ => "\" \"",
    };

    // In a quotation whose marks could not be paired.
    private static bool IsInside(string text, int open) => text.AsSpan(0, open).Count('“') > text.AsSpan(0, open).Count('”') && !text.Contains('„', StringComparison.Ordinal);

    private static bool IsTitle(NoteTokens tokens, int open, int close)
    {
        var words = 0;
        for (var i = open + 1; i < close && words < 2; i++)
        {
            words += tokens.Is(i, TokenKind.Word) ? 1 : 0;
        }

        return words >= 2 && tokens.Is(open + 1, TokenKind.Word) && char.IsUpper(tokens.TextOf(open + 1)[0])
            // ‘Ρώμη: a breathing of Greek.
            && !(tokens.Text[tokens[open].Start] == '‘' && tokens.TextOf(open + 1)[0] is >= '\u0370' and <= '\u03ff');
    }

    // Only what is surely in the note's own language departs from its habit.
    private static bool IsForeign(NoteTokens tokens, int open, int close, string language)
    {
        var own = false;
        for (var i = open + 1; i < close; i++)
        {
            if (!tokens.Is(i, TokenKind.Word))
            {
                continue;
            }

            if (language == "en" && (NotEnglish.Contains(tokens, i) || tokens.TextOf(i)[0] > '\u024f'))
            {
                return true;
            }

            own |= language == "ru" ? tokens.TextOf(i)[0] is >= 'Ѐ' and <= 'ԯ' : language == "en" || (Own.TryGetValue(language, out var words) && words.Contains(tokens, i));
        }

        return !own;
    }

    private static SuggestedFix Mend(string text, int open, int close, QuotationStyle from, QuotationStyle to)
    {
        var ((left, right), (innerLeft, innerRight)) = (Pair(to), Pair(from));
        var edits = new List<TextEdit> { new(new TextSpan(open, open + 1), left.ToString()) };
        for (var i = open + 1; i < close; i++)
        {
            // The nested ones swap.
            if (text[i] == left || (text[i] == right && !(right == '’' && char.IsLetter(text[i - 1]) && char.IsLetter(text[i + 1]))))
            {
                edits.Add(new TextEdit(new TextSpan(i, i + 1), (text[i] == left ? innerLeft : innerRight).ToString()));
            }
        }

        edits.Add(new TextEdit(new TextSpan(close, close + 1), right.ToString()));
        return new SuggestedFix(FixSureness.Suggested, edits);
    }

    private static (char Left, char Right) Pair(QuotationStyle style) => style switch
    {
        QuotationStyle.SingleCurly => ('‘', '’'),
        QuotationStyle.Guillemets => ('«', '»'),
        QuotationStyle.Low => ('„', '“'),
        _ => ('“', '”'),
    };
}
