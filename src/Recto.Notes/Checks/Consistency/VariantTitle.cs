using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0503: one work with its title spelt two ways: a letter put in, left out or changed, an accent lost, a hyphen here and none there, or a word lost inside.
/// A shortened title, a subtitle left out and other numbers are not meant. Titles of one author only are compared.
/// </summary>
internal sealed class VariantTitle : Check
{
    // Titles by one author that a title is compared with; the bound keeps checking linear.
    private const int MostCompared = 100;
    private const int FewestWords = 2;
    private const int FewestWordsWhereOneIsLost = 5;
    private const int ShortestWord = 4;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0503", "variant-title", "One title is spelt in two ways", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<Titled> all = [.. Titles(context)];
        foreach (var family in all.GroupBy(title => title.Family, StringComparer.Ordinal))
        {
            // The full title is the usual one before a shortened one, the frequent before the rare, the first before the later.
            var forms = family.GroupBy(title => title.Key, StringComparer.Ordinal).Take(MostCompared).Select(form => (Form: form.First(), Uses: form.ToList()))
                .OrderByDescending(form => form.Form.IsFull).ThenByDescending(form => form.Uses.Count).ToList();
            var slips = new HashSet<int>();
            for (var i = 0; i < forms.Count; i++)
            {
                for (var k = i + 1; k < forms.Count; k++)
                {
                    if (slips.Contains(i) || Difference(forms[i].Form, forms[k].Form) is not { } found || !slips.Add(k))
                    {
                        continue;
                    }

                    foreach (var use in forms[k].Uses)
                    {
                        yield return Say(context, use, forms[i].Form, found.Right, found.Left);
                    }
                }
            }
        }
    }

    private Diagnostic Say(CheckContext context, Titled use, Titled usual, Place here, Place there)
    {
        var span = use.SpanOf(here);
        var printed = context.Printed(use.Note, span);
        var word = usual.TextOf(there);
        if (here.To - here.From != there.To - there.From && EditDistance.Fold(printed) != EditDistance.Fold(word))
        {
            return At(use.Note, span, $"The title reads “{printed}” here and “{word}” in note {context.Label(usual.Note)}, where the same work is cited; a word seems to be lost.");
        }

        return At(use.Note, span, $"“{printed}” in this title is “{word}” in note {context.Label(usual.Note)}, where the same work is cited; keep one spelling.", Suggest(span, word));
    }

    private static IEnumerable<Titled> Titles(CheckContext context)
    {
        foreach (var citation in Citation.All(context))
        {
            var reference = citation.Reference;
            var person = reference.Authors.Count > 0 ? reference.Authors[0] : reference.Editors.Count > 0 ? reference.Editors[0] : null;
            if (reference.Title is { } title && person is not null && reference.Form is ReferenceForm.Full or ReferenceForm.Short && reference.Kind is not (ReferenceKind.Newspaper or ReferenceKind.Web or ReferenceKind.Legal)
                && NameWords.Of(title.Text) is { Count: >= FewestWords } words)
            {
                yield return new Titled(FamilyKey.Of(person.Family), title, words, reference.Form == ReferenceForm.Full, citation.Note, citation.SourceId);
            }
        }
    }

    // One place where two titles differ, all else as far as the shorter goes being equal.
    private static (Place Left, Place Right)? Difference(Titled left, Titled right)
    {
        if (!left.IsFull && !right.IsFull && left.Source != right.Source)
        {
            return null;
        }

        var (a, b) = (left.Lower, right.Lower);
        var start = 0;
        while (start < a.Length && start < b.Length && a[start] == b[start])
        {
            start++;
        }

        if (start == Math.Min(a.Length, b.Length))
        {
            return null;
        }

        // A subtitle left out: the tails need agree only as far as the shorter goes.
        if (start + 1 <= a.Length && start + 1 <= b.Length && AgreeFrom(a, start + 1, b, start + 1) is { } tail && (start + tail >= FewestWords - 1) && IsVariant(a[start], b[start]))
        {
            return (new Place(start, start + 1), new Place(start, start + 1));
        }

        // Foreign-policy, foreign policy, foreignpolicy.
        if (start + 1 < a.Length && a[start] + a[start + 1] == b[start] && AgreeFrom(a, start + 2, b, start + 1) is { } one && start + one >= 1)
        {
            return (new Place(start, start + 2), new Place(start, start + 1));
        }

        if (start + 1 < b.Length && b[start] + b[start + 1] == a[start] && AgreeFrom(a, start + 1, b, start + 2) is { } other && start + other >= 1)
        {
            return (new Place(start, start + 1), new Place(start, start + 2));
        }

        return left.IsFull && right.IsFull ? Lost(a, b, start) : null;
    }

    // A word lost inside a long title of the same length otherwise.
    private static (Place Left, Place Right)? Lost(string[] a, string[] b, int start)
    {
        if (Math.Abs(a.Length - b.Length) != 1 || Math.Min(a.Length, b.Length) < FewestWordsWhereOneIsLost || start == 0)
        {
            return null;
        }

        var (longer, shorter) = a.Length > b.Length ? (a, b) : (b, a);
        if (char.IsAsciiDigit(longer[start][0]) || !longer.AsSpan(start + 1).SequenceEqual(shorter.AsSpan(start)))
        {
            return null;
        }

        var (whole, gap) = (new Place(start - 1, start + 1), new Place(start - 1, start));
        return a.Length > b.Length ? (whole, gap) : (gap, whole);
    }

    // How many words agree to the end of the shorter; null where one does not.
    private static int? AgreeFrom(string[] a, int i, string[] b, int k)
    {
        var agreed = 0;
        for (; i < a.Length && k < b.Length; i++, k++, agreed++)
        {
            if (a[i] != b[k])
            {
                return null;
            }
        }

        return agreed;
    }

    private static bool IsVariant(string one, string other) =>
        Math.Min(one.Length, other.Length) >= ShortestWord && !char.IsAsciiDigit(one[0]) && !char.IsAsciiDigit(other[0]) && (EditDistance.IsOne(one, other) || EditDistance.Fold(Spelt(one)) == EditDistance.Fold(Spelt(other)));

    private static string Spelt(string word) => word.Replace("ß", "ss", StringComparison.Ordinal);

    private readonly record struct Place(int From, int To);

    private sealed record Titled(string Family, Field Title, List<NameWords.Word> Words, bool IsFull, int Note, string? Source)
    {
        public string[] Lower { get; } = [.. Words.Select(word => word.Lower)];

        public string Key => string.Join(' ', Lower) + (IsFull ? "" : "|" + Source);

        public TextSpan SpanOf(Place place) => new(Title.Span.Start + Words[place.From].Start, Title.Span.Start + Words[place.To - 1].End);

        public string TextOf(Place place) => Title.Text[Words[place.From].Start..Words[place.To - 1].End];
    }
}
