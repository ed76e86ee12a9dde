using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0124: <c>E.A. Rees</c> among <c>E. A. Rees</c>, or the reverse. Looked for in the given names of references, so that U.S. and e.V. are none; one finding to a name.</summary>
internal sealed class SpacedInitials : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0124", "spaced-initials", "Initials are spaced otherwise than the others", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<PublishedReference>())
            {
                foreach (var person in reference.Authors.Concat(reference.Editors).Concat(reference.Translators))
                {
                    if (Initials(context.Text(note), person) is { } span && IsSpaced(context.Text(note), span) is { } spaced)
                    {
                        habit.Add(spaced, note, span);
                    }
                }
            }
        }

        if ((context.Style.SpacedInitials ?? (habit.TryFind(out var mostly) ? mostly : null)) is not { } way)
        {
            return [];
        }

        var reason = context.Style.SpacedInitials is null ? "the article’s others" : context.Style.Title;
        return Departures(context, habit.Others(way), use => $"The initials “{context.Printed(use)}” stand {(way ? "without" : "with")} a blank between them; {reason} {(context.Style.SpacedInitials is null ? "have" : "has")} {(way ? "one" : "none")}.",
            use => Mend(context.Text(use.Note), use.Span, way));
    }

    // The given names, where they are initials with points and nothing else.
    private static TextSpan? Initials(string text, PersonName person)
    {
        if (person.Given is not { } given)
        {
            return null;
        }

        var at = text.AsSpan(person.Span.Start, person.Span.Length).IndexOf(given, StringComparison.Ordinal);
        var count = given.Count(c => c == '.');
        if (at < 0 || count is < 2 or > 5)
        {
            return null;
        }

        for (var i = 0; i < given.Length; i++)
        {
            var isRight = given[i] switch
            {
                '.' => i > 0 && char.IsUpper(given[i - 1]),
                ' ' or '\u00a0' => i > 0 && given[i - 1] == '.',
                '-' or '‐' or '–' => i > 0 && given[i - 1] == '.',
                var c => char.IsUpper(c) && (i == 0 || !char.IsLetter(given[i - 1])),
            };
            if (!isRight)
            {
                return null;
            }
        }

        var start = person.Span.Start + at;
        var end = start + given.Length;
        return given[^1] == '.' ? new TextSpan(start, end) : end < text.Length && text[end] == '.' ? new TextSpan(start, end + 1) : null;
    }

    // Null where no two initials meet (J.-P.) or the name itself has both.
    private static bool? IsSpaced(string text, TextSpan span)
    {
        bool? spaced = null;
        for (var i = span.Start; i + 1 < span.End; i++)
        {
            if (text[i] != '.' || text[i + 1] is '-' or '‐' or '–')
            {
                continue;
            }

            var own = !char.IsLetter(text[i + 1]);
            if (spaced is { } before && before != own)
            {
                return null;
            }

            spaced = own;
        }

        return spaced;
    }

    private static SuggestedFix Mend(string text, TextSpan span, bool spaced)
    {
        var edits = new List<TextEdit>();
        for (var i = span.Start; i + 1 < span.End; i++)
        {
            if (text[i] == '.' && text[i + 1] is not ('-' or '‐' or '–'))
            {
                edits.Add(new TextEdit(new TextSpan(i + 1, spaced ? i + 1 : i + 2), spaced ? " " : ""));
            }
        }

        return new SuggestedFix(FixSureness.Safe, edits);
    }
}
