using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0507: place, publisher and year are set in one way here and in another there: with and without brackets, a colon or a comma between place and publisher, a comma or none before the year; or the publisher is left out.
/// Only imprints that print all three, and nothing between them but the marks, are compared; Cyrillic ones among themselves.
/// </summary>
internal sealed class ImprintStyleChanges : HabitCheck
{
    // A series or an edition before the place is no longer.
    private const int Near = 200;
    private const int LongestPlace = 40;
    private const int LongestPublisher = 80;
    private const string Brackets = "the brackets of an imprint";
    private const string AfterPlace = "the mark behind the place";
    private const string NamesPublisher = "the publisher";
    private const int FirstYear = 1900;
    private const string BeforeYear = "the mark before the year";

    private static readonly WordSet Months = new("January February March April May June July August September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Januar Februar März Mai Juni Juli Oktober Dezember");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0507", "imprint-style-changes", "Place, publisher and year are set in two ways", Severity.Advice);

    private protected override string Subject(string scope) => scope.Split('|')[0] switch
    {
        Brackets => "The imprint",
        AfterPlace => "The mark between place and publisher",
        NamesPublisher => "The publisher",
        _ => "The mark between publisher and year",
    };

    private protected override string? Wanted(HouseStyle style, string scope) => scope.Split('|')[0] switch
    {
        Brackets => style.ImprintInBrackets is { } brackets ? brackets ? "in brackets" : "without brackets" : null,
        AfterPlace => style.ImprintInBrackets is null ? null : "a colon",
        NamesPublisher => null,
        _ => style.ImprintInBrackets is null ? null : "a comma",
    };

    private protected override SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual) => scope.StartsWith(Brackets, StringComparison.Ordinal) || scope.StartsWith(NamesPublisher, StringComparison.Ordinal) ? null
        : Suggest(use.Span, usual switch { "a colon" => ": ", "a comma" => ", ", _ => " " });

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            if (reference is { Kind: ReferenceKind.Book, Publisher: null, Place.Span: var town, Year.Span: var alone, Authors.Count: > 0 } && IsTownAndYear(context.Text(note), town, alone))
            {
                yield return new Choice($"{NamesPublisher}|{Lookalikes.ScriptOf(reference.Place.Text)}", "left out", note, new TextSpan(town.Start - 1, alone.End + 1));
            }

            if (reference is not { Kind: ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.EditedSource, Place.Span: var place, Publisher.Span: var publisher, Year.Span: var year }
                || place.End > publisher.Start || publisher.End > year.Start || !IsPlain(context.Text(note), place, publisher, year))
            {
                continue;
            }

            var text = context.Text(note);
            if (Mark(text, place.End, publisher.Start) is not ("a colon" or "a comma") || Mark(text, publisher.End, year.Start) is not ("a comma" or "missing"))
            {
                continue;
            }

            var script = Lookalikes.ScriptOf(text[place.Start..publisher.End]);
            var bracketed = IsBracketed(text, place.Start, year.End);
            if (bracketed == false && (reference.Title is null || reference.Authors.Count + reference.Editors.Count == 0))
            {
                continue;
            }

            if (bracketed == true && reference.Kind == ReferenceKind.Book)
            {
                yield return new Choice($"{NamesPublisher}|{script}", "named", note, publisher);
            }

            if (bracketed is not null)
            {
                yield return new Choice($"{Brackets}|{script}", bracketed.Value ? "in brackets" : "without brackets", note, new TextSpan(place.Start - (bracketed.Value ? 1 : 0), year.End + (bracketed.Value ? 1 : 0)));
            }

            yield return new Choice($"{AfterPlace}|{script}", Mark(text, place.End, publisher.Start), note, new TextSpan(place.End, publisher.Start));
            yield return new Choice($"{BeforeYear}|{script}", Mark(text, publisher.End, year.Start), note, new TextSpan(publisher.End, year.Start));
        }
    }

    // "(London, 1998)"; older books may well do without their publisher.
    private static bool IsTownAndYear(string text, TextSpan place, TextSpan year) =>
        place.Start > 0 && text[place.Start - 1] == '(' && year.End < text.Length && text[year.End] == ')' && place.End < year.Start && text[place.End..year.Start].Trim() is "," or "" && year.Length == 4
        && int.TryParse(text.AsSpan(year.Start, year.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number >= FirstYear && IsName(text[place.Start..place.End], LongestPlace);

    // "Franklin, and Brooks, April 23, 1965" is no imprint: both names begin with a capital, hold no figures and are short, and the year is one.
    private static bool IsPlain(string text, TextSpan place, TextSpan publisher, TextSpan year) =>
        year.Length == 4 && char.IsAsciiDigit(text[year.Start]) && IsName(text[place.Start..place.End], LongestPlace) && IsName(text[publisher.Start..publisher.End], LongestPublisher);

    private static bool IsName(string name, int longest) =>
        name.Length <= longest && char.IsUpper(name[0]) && !name.Any(c => char.IsAsciiDigit(c) || c is '[' or ']' or ';' or '(' or ')' or '“' or '”') && name is not ("No" or "No.") && !HoldsMonth(name);

    private static bool HoldsMonth(string name) => name.Split([' ', ',', '.'], StringSplitOptions.RemoveEmptyEntries).Any(word => Months.Contains(word));

    private static string Mark(string text, int from, int to) => text[from..to].Trim() switch { ":" => "a colon", "," => "a comma", "" when to > from => "missing", _ => "another" };

    // Null where other things stand in the bracket before or behind: a series, an edition.
    private static bool? IsBracketed(string text, int start, int end)
    {
        var opens = start > 0 && text[start - 1] == '(';
        var closes = end < text.Length && text[end] == ')';
        return opens == closes ? opens ? true : IsOpen(text, start) ? null : false : null;
    }

    private static bool IsOpen(string text, int start)
    {
        var near = text.AsSpan(Math.Max(0, start - Near), start - Math.Max(0, start - Near));
        return near.LastIndexOf('(') > near.LastIndexOf(')');
    }
}
