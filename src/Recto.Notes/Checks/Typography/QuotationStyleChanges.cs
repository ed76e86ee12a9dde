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
    private static readonly WordSet Foreign = new("der die das und des von zur zum im le la les du des et dans sur della dello degli el los del y en i v na o ob iz");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0112", "quotation-style-changes", "A title stands in other quotation marks than the others", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habits = new Dictionary<string, Habit<QuotationStyle>>(StringComparer.Ordinal);
        var quotations = new Dictionary<(int Note, int Start), (int Close, bool IsForeign)>();
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            foreach (var quotation in tokens.Quotations)
            {
                if (StyleOf(tokens, quotation.Open, quotation.Close) is not { } style || !IsTitle(tokens, quotation.Open, quotation.Close))
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
            if ((asked ?? (habit.TryFind(out var mostly) ? mostly : null)) is not { } way || way == QuotationStyle.Straight)
            {
                continue;
            }

            var reason = asked is null ? $"the article’s others stand in {Marks(way)}" : $"{context.Style.Title} asks for {Marks(way)}";
            foreach (var finding in Departures(context, habit.Others(way).Where(use => use.Way != QuotationStyle.Straight && !quotations[(use.Note, use.Span.Start)].IsForeign),
                use => $"“{Shown(context.Text(use.Note)[(use.Span.End)..quotations[(use.Note, use.Span.Start)].Close])}” stands in {Marks(use.Way)}; {reason}.",
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

    private static bool IsTitle(NoteTokens tokens, int open, int close)
    {
        var words = 0;
        for (var i = open + 1; i < close && words < 2; i++)
        {
            words += tokens.Is(i, TokenKind.Word) ? 1 : 0;
        }

        return words >= 2 && tokens.Is(open + 1, TokenKind.Word) && char.IsUpper(tokens.TextOf(open + 1)[0]);
    }

    private static bool IsForeign(NoteTokens tokens, int open, int close, string language)
    {
        for (var i = open + 1; i < close; i++)
        {
            if (tokens.Is(i, TokenKind.Word) && language == "en" ? Foreign.Contains(tokens, i) || tokens.TextOf(i)[0] > '\u024f' : language is not "en" && English.Contains(tokens, i))
            {
                return true;
            }
        }

        return language is not ("en" or "de" or "fr" or "ru" or "it" or "es");
    }

    private static readonly WordSet English = new("the of and in for from with by on at an a to");

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

    private static string Shown(string quoted) => quoted.Length <= 40 ? quoted.Replace('\n', ' ') : quoted[..40].Replace('\n', ' ') + "…";
}
