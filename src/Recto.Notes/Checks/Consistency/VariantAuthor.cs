using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0501: one author in two spellings: one letter of the family name under the same given name (S. Dullen, S. Dullin), or of the given name under the same family name (Johnathan, Jonathan Haslam).
/// Advice only: they may be two persons. A name that the note itself explains (E.A. Ris (E.A. Rees)) is reported where another note calls the person by that name.
/// </summary>
internal sealed class VariantAuthor : Check
{
    private const int ShortestFamily = 5;
    private const int ShortestGiven = 5;
    private const int ShortestAccented = 4;

    // Names under one letter that a name is compared with: far more than an article cites; the bound keeps checking linear.
    private const int MostCompared = 1_000;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0501", "variant-author", "One author is spelt in two ways", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        List<Spelling> spellings = [.. Spellings(apparatus)];
        var counts = spellings.GroupBy(spelling => spelling.Key, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.Count(), StringComparer.Ordinal);
        var alone = spellings.Where(spelling => spelling.Given.Length == 0).CountBy(spelling => spelling.Family, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var firsts = spellings.DistinctBy(spelling => spelling.Key, StringComparer.Ordinal).ToList();
        var said = new HashSet<string>(StringComparer.Ordinal);
        foreach (var lost in LostAccents(context, spellings))
        {
            yield return lost;
        }

        foreach (var (own, other) in Pairs(firsts, spellings))
        {
            var weightOwn = Weight(own, counts, alone);
            var weightOther = Weight(other, counts, alone);
            var (rare, usual) = weightOwn < weightOther || (weightOwn == weightOther && own.NoteIndex > other.NoteIndex) ? (own, other) : (other, own);
            if (!said.Add(rare.Key))
            {
                continue;
            }

            yield return At(rare.NoteIndex, rare.Span,
                $"{rare.Printed} is spelt {usual.Printed} in note {apparatus.Notes[usual.NoteIndex].Note.Label}; if they are one person, use one spelling.");
        }
    }

    // Vaïsse and Vaisse, Müller and Muller under one initial: letters alike, accents not. A short mention goes with any.
    private IEnumerable<Diagnostic> LostAccents(CheckContext context, List<Spelling> spellings)
    {
        foreach (var family in spellings.Where(spelling => spelling.Family.Length >= ShortestAccented).GroupBy(spelling => spelling.Family, StringComparer.Ordinal))
        {
            // Two persons of one family: then a bare family name tells nothing.
            var forms = family.Select(spelling => (Spelling: spelling, Form: Accented(spelling.Printed, family.Key))).Where(pair => pair.Form is not null)
                .GroupBy(pair => pair.Form!, pair => pair.Spelling, StringComparer.Ordinal).OrderByDescending(form => form.Count()).ToList();
            if (forms.Count < 2 || family.Where(spelling => spelling.Initials.Length > 0).DistinctBy(spelling => spelling.Initials[0]).Count() != 1)
            {
                continue;
            }

            foreach (var form in forms.Skip(1))
            {
                var (rare, usual) = (form.First(), forms[0].First());
                yield return At(rare.NoteIndex, rare.Span, $"{rare.Printed} is spelt {usual.Printed} in note {context.Label(usual.NoteIndex)}; if they are one person, use one spelling.");
            }
        }
    }

    // The word of the printed name that is the family name, in composed letters; null where it stands in several words.
    private static string? Accented(string printed, string family) =>
        printed.Split([' ', ',', '.', '\u00A0'], StringSplitOptions.RemoveEmptyEntries).Where(word => EditDistance.Fold(word) == family)
            .Select(word => Normalization.Of(word, System.Text.NormalizationForm.FormC)).Where(word => word.Any(char.IsLower)).Select(word => new string([.. word.ToLowerInvariant().Where(char.IsLetter)])).FirstOrDefault();

    // Short mentions give the family name alone; they speak for that spelling.
    private static int Weight(Spelling spelling, Dictionary<string, int> counts, Dictionary<string, int> alone) => counts[spelling.Key] + alone.GetValueOrDefault(spelling.Family);

