using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0508: the second number of a page range is printed in full here and shortened there (123–125, 123–25, 123–5). Only ranges that the ways print differently count.</summary>
internal sealed class RangeLengthChanges : Check
{
    private const int FewestInDoubt = 8;
    private const int FewestOfEach = 3;
    private const int LongestNumber = 5;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0508", "range-length-changes", "The second number of a range is printed in full here and shortened there", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var ranges = Ranges(context).ToList();
        if (context.Style.Ranges is { } wanted)
        {
            return Departures(context, ranges.Where(range => range.As(wanted) != range.Printed).Select(range => range.Use),
                use => $"{context.Printed(use)} is {use.Way.First}{use.Way.Mark}{use.Way.As(wanted)} in {context.Style.Title}.", use => Safe(use.Way.Second, use.Way.As(wanted)));
        }

        if (ranges.Count < Habit<RangeLength>.Fewest)
        {
            return [];
        }

        // A range may agree with several ways (123–25 is Chicago and two digits); the way that most agree with is the habit.
        var counts = PageRangeLength.All.Select(way => (Way: way, Count: ranges.Count(range => range.As(way) == range.Printed))).ToList();
        var most = counts.Max(way => way.Count);
        if (most < Habit<RangeLength>.Fewest || most < Habit<RangeLength>.Share * ranges.Count)
        {
            return Doubt(ranges);
        }

        var usual = counts.Where(way => way.Count == most).Select(way => way.Way).ToList();
        return Departures(context, ranges.Where(range => usual.TrueForAll(way => range.As(way) != range.Printed)).Select(range => range.Use),
            use => string.Create(CultureInfo.InvariantCulture, $"{context.Printed(use)} is {use.Way.First}{use.Way.Mark}{use.Way.As(usual[0])} by the habit of these notes ({most} of {ranges.Count} ranges); use one way."),
            use => Safe(use.Way.Second, use.Way.As(usual[0])));
    }

    private IEnumerable<Diagnostic> Doubt(List<Range> ranges)
    {
        List<Range> whole = [.. ranges.Where(range => range.Printed == range.Whole)];
        List<Range> cut = [.. ranges.Where(range => range.Printed != range.Whole)];
        if (ranges.Count >= FewestInDoubt && Math.Min(whole.Count, cut.Count) >= FewestOfEach)
        {
            var rarer = whole.Count < cut.Count ? whole[0] : cut[0];
            yield return At(rarer.Note, rarer.Span, string.Create(CultureInfo.InvariantCulture, $"The second number of a range is printed in full in {whole.Count} places and shortened in {cut.Count}; choose one."));
        }
    }

    // Ranges of three figures and more whose ways differ: 123–125, 123–25; not 98–104, not 12–15.
    private static IEnumerable<Range> Ranges(CheckContext context)
    {
        foreach (var (note, pages) in Pages(context))
        {
            var text = context.Text(note);
            var at = pages.Span.Start;
            while (at < pages.Span.End)
            {
                if (!char.IsAsciiDigit(text[at]))
                {
                    at++;
                    continue;
                }

                var (first, second) = (at, Figures(text, at, pages.Span.End));
                at = second;
                if (second >= pages.Span.End || text[second] is not ('–' or '-' or '‑' or '‐') || (first > 0 && (char.IsLetterOrDigit(text[first - 1]) || text[first - 1] is '–' or '-')))
                {
                    continue;
                }

                var end = Figures(text, second + 1, pages.Span.End);
                at = Math.Max(end, at);
                if (Of(note, text, first, second, end) is { } range)
                {
                    yield return range;
                }
            }
        }
    }

    // Pages of published works, also behind an Ibid.
    private static IEnumerable<(int Note, Field Pages)> Pages(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var resolved in context.References(note))
            {
                if (resolved.Reference is { Pages: { } pages } and (PublishedReference or BackReference) && resolved.Kind is not (ReferenceKind.Legal or ReferenceKind.Web or ReferenceKind.Archival))
                {
                    yield return (note, pages);
                }
            }
        }
    }

    private static Range? Of(int note, string text, int first, int mark, int end)
    {
        var (left, right) = (text[first..mark], text[(mark + 1)..end]);
        if (left.Length is < 3 or > LongestNumber || right.Length == 0 || right.Length > left.Length || left[0] == '0'
            || (end < text.Length && (char.IsLetterOrDigit(text[end]) || text[end] is '–' or '-' or '/')) || IsPartOfPlace(text, first, end) || PageRangeLength.Whole(left, right) is not { } whole
            || PageRangeLength.All.All(way => PageRangeLength.Printed(way, left, whole) == whole))
        {
            return null;
        }

        return new Range(note, new TextSpan(first, end), left, text[mark], right, whole, new TextSpan(mark + 1, end));
    }

    // App. civ. 3,50,202–66,271: book and chapter of a classical author, which commas bind.
    private static bool IsPartOfPlace(string text, int first, int end) =>
        (first > 1 && text[first - 1] is ',' or '.' or ':' && char.IsAsciiDigit(text[first - 2])) || (end + 1 < text.Length && text[end] is ',' or '.' && char.IsAsciiDigit(text[end + 1]));

    private static int Figures(string text, int from, int to)
    {
        while (from < to && char.IsAsciiDigit(text[from]))
        {
            from++;
        }

        return from;
    }

    private sealed record Range(int Note, TextSpan Span, string First, char Mark, string Printed, string Whole, TextSpan Second)
    {
        public HabitUse<Range> Use => new(this, Note, Span);

        public string As(RangeLength way) => PageRangeLength.Printed(way, First, Whole);
    }
}
