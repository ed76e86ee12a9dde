using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0514: the title of one work is in quotation marks at first and not later (or the other way), or in italics at first and not later where the source has typography;
/// or titles of articles and chapters are quoted, and one is not.
/// </summary>
internal sealed class TitleStyleChanges : Check
{
    private const int FewestOfKind = 8;
    private const double Share = 0.9;

    private static readonly WordSet Papers = new("letter letters extract telegram memorandum minutes report note statement speech lettre brief interview despatch dispatch");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0514", "title-style-changes", "A title is quoted or in italics here and not there", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<Set> all = [.. Titles(context)];
        return Later(context, all).Concat(Unquoted(context, all)).DistinctBy(finding => (finding.NoteIndex, finding.Span));
    }

    // What the first full mention does, later ones of the same work do.
    private IEnumerable<Diagnostic> Later(CheckContext context, List<Set> all)
    {
        foreach (var work in all.Where(title => title.Source is not null).GroupBy(title => title.Source, StringComparer.Ordinal))
        {
            if (work.FirstOrDefault(title => title.IsFull) is not { } first)
            {
                continue;
            }

            foreach (var later in work.Where(title => title != first && title.Note >= first.Note && first.Folded.StartsWith(title.Folded, StringComparison.Ordinal) && title.Folded.Contains(' ', StringComparison.Ordinal)))
            {
                if (later.Look is { } look && first.Look is { } its && look != its && (look is not Look.Plain || its is Look.Quoted || (context.Tokens(later.Note).HasItalics && context.Tokens(first.Note).HasItalics)))
                {
                    yield return At(later.Note, later.Span, $"The title is {Words(look)} here and {Words(its)} in note {context.Label(first.Note)}; set it in one way.");
                }
            }
        }
    }

    private IEnumerable<Diagnostic> Unquoted(CheckContext context, List<Set> all)
    {
        var articles = all.Where(title => title is { IsArticle: true, IsFull: true, Look: not null }).ToList();
        var quoted = articles.Count(title => title.Look == Look.Quoted);
        if (articles.Count < FewestOfKind || quoted < Share * articles.Count)
        {
            return [];
        }

        return articles.Where(title => title.Look == Look.Plain).Select(title => At(title.Note, title.Span, $"Titles of articles are in quotation marks in {quoted} of {articles.Count} places; this one is not."));
    }

    private static string Words(Look look) => look switch
    {
        Look.Quoted => "in quotation marks",
        Look.Italic => "in italics",
        _ => "set in no way apart",
    };

    private static IEnumerable<Set> Titles(CheckContext context)
    {
        foreach (var citation in Citation.All(context).Where(citation => citation.IsTypeset(context)))
        {
            var (note, reference, source) = citation;
            if (reference is { Title: { Text.Length: > 8 } title, Authors.Count: > 0, Form: ReferenceForm.Full or ReferenceForm.Short })
            {
                var isArticle = reference is { Kind: ReferenceKind.Article, Container: not null, Volume: not null } && !NameWords.Of(title.Text, 4).Exists(word => Papers.Contains(word.Printed));
                yield return new Set(note, title.Span, string.Join(' ', NameWords.Of(title.Text).Select(word => EditDistance.Fold(word.Printed))), reference.Form == ReferenceForm.Full, isArticle, source, LookOf(context.Tokens(note), title.Span) is var look && look == Look.Plain && IsTagged(context, note, title.Span) ? null : look);
            }
        }
    }

    // A title that the source tags is set by the printer.
    private static bool IsTagged(CheckContext context, int note, TextSpan title)
    {
        // Tagged stretches are in order and apart.
        var tagged = context.Apparatus.Notes[note].Note.Citations;
        var (low, high) = (0, tagged.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = tagged[middle].Span.End <= title.Start ? (middle + 1, high) : (low, middle);
        }

        return low < tagged.Count && tagged[low].Span.Overlaps(title);
    }

    // Null where only a part is set apart, or marks stand inside: then the end of the title may be misread.
    private static Look? LookOf(NoteTokens tokens, TextSpan title)
    {
        var (from, to) = (tokens.IndexFrom(title.Start), tokens.IndexFrom(title.End));
        var (words, italic, quoted) = (0, 0, 0);
        for (var i = from; i < to; i++)
        {
            if (tokens[i].Kind is TokenKind.Word or TokenKind.Number)
            {
                words++;
                italic += tokens.IsItalic(i) ? 1 : 0;
                quoted += tokens.QuotationAt(i) >= 0 ? 1 : 0;
            }
        }

        if (words == 0)
        {
            return null;
        }

        var isOpened = from > 0 && tokens[from - 1].Kind == TokenKind.Quote;
        var isClosed = to < tokens.Count && (tokens[to].Kind == TokenKind.Quote || (to + 1 < tokens.Count && tokens[to + 1].Kind == TokenKind.Quote && tokens[to].Kind == TokenKind.Mark));
        return (quoted == words || quoted == 0) && isOpened && isClosed ? Look.Quoted : quoted > 0 || isOpened || isClosed ? null : italic == words ? Look.Italic : italic == 0 ? Look.Plain : null;
    }

    private enum Look
    {
        Quoted = 1,
        Italic,
        Plain,
    }

    private sealed record Set(int Note, TextSpan Span, string Folded, bool IsFull, bool IsArticle, string? Source, Look? Look);
}
