using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0517: one author by initials here and by the full given name there, both in full references. Said once for each author, at the form that the article uses less.</summary>
internal sealed class GivenNamesChange : Check
{
    private const int MostCompared = 64;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0517", "given-names-change", "One author is named by initials here and by the full given name there", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<Called> all = [.. Names(context)];
        var isFullUsual = all.Count(name => !name.IsInitials) >= all.Count(name => name.IsInitials);
        foreach (var family in all.GroupBy(name => name.Family, StringComparer.Ordinal))
        {
            var forms = family.DistinctBy(name => name.Given, StringComparer.Ordinal).Take(MostCompared).ToList();
            var said = false;
            foreach (var initials in forms.Where(form => form.IsInitials))
            {
                var wholes = forms.Where(form => !form.IsInitials && AreOne(initials, form)).ToList();

                // James and John may both be J.: then nobody can tell.
                if (!said && wholes.Count > 0 && wholes.DistinctBy(form => form.Parts[0], StringComparer.OrdinalIgnoreCase).Count() == 1)
                {
                    var (rare, usual) = isFullUsual ? (initials, wholes[0]) : (wholes[0], initials);
                    said = true;
                    yield return At(rare.Note, rare.Span, $"{rare.Printed} is {usual.Printed} in note {context.Label(usual.Note)}; if they are one person, give the name in one form.");
                }
            }
        }
    }

    private static bool AreOne(Called initials, Called whole)
    {
        for (var i = 0; i < Math.Min(initials.Parts.Count, whole.Parts.Count); i++)
        {
            if (char.ToUpperInvariant(initials.Parts[i][0]) != char.ToUpperInvariant(whole.Parts[i][0]))
            {
                return false;
            }
        }

        return initials.Parts.Count <= whole.Parts.Count || whole.Parts.Count == 1;
    }

    private static IEnumerable<Called> Names(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            foreach (var person in reference.Authors)
            {
                var text = context.Printed(note, person.Span);
                if (person.Given is not { Length: > 0 } given || text.IndexOfAny(['(', '[', ':', ';']) >= 0 || !char.IsUpper(given[0]) || person.Family.Length < 3 || !char.IsLetter(person.Family[^1]) || (!text.EndsWith(person.Family, StringComparison.Ordinal) && !text.EndsWith(given, StringComparison.Ordinal) && !text.EndsWith(given + ".", StringComparison.Ordinal)))
                {
                    continue;
                }

                List<string> parts = [.. given.Split([' ', '.', '-', '\u00A0', ','], StringSplitOptions.RemoveEmptyEntries).Where(part => char.IsLetter(part[0]))];
                if (parts.Count is > 0 and <= 4 && parts.TrueForAll(part => char.IsUpper(part[0])))
                {
                    yield return new Called(EditDistance.Fold(person.Family), given, parts, text, note, person.Span);
                }
            }
        }
    }

    private sealed record Called(string Family, string Given, IReadOnlyList<string> Parts, string Printed, int Note, TextSpan Span)
    {
        // "J.", "J.-P.", "Yu. V.": the first name is cut.
        public bool IsInitials { get; } = Parts[0].Length <= 2 && (Parts[0].Length == 1 || Given.Contains('.', StringComparison.Ordinal));
    }
}
