using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.References.Published;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.BackReferences;

/// <summary>RN0413: "Ibid., 45" under a house style that shortens instead (Chicago 18, 13.37). What is put for it is made of author and title of the work that it repeats.</summary>
internal sealed class IbidDiscouraged : Check
{
    // A row of Ibid. is short; the bound keeps checking linear.
    private const int LongestRow = 64;
    private const int LongestTitle = 80;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0413", "ibid-discouraged", "The house style shortens where “Ibid.” stands", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        if (context.Style.AllowsIbid != false)
        {
            return [];
        }

        var uses = new List<HabitUse<string>>();
        var mended = new Dictionary<(int, TextSpan), SuggestedFix?>();
        var shortTitles = ShortTitles(context);
        for (var index = 0; index < context.Count; index++)
        {
            foreach (var resolved in context.References(index))
            {
                if (resolved.Reference is BackReference { Form: ReferenceForm.Ibid } ibid && !ibid.Word.Text.StartsWith("id", StringComparison.OrdinalIgnoreCase))
                {
                    uses.Add(new HabitUse<string>(ibid.Word.Text, index, ibid.Word.Span));
                    mended[(index, ibid.Word.Span)] = Repeated(context, index, resolved) is var (note, work) ? Written(context, index, ibid, note, work, shortTitles.GetValueOrDefault(resolved.SourceId!)) : null;
                }
            }
        }

        return Departures(context, uses, use => $"“{use.Way}” is discouraged by the house style ({context.Style.Title}); repeat the source by a short form.", use => mended[(use.Note, use.Span)]);
    }

    // The titles by which the article itself shortens its works.
    private static Dictionary<string, string> ShortTitles(CheckContext context)
    {
        var titles = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var index = 0; index < context.Count; index++)
        {
            foreach (var resolved in context.References(index))
            {
                if (resolved is { SourceId: { } source, Reference: PublishedReference { Title.Text: { } title } reference } && ShortForm.IsBare(context, index, reference))
                {
                    titles.TryAdd(source, title);
                }
            }
        }

        return titles;
    }

    // The work that a row of Ibid. repeats; null where it is none, or was not found for certain.
    private static (int Note, PublishedReference Work)? Repeated(CheckContext context, int index, ResolvedReference resolved)
    {
        for (var k = 0; k < LongestRow && resolved is { SourceId: not null, RefersTo: { NoteIndex: { } note, Reference: { } at } }; k++)
        {
            index = note;
            resolved = context.References(note)[at];
            if (resolved.Reference is PublishedReference work)
            {
                return Certainty.HasPlainAuthor(work) && Certainty.IsOne(context.Text(index), work) && work.Title is { Text: var title } && !title.Contains('“', StringComparison.Ordinal) ? (index, work) : null;
            }
        }

        return null;
    }

    private static SuggestedFix? Written(CheckContext context, int index, BackReference ibid, int note, PublishedReference work, string? shortTitle)
    {
        var title = shortTitle ?? Main(work.Title!.Text);
        // "October 14" of a letter is no title.
        if (title.Length > LongestTitle || Vocabulary.Months.Contains(title.AsSpan(0, title.IndexOf(' ') is > 0 and var blank ? blank : title.Length)))
        {
            return null;
        }

        var isQuoted = work.Title!.Span.Start > 0 && context.Text(note)[work.Title.Span.Start - 1] is '“' or '‘' or '"';
        var text = context.Text(index);
        var end = ibid.Word.Span.End;
        var hasStop = end < text.Length && text[end] == '.';
        var next = hasStop ? end + 1 : end;
        var hasComma = next < text.Length && text[next] == ',';
        var names = string.Join(" and ", work.Authors.Take(2).Select(author => author.Family)) + (work.Authors.Count > 2 ? " et al." : "");
        var head = names + ", ";
        if (!isQuoted)
        {
            return Suggest(new TextSpan(ibid.Word.Span.Start, hasComma ? next : end), head + title);
        }

        // American quotation marks close behind the comma or the stop.
        return hasComma ? Suggest(new TextSpan(ibid.Word.Span.Start, next + 1), $"{head}“{title},”")
            : Suggest(new TextSpan(ibid.Word.Span.Start, next), hasStop ? $"{head}“{title}.”" : $"{head}“{title}”");
    }

    private static string Main(string title)
    {
        var end = title.IndexOfAny([':', '?', '!']);
        var stop = title.IndexOf(". ", StringComparison.Ordinal);
        end = end < 0 || (stop > 8 && stop < end) ? stop > 8 ? stop : end : end;
        return end > 0 ? title[..(title[end] is '?' or '!' ? end + 1 : end)].TrimEnd() : title;
    }
}
