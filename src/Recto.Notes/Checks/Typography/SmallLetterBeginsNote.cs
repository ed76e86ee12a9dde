using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0129: a note that begins with a small letter where the article’s notes begin with a capital: <c>see note 28 above</c>. Names (<c>von Muster</c>, <c>al-Mithal</c>), labels (<c>p. 12</c>), addresses, and words in italics may begin small;
/// so may a word that begins several notes and never with a capital.
/// </summary>
internal sealed class SmallLetterBeginsNote : Check
{
    // So many notes with one small word are a way of their own.
    private const int MostOfOneWord = 2;

    private static readonly WordSet MayBeSmall = new(
        "de del della delle dello di da das do dos du des d l la le les el lo van von vom vander ver der den dem ter ten te thor zu zum zur auf af av al ibn bin bint abu ben st saint y e i a o u and und et "
        + "p pp f ff fol fols l ll op ca c s ss n nn v vv vol vols no nos nr bd h t t ch art doc docs ms mss inv ed eds ibidem");

    private static readonly WordSet Openers = new("see cf for on in the this that these those here there they we it its but however also as although ibid compare quoted cited according vgl siehe dazu zur zum hierzu ebd so auch zit voir sur pour selon cité см там цит ср об о vedi véase");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0129", "small-letter-begins-note", "A note begins with a small letter, the others with a capital", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        var words = new Dictionary<string, (int Small, int Capital)>(StringComparer.OrdinalIgnoreCase);
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            if (text.Length < 2 || !char.IsLetter(text[0]) || char.IsUpper(text[0]) == char.IsLower(text[0]))
            {
                continue;
            }

            var first = FirstWord(text);
            var (small, capital) = words.GetValueOrDefault(first);
            var isCapital = char.IsUpper(text[0]);
            words[first] = isCapital ? (small, capital + 1) : (small + 1, capital);
            habit.Add(isCapital, note, new TextSpan(0, first.Length));
        }

        return habit.TryFind(out var mostly) && mostly
            ? Departures(context, habit.Others(true).Where(use => IsSlip(context, use, words[FirstWord(context.Text(use.Note))])),
                use => $"Note {context.Label(use.Note)} begins with a small letter (“{context.Text(use.Note)[..use.Span.End]}”); the article’s others begin with a capital.",
                use => new TextSpan(0, 1) is var letter && words[FirstWord(context.Text(use.Note))].Capital > 0 ? Safe(letter, Capital(context, use)) : Suggest(letter, Capital(context, use)))
            : [];
    }

    private static bool IsSlip(CheckContext context, HabitUse<bool> use, (int Small, int Capital) word)
    {
        var (text, end) = (context.Text(use.Note), use.Span.End);
        if ((end < 2 && word.Capital == 0) || MayBeSmall.Contains(text.AsSpan(0, end)) || (end < text.Length && text[end] is '-' or '’' or '\'' or 'ʹ' or 'ʼ' or '‘' or ':' or '/' or '_' or '@' || (end < text.Length && char.IsDigit(text[end]))))
        {
            return false;
        }

        return !context.Tokens(use.Note).IsItalic(0) && !Untouchables.Of(text).Has(0) && (word.Capital > 0 || (word.Small <= MostOfOneWord && Openers.Contains(text.AsSpan(0, end))));
    }

    private static string Capital(CheckContext context, HabitUse<bool> use) => char.ToUpperInvariant(context.Text(use.Note)[0]).ToString();

    private static string FirstWord(string text)
    {
        var end = 1;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        return text[..end];
    }
}
