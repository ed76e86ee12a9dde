using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Structure;

/// <summary>RN0203: a day that the calendar does not have: 31 June, 29 February 1935, month 13. Either calendar counts.</summary>
internal sealed class ImpossibleDate : Check
{
    private static readonly CultureInfo English = CultureInfo.InvariantCulture;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0203", "impossible-date", "A date that the calendar does not have", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var text = context.Text(note);
            Addresses? addresses = null;
            List<TextSpan>? calls = null;
            foreach (var date in DateFinder.Find(context.Tokens(note), addresses ??= Addresses.Of(text), context.Language(note) is not ("en" or "fr" or "it" or "es" or "pt" or "ru")))
            {
                if (date.Month is >= 1 and <= 12 && date.Day >= 1 && date.Day <= Months.Days(date.Month, date.Year))
                {
                    continue;
                }

                calls ??= [.. context.References(note).Select(resolved => resolved.Reference).OfType<ArchivalReference>().SelectMany(reference => reference.Path).Select(level => level.Span)];
                if (!calls.Exists(call => call.Overlaps(date.Span)))
                {
                    yield return At(note, date.Span, Message(date, text[date.Span.Start..date.Span.End]));
                }
            }
        }
    }

    private static string Message(PrintedDate date, string printed)
    {
        if (date.Month > 12)
        {
            return string.Create(English, $"“{printed}” names month {date.Month}, and there are twelve. Look the date up.");
        }

        var month = English.DateTimeFormat.GetMonthName(date.Month);
        var days = Months.Days(date.Month, date.Year);
        return date.Month == 2 && date.Day == 29
            ? string.Create(English, $"There was no “{printed}”: February {date.Year} had 28 days. Look the date up.")
            : string.Create(English, $"There is no “{printed}”: {month} has {(date.Month == 2 ? "28 or 29" : days)} days. Look the date up.");
    }
}
