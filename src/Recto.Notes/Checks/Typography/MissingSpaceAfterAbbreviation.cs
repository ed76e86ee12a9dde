using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>
/// RN0128: a label set solid with its number (<c>Bd.1</c>, <c>S.12</c>, <c>vol.3</c>) where the article sets a blank. A label that the article mostly sets solid (<c>n.12</c> beside <c>p. 12</c>) has a way of its own; call numbers are left alone, and so is the S. of a bill of the Senate (S.1433).
/// </summary>
internal sealed class MissingSpaceAfterAbbreviation : Check
{
    private const int MostDigits = 5;
    private const int LongestLabel = 5;

    // A label that is spaced so often has that way, whatever the others have.
    private const int FewestSpaced = 2;

    private static readonly WordSet Labels = new("p pp s ss sp bd bde vol vols no nos nr nrn n nn fol fols f ff t tt tom tome h heft kap chap ch col cols art abb anm fig figs pl taf pt par pág págs pag pagg núm vv ll str č sv sz с стр т тт вып № кн ч");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0128", "missing-space-after-abbreviation", "A blank is missing between a label and its number", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        var labels = new Dictionary<string, (int Spaced, int Solid)>(StringComparer.OrdinalIgnoreCase);
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Untouchables? untouchables = null;
            for (var point = 1; point + 1 < text.Length; point++)
            {
                if (text[point] != '.' || Find(text, point) is not { } found || (text[found.Span.Start] is 'S' && text[found.Span.Start + 1] == '.' && context.Language(note) == "en") || (untouchables ??= Untouchables.Of(context, note)).Has(point) || untouchables.Has(found.Span.End - 1))
                {
                    continue;
                }

                habit.Add(found.IsSpaced, note, found.Span);
                var label = text[found.Span.Start..point];
                var (spaced, solid) = labels.GetValueOrDefault(label);
                labels[label] = found.IsSpaced ? (spaced + 1, solid) : (spaced, solid + 1);
            }
        }

        var isHabit = habit.TryFind(out var isSpaced) && isSpaced;
        return Departures(context, habit.Others(true).Where(use => labels[LabelOf(context, use)] is var (spaced, solid) && (spaced >= Math.Max(solid, FewestSpaced) || (isHabit && (spaced >= solid || solid == 1)))),
            use => $"A blank is missing in “{context.Printed(use)}”; elsewhere the article sets one between a label and its number.",
            use => Safe(new TextSpan(Point(context, use) + 1, Point(context, use) + 1), " "));
    }

    private static int Point(CheckContext context, HabitUse<bool> use) => context.Text(use.Note).IndexOf('.', use.Span.Start);

    private static string LabelOf(CheckContext context, HabitUse<bool> use) => context.Text(use.Note)[use.Span.Start..Point(context, use)];

    // From the label's first letter to the number's last digit.
    private static (TextSpan Span, bool IsSpaced)? Find(string text, int point)
    {
        var isSpaced = text[point + 1] is ' ' or '\u00a0';
        var number = isSpaced ? point + 2 : point + 1;
        var end = number;
        while (end < text.Length && end - number <= MostDigits && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        if (end == number || end - number > MostDigits || (end < text.Length && (char.IsLetter(text[end]) || text[end] is '/' or '_' || (text[end] is '.' or ':' && end + 1 < text.Length && char.IsLetterOrDigit(text[end + 1])))))
        {
            return null;
        }

        var start = point;
        while (start > 0 && point - start <= LongestLabel && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        var isLabel = start < point && (start == 0 || char.IsWhiteSpace(text[start - 1]) || text[start - 1] is '(' or '[' or ',' or ';' or '‘' or '“');
        return isLabel && Labels.Contains(text.AsSpan(start, point - start)) ? (new TextSpan(start, end), isSpaced) : null;
    }
}
