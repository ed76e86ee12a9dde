using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0511: what stands before the book of a chapter or before a journal changes: in, In, in:, In:, or nothing but a comma. Compared within the language of the notes; chapters and articles apart.</summary>
internal sealed class InStyleChanges : HabitCheck
{
    private const string Bare = "without “in”";

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0511", "in-style-changes", "What stands before the book of a chapter, or before a journal, changes", Severity.Advice);

    // "In" is missing where it has been written at least so many times, and at least so many times as often as not.
    private const int FewestWithIn = 4;
    private const int TimesAsOften = 2;

    public override IEnumerable<Diagnostic> Run(CheckContext context) => base.Run(context).Concat(Missing(context)).DistinctBy(finding => (finding.NoteIndex, finding.Span));

    // Whatever the language of the notes: chapters in one article have "in" before their book, or have not.
    private IEnumerable<Diagnostic> Missing(CheckContext context)
    {
        var chapters = Choices(context).Where(choice => choice.Scope.StartsWith("Chapter", StringComparison.Ordinal)).ToList();
        var bare = chapters.Where(choice => choice.Way == Bare).ToList();
        var count = chapters.Count - bare.Count;
        return bare.Count == 0 || count < FewestWithIn || count < TimesAsOften * bare.Count ? []
            : bare.Select(choice => At(choice.Note, choice.Span, string.Create(CultureInfo.InvariantCulture, $"The book around this chapter stands without “in”, which it has in {count} of {chapters.Count} places; add it.")));
    }

    private protected override string Subject(string scope) => scope.StartsWith("Chapter", StringComparison.Ordinal) ? "The book around a chapter" : "The journal around an article";

    private protected override string Verb(string scope) => "stands";

    private protected override SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual)
    {
        if (use.Way == Bare || usual == Bare)
        {
            return null;
        }

        // The capital belongs to the full stop before it: "Title." In …
        var word = usual["after “".Length..^1];
        var old = use.Way["after “".Length..^1];
        return char.IsUpper(word[0]) == char.IsUpper(old[0]) ? Safe(use.Span, word) : null;
    }

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        var languages = new NoteLanguages(context);
        foreach (var citation in Citation.Full(context).Where(citation => citation.IsTypeset(context)))
        {
            var (note, reference, _) = citation;
            if (reference is not { Kind: ReferenceKind.Chapter or ReferenceKind.Article, Title.Span: var title, Container.Span: var container } || title.End > container.Start || !char.IsUpper(context.Text(note)[container.Start]))
            {
                continue;
            }

            var text = context.Text(note);
            var end = reference.Editors.Select(editor => editor.Span.Start).Where(start => start > title.End).Append(container.Start).Min();
            var gap = text[title.End..end];
            var at = IndexOfIn(gap);
            var scope = $"{reference.Kind} {languages[note]}";
            if (at is { } start && (reference.Kind == ReferenceKind.Chapter || reference.Volume is not null))
            {
                var colon = start + 2 < gap.Length && gap[start + 2] == ':';
                var word = gap.Substring(start, colon ? 3 : 2);
                yield return new Choice(scope, $"after “{word}”", note, new TextSpan(title.End + start, title.End + start + word.Length));
            }
            else if (IsWhole(reference) && gap.Contains(',', StringComparison.Ordinal) && gap.All(c => !char.IsLetterOrDigit(c) && c is not ('/' or '[' or '(')) && gap.Contains(' ', StringComparison.Ordinal))
            {
                yield return new Choice(scope, Bare, note, new TextSpan(end, container.End));
            }
        }
    }

    // Enough of a reference to be sure that nothing stands where "in" might: a volume with its editors and place, a journal with its volume.
    private static bool IsWhole(PublishedReference reference) =>
        reference.Authors.Count > 0 && (reference.Kind == ReferenceKind.Chapter ? reference.Editors.Count > 0 && (reference.Place ?? reference.Publisher) is not null : reference.Volume is not null && reference.Editors.Count == 0);

    // The word alone between marks: ’, in Xx; null where there is none, or other words.
    private static int? IndexOfIn(string gap)
    {
        int? found = null;
        for (var i = 0; i < gap.Length; i++)
        {
            if (!char.IsLetterOrDigit(gap[i]))
            {
                continue;
            }

            if (found is not null || i + 1 >= gap.Length || gap[i] is not ('i' or 'I') || gap[i + 1] != 'n' || (i + 2 < gap.Length && char.IsLetterOrDigit(gap[i + 2])))
            {
                return null;
            }

            found = i++;
        }

        return found;
    }
}