    private static IEnumerable<(Spelling Own, Spelling Other)> Pairs(List<Spelling> firsts, List<Spelling> all)
    {
        // What a note explains by another name and another note calls by that name: "E.A. Ris (E.A. Rees)", "E.A. Rees".
        var byFamily = all.ToLookup(spelling => spelling.Family, StringComparer.Ordinal);
        foreach (var glossed in firsts.Where(spelling => spelling.GlossFamily is not null))
        {
            if (byFamily[glossed.GlossFamily!].Take(MostCompared).FirstOrDefault(other => other.NoteIndex != glossed.NoteIndex && other.Initials.Length > 0
                && glossed.GlossInitials!.StartsWith(other.Initials[0])) is { } other)
            {
                yield return (glossed, other);
            }
        }

        // Neighbours by first letter only: a slip in the first letter of both names is rare, and this keeps a journal's worth of names quick.
        foreach (var group in firsts.Where(spelling => spelling.Family.Length > 0 && spelling.Given.Length > 0).GroupBy(spelling => spelling.Family[0]))
        {
            List<Spelling> same = [.. group];
            for (var i = 0; i < same.Count; i++)
            {
                for (var k = i + 1; k < Math.Min(same.Count, i + MostCompared); k++)
                {
                    if (same[i].NoteIndex != same[k].NoteIndex && IsVariant(same[i], same[k]))
                    {
                        yield return (same[i], same[k]);
                    }
                }
            }
        }
    }

    private static bool IsVariant(Spelling left, Spelling right)
    {
        if (left.Family == right.Family)
        {
            return left.Given.Length >= ShortestGiven && right.Given.Length >= ShortestGiven && left.Given[0] == right.Given[0]
                && EditDistance.IsOne(left.Given, right.Given) && !EndsDiffer(left.Given, right.Given);
        }

        return left.Family.Length >= ShortestFamily && right.Family.Length >= ShortestFamily && SameGiven(left, right)
            && EditDistance.IsOne(left.Family, right.Family) && !EndsDiffer(left.Family, right.Family);
    }

    // Daniel and Daniela, Litvinov and Litvinova, Ivanov and Ivanova are two persons.
    private static bool EndsDiffer(string left, string right) =>
        left.Length != right.Length && (left.StartsWith(right, StringComparison.Ordinal) || right.StartsWith(left, StringComparison.Ordinal));

    // "S." and "Sabine" may be one; "Michael J." and "Michael M." are two, and so are "Sarah" and "Sabine".
    private static bool SameGiven(Spelling left, Spelling right)
    {
        var shorter = Math.Min(left.Initials.Length, right.Initials.Length);
        return shorter > 0 && left.Initials.AsSpan(0, shorter).SequenceEqual(right.Initials.AsSpan(0, shorter))
            && (left.Given == right.Given || left.Given.Length == 1 || right.Given.Length == 1);
    }

    private static IEnumerable<Spelling> Spellings(Apparatus apparatus)
    {
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            var text = apparatus.Notes[index].Note.Text;
            foreach (var reference in apparatus.Notes[index].References.Select(resolved => resolved.Reference).OfType<PublishedReference>())
            {
                foreach (var person in reference.Authors.Concat(reference.Editors))
                {
                    foreach (var spelling in Read(index, text, person))
                    {
                        yield return spelling;
                    }
                }
            }
        }
    }

    // "S. Dullen (Sabine Dullin)" gives two.
    private static IEnumerable<Spelling> Read(int index, string text, PersonName person)
    {
        var open = text.IndexOf('(', person.Span.Start, person.Span.Length);
        if (open > person.Span.Start && text.IndexOf(')', open, person.Span.End - open) is var close && close > open)
        {
            var printed = OfStretch(index, text, new TextSpan(person.Span.Start, open));
            var gloss = OfStretch(index, text, new TextSpan(open + 1, close));
            if (printed is not null)
            {
                yield return gloss is null || gloss.Family == printed.Family ? printed : printed with { GlossFamily = gloss.Family, GlossInitials = gloss.Initials };
            }

            if (gloss is not null)
            {
                yield return gloss;
            }

            yield break;
        }

        yield return Spelling.Of(index, person.Span, person.Family, person.Given ?? "", text[person.Span.Start..person.Span.End]);
    }

    private static Spelling? OfStretch(int index, string text, TextSpan span)
    {
        var name = text[span.Start..span.End].Trim(' ', ',');
        var blank = name.LastIndexOf(' ');
        return blank > 0 ? Spelling.Of(index, new TextSpan(span.Start, span.Start + name.Length), name[(blank + 1)..], name[..blank], name) : null;
    }

    private sealed record Spelling(int NoteIndex, TextSpan Span, string Family, string Given, string Initials, string Printed)
    {
        /// <summary>The family name by which the note explains this one; null where it does not.</summary>
        public string? GlossFamily { get; init; }

        public string? GlossInitials { get; init; }

        public string Key => Family + "|" + Given;

        public static Spelling Of(int index, TextSpan span, string family, string given, string printed)
        {
            var parts = given.Split([' ', '.', '-'], StringSplitOptions.RemoveEmptyEntries);
            return new Spelling(index, span, EditDistance.Fold(family), parts.Length > 0 ? EditDistance.Fold(parts[0]) : "",
                string.Concat(parts.Select(part => char.ToLowerInvariant(part[0]))), printed);
        }
    }
}
