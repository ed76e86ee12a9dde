using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0532: American states behind a town are given in two ways: by two letters (CT), shortened (Conn., N.C.), or in full (Connecticut). Said once. Washington, D.C., is left alone.</summary>
internal sealed class StateStyleChanges : Check
{
    private const string Letters = "by two letters";
    private const string Shortened = "shortened";
    private const string Whole = "in full";

    private static readonly HashSet<string> TwoLetters = Set("AL AK AZ AR CA CO CT DE FL GA HI ID IL IN IA KS KY LA ME MD MA MI MN MS MO MT NE NV NH NJ NM NY NC ND OH OK OR PA RI SC SD TN TX UT VT VA WA WV WI WY");
    private static readonly HashSet<string> Short = Set("Ala. Ariz. Ark. Calif. Cal. Colo. Conn. Del. Fla. Ga. Ill. Ind. Kans. Kan. Ky. La. Mass. Md. Me. Mich. Minn. Miss. Mo. Mont. N.C. N.D. N.H. N.J. N.M. N.Y. Neb. Nebr. Nev. Okla. Ore. Pa. Penn. R.I. S.C. S.D. Tenn. Tex. Va. Vt. W.Va. Wash. Wis. Wisc. Wyo.");
    // Not those that are commonly left whole where others are shortened: Maine, Ohio, Texas.
    private static readonly HashSet<string> Full = Set("Alabama Arizona Arkansas California Colorado Connecticut Florida Illinois Indiana Kansas Kentucky Louisiana Maryland Massachusetts Michigan Minnesota Mississippi Missouri Montana Nebraska New_Hampshire New_Jersey New_Mexico North_Carolina Oklahoma Oregon Pennsylvania Rhode_Island South_Carolina Tennessee Vermont Virginia Wisconsin Wyoming");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0532", "state-style-changes", "American states are given in two ways", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var ways = States(context).GroupBy(use => use.Way, StringComparer.Ordinal).Select(way => way.ToList()).OrderBy(way => way.Count).ThenByDescending(way => way[0].Note).ToList();
        if (ways.Count < 2)
        {
            yield break;
        }

        var others = ways.Skip(1).Select(way => $"{way[0].Way} in note{(way.Select(use => use.Note).Distinct().Count() == 1 ? "" : "s")} {Named(context, way.Select(use => use.Note))}");
        var rare = ways[0][0];
        yield return At(rare.Note, rare.Span, $"The state in “{context.Printed(rare)}” is {Said(rare.Way)} here, {string.Join(", ", others)}; give American states in one way.");
    }

    private static string Said(string way) => way == Letters ? "given by two letters" : way == Whole ? "given in full" : way;

    private static IEnumerable<HabitUse<string>> States(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            if (reference is { Kind: ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.EditedSource, Publisher: not null, Place: { Text.Length: <= 60 } place } && Imprint.IsWhole(context.Text(note), reference) && WayOf(context.Text(note), place) is { } way)
            {
                yield return new HabitUse<string>(way, note, place.Span);
            }
        }
    }

    // "Westport, CT", "Durham N.C.", "London/Portland, OR". The full stop may stand behind the field.
    private static string? WayOf(string text, Field place)
    {
        var printed = place.Span.End < text.Length && text[place.Span.End] == '.' ? place.Text + "." : place.Text;
        var comma = printed.LastIndexOf(", ", StringComparison.Ordinal);
        var last = comma > 0 ? printed[(comma + 2)..] : printed.LastIndexOf(' ') is > 0 and var blank ? printed[(blank + 1)..] : "";
        return TwoLetters.Contains(last) ? Letters : Short.Contains(last) ? Shortened : comma > 0 && Full.Contains(last) ? Whole : null;
    }

    private static HashSet<string> Set(string states) => states.Split(' ').Select(state => state.Replace('_', ' ')).ToHashSet(StringComparer.Ordinal);
}
