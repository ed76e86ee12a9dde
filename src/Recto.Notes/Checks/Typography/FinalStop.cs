using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0122: a note without a full stop where the article's notes end with one, or the reverse. After ? ! … and an address either is right; so is the stop of an abbreviation and of a sentence.</summary>
internal sealed class FinalStop : Check
{
    private const int LongestAbbreviation = 6;

    // Where so many of so many notes end with a stop the others lack it, though it is no habit that mends them one by one.
    private const int FewestOfMany = 20;
    private const double ShareOfMany = 0.6;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0122", "final-stop", "A note ends otherwise than the others", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var lost = LostPunctuation.Of(context);
        var habit = new Habit<bool>();
        // What a source that leaves punctuation to the printer lacks shows no habit, but is lacking all the same; it is said once.
        var lacking = new List<HabitUse<bool>>();
        var (ended, all) = (0, 0);
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            if (text.Length > 0 && EndsWithStop(text) is { } stop && !Untouchables.Of(text).Has(LastLetter(text)))
            {
                all++;
                ended += stop ? 1 : 0;
                var last = new TextSpan(text.Length - 1, text.Length);
                if (!lost.IsAt(note, text.Length - 1))
                {
                    habit.Add(stop, note, last);
                }
                else if (!stop)
                {
                    lacking.Add(new HabitUse<bool>(stop, note, last));
                }
            }
        }

        if ((context.Style.EndsWithStop ?? (habit.TryFind(out var mostly) ? mostly : null)) is not { } way)
        {
            var stops = habit.CountOf(true);
            return habit.Uses.Count >= FewestOfMany && stops >= ShareOfMany * habit.Uses.Count
                ? Departures(context, habit.Others(true), use => string.Create(CultureInfo.InvariantCulture, $"Note {context.Label(use.Note)} does not end with a full stop; {stops} of the article’s {habit.Uses.Count} notes do."))
                : [];
        }

        var reason = context.Style.EndsWithStop is null ? $"the article’s others {(way ? "do" : "do not")}" : $"{context.Style.Title} {(way ? "asks for it" : "sets none")}";
        return Departures(context, habit.Others(way).Where(use => way || MayLoseStop(context, use.Note)), Message, use => way ? Added(context.Text(use.Note)) : Safe(use.Span, ""))
            .Concat(way && ended >= ShareOfMany * all ? Departures(context, lacking, Message) : []);

        string Message(HabitUse<bool> use) => $"Note {context.Label(use.Note)} {(way ? "does not end" : "ends")} with a full stop; {reason}.";
    }

    // Null where the last mark allows neither.
    private static bool? EndsWithStop(string text)
    {
        var last = text.Length - 1;
        while (last > 0 && text[last] is '”' or '’' or '»' or '"' or '\'' or ')' or ']' or '“' or '‘' or '«')
        {
            last--;
        }

        return text[last] switch
        {
            '.' or '。' or '।' or '۔' or '።' => true,
            '?' or '!' or '…' or '؟' or '-' or '–' or '—' or '/' or '>' or '}' or '|' or '¿' or '¡' => null,
            var c when char.IsLetterOrDigit(c) => true == char.IsSurrogate(c) ? null : false,
            ',' or ';' or ':' or '°' or '´' or '′' or 'ʹ' or '%' => false,
            _ => null,
        };
    }

    private static int LastLetter(string text)
    {
        var last = text.Length - 1;
        while (last > 0 && !char.IsLetterOrDigit(text[last]) && text[last] is not '/')
        {
            last--;
        }

        return last;
    }

    private static SuggestedFix Added(string text)
    {
        var end = text.Length;
        return text[^1] switch
        {
            ',' or ';' or ':' => Suggest(new TextSpan(end - 1, end), "."),
            // Inside or outside the mark: that is a choice of its own.
            '”' or '’' or '"' or '\'' or '“' or '‘' => Suggest(new TextSpan(end, end), "."),
            _ => Safe(new TextSpan(end, end), "."),
        };
    }

    // Behind a number, a bracket, or a word too long for an abbreviation; and only where the note says nothing in sentences.
    private static bool MayLoseStop(CheckContext context, int note)
    {
        var text = context.Text(note);
        if (text[^1] != '.' || text.Length < 2 || context.Apparatus.Notes[note].Commentary.Count > 0 || context.References(note).Count == 0 || text.AsSpan(0, text.Length - 1).Contains(". ", StringComparison.Ordinal))
        {
            return false;
        }

        if (char.IsAsciiDigit(text[^2]) || text[^2] is ')')
        {
            return true;
        }

        var start = text.Length - 1;
        while (start > 0 && char.IsLetter(text[start - 1]))
        {
            start--;
        }

        return text.Length - 1 - start > LongestAbbreviation;
    }
}
