using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0505: one journal under two names: abbreviated here and written out there (J. Mod. Hist.), with and without The, with &amp; and and, or a letter astray.</summary>
internal sealed class VariantJournal : VariantCheck
{
    // Names that a name is compared with: far more than an article cites; the bound keeps checking linear.
    private const int MostCompared = 500;
    private const int ShortestMisspelt = 8;
    private const int LongestName = 100;

    private static readonly WordSet Small = new("the of and for in on de des du la le les et der die das und für zur zum il della delle di e el los las y f d u");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0505", "variant-journal", "One journal is named in two ways", Severity.Advice);

    private protected override IEnumerable<Printed> Names(CheckContext context)
    {
        List<(string Key, List<string> Words, string Form, int Note, TextSpan Span)> all = [];
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            if (reference is { Kind: ReferenceKind.Article, Container: { } journal, Year: not null, Title: not null } && (reference.Volume ?? reference.Pages) is not null
                && journal.Text.Length <= LongestName && char.IsUpper(journal.Text[0]) && !journal.Text.Any(c => char.IsAsciiDigit(c) || c is ':' or '(' or '“' or '”' or ';'))
            {
                List<string> words = [.. NameWords.Of(journal.Text).Select(word => EditDistance.Fold(word.Printed)).Where(word => word.Length > 0 && !Small.Contains(word))];
                if (words.Count > 0)
                {
                    var isCut = journal.Span.End < context.Text(note).Length && context.Text(note)[journal.Span.End] == '.' && journal.Span.End + 1 < context.Text(note).Length && context.Text(note)[journal.Span.End + 1] is ',' or ' ' && !char.IsUpper(context.Text(note)[Math.Min(context.Text(note).Length - 1, journal.Span.End + 2)]);
                    all.Add((string.Join(' ', words), words, isCut ? journal.Text + "." : journal.Text, note, isCut ? journal.Span with { End = journal.Span.End + 1 } : journal.Span));
                }
            }
        }

        // Every name that a longer or a more frequent one stands for belongs to that one.
        var units = new Dictionary<string, string>(StringComparer.Ordinal);
        var names = all.GroupBy(name => name.Key, StringComparer.Ordinal).OrderByDescending(name => name.Count()).Take(MostCompared).Select(name => name.First()).ToList();
        for (var i = 0; i < names.Count; i++)
        {
            for (var k = 0; k < i; k++)
            {
                if (!units.ContainsKey(names[k].Key) && (IsShortened(names[i].Form, names[k].Form, names[i].Words, names[k].Words) || IsShortened(names[k].Form, names[i].Form, names[k].Words, names[i].Words) || IsMisspelt(names[i].Key, names[k].Key)))
                {
                    units[names[i].Key] = names[k].Key;
                    break;
                }
            }
        }

        return all.Select(name => new Printed(units.GetValueOrDefault(name.Key, name.Key), name.Form, name.Note, name.Span));
    }

    // The last full stop may be the sentence's.
    private protected override bool Differs(string usual, string form) => usual.TrimEnd('.') != form.TrimEnd('.');

    // "J. Mod. Hist.": as many words, each the beginning of the other's, and a full stop behind one that is cut.
    private static bool IsShortened(string form, string wholeForm, List<string> words, List<string> whole)
    {
        if (!form.Contains('.', StringComparison.Ordinal) || wholeForm.Contains('.', StringComparison.Ordinal) || words.Count != whole.Count || words.Count < 2)
        {
            return false;
        }

        var cut = 0;
        for (var i = 0; i < words.Count; i++)
        {
            if (!whole[i].StartsWith(words[i], StringComparison.Ordinal))
            {
                return false;
            }

            cut += whole[i].Length > words[i].Length ? 1 : 0;
        }

        return cut > 0;
    }

    private static bool IsMisspelt(string one, string other) => one.Length >= ShortestMisspelt && other.Length >= ShortestMisspelt && one[0] == other[0] && EditDistance.IsOne(one, other);
}
