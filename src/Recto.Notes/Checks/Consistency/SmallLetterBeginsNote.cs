using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0533: a note begins with a small letter where nearly all others begin with a capital. Only words that begin a sentence are looked at (see, quoted, voir, siehe): a name (von, de), a fond (f.) or an address may well begin small.</summary>
internal sealed class SmallLetterBeginsNote : Check
{
    private const int Fewest = 10;
    private const double Share = 0.9;

    private static readonly WordSet Openers = new("see for the this these that on in as according also quoted cited compare ibid cf idem it there although letter siehe vgl dazu zum zur nach auch hierzu zitiert ebd ebenda voir cité sur pour selon vedi cfr véase");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0533", "small-letter-begins-note", "A note begins with a small letter", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var words = new Dictionary<string, Habit<bool>>(StringComparer.OrdinalIgnoreCase);
        var (small, all) = (0, 0);
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            if (tokens.Is(0, TokenKind.Word) && char.IsLetter(tokens.TextOf(0)[0]))
            {
                all++;
                var isSmall = char.IsLower(tokens.TextOf(0)[0]);
                small += isSmall ? 1 : 0;
                if (Openers.Contains(tokens, 0))
                {
                    var word = tokens.TextOf(0).ToString();
                    (words.TryGetValue(word, out var habit) ? habit : words[word] = new Habit<bool>()).Add(isSmall, note, new TextSpan(tokens[0].Start, tokens[0].End));
                }
            }
        }

        // A word that mostly begins small does so by rule: ibid., vgl.
        return all - small < Fewest || all - small < Share * all ? []
            : words.Values.Where(habit => habit.CountOf(true) * 2 <= habit.Uses.Count || habit.Uses.Count == 1).SelectMany(habit => Departures(context, habit.Others(false),
                use => string.Create(CultureInfo.InvariantCulture, $"The note begins with a small letter, and {all - small} of {all} with a capital; begin it so."), use => Capital(context, use)));
    }

    private static SuggestedFix Capital(CheckContext context, HabitUse<bool> use) => Suggest(new TextSpan(use.Span.Start, use.Span.Start + 1), context.Text(use.Note)[use.Span.Start..(use.Span.Start + 1)].ToUpperInvariant());
}
