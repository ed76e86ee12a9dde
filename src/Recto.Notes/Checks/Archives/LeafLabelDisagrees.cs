using System.Collections.Frozen;
using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0320: a label of leaves that disagrees with their number: <c>ll. 45</c> for one leaf; <c>l. 45–47</c> where the article else writes ll. for several.</summary>
internal sealed class LeafLabelDisagrees : Check
{
    private static readonly FrozenDictionary<string, string> Plurals = new Dictionary<string, string>
    {
        ["l"] = "ll",
        ["л"] = "лл",
        ["fol"] = "fols",
        ["f"] = "ff",
        ["fo"] = "fos",
        ["folio"] = "folios",
        ["c"] = "cc",
        ["list"] = "listy",
        ["лист"] = "листы",
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Singulars = Plurals.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0320", "leaf-label-disagrees", "The label of leaves disagrees with their number", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        // For several leaves the article's habit decides: "л. 5–7" is right where it is the rule.
        var several = new Habit<bool>();
        var single = new Habit<bool>();
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var mention in LeafMention.In(context, note))
            {
                if (mention.Label is not { } label)
                {
                    continue;
                }

                var word = context.Printed(note, label);
                if (mention.List.IsSeveral && (Plurals.ContainsKey(word) || Singulars.ContainsKey(word)))
                {
                    several.Add(Singulars.ContainsKey(word), note, label);
                }
                else if (mention.List is { IsSeveral: false, Leaves.Count: 1 } && Singulars.ContainsKey(word) && EndsWhole(context, note, mention.List))
                {
                    single.Add(true, note, label);
                }
            }
        }

        var findings = Departures(context, single.Uses, use => Message(context, use, Singulars, "one leaf follows"), use => Mend(context, use, Singulars));
        return several.TryFind(out var plural) && plural
            ? findings.Concat(Departures(context, several.Others(true), use => Message(context, use, Plurals, "several leaves follow, and elsewhere the label is then doubled"), use => Mend(context, use, Plurals)))
            : findings;
    }

    // "ll. 45ff.", "fols 3 [and 4]": more follows than could be read.
    private static bool EndsWhole(CheckContext context, int note, LeafList list)
    {
        var tokens = context.Tokens(note);
        var next = list.NextToken;
        next = tokens.Is(next, '.') && list.Leaves[^1].Side is not null ? next + 1 : next;
        return char.IsAsciiDigit(tokens.Text[list.Leaves[^1].Figures.End - 1]) && (next >= tokens.Count || tokens.Is(next, '.') || tokens.Is(next, ';') || tokens.Is(next, ')'));
    }

    private static string Message(CheckContext context, HabitUse<bool> use, FrozenDictionary<string, string> other, string why)
    {
        var word = context.Printed(use);
        return $"“{word}” announces {(other == Singulars ? "several leaves" : "one leaf")}, but {why}; write “{WordCase.Like(other[word], word)}”.";
    }

    private static SuggestedFix Mend(CheckContext context, HabitUse<bool> use, FrozenDictionary<string, string> other)
    {
        var word = context.Printed(use);
        return Suggest(use.Span, WordCase.Like(other[word], word));
    }
}
