using System.Globalization;
using System.Text;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Gold;

/// <summary>Compares an apparatus with the annotated notes and says how many are right, and every difference in words.</summary>
internal sealed class GoldScorer
{
    private readonly List<string> _differences = [];
    private readonly SortedDictionary<string, (int Right, int Gold, int Found)> _fields = new(StringComparer.Ordinal);

    private GoldScorer() { }

    /// <summary>Notes of which every reference (and none besides) has the annotated span, a final stop aside, and its kind and form.</summary>
    public int StrictNotes { get; private set; }

    /// <summary>The same where a span need only overlap by 0.8.</summary>
    public int LooseNotes { get; private set; }

    public int BackReferencesResolved { get; private set; }

    public int ShortTitlesResolved { get; private set; }

    public int CommentaryRight { get; private set; }

    /// <summary>Pairs of sources that are wrongly joined or wrongly parted.</summary>
    public int ClusterFaults { get; private set; }

    public double FieldAccuracy => (double)_fields.Values.Sum(counts => counts.Right) / _fields.Values.Sum(counts => counts.Gold);

    public static GoldScorer Score(IReadOnlyList<GoldNote> gold, Apparatus apparatus)
    {
        var scorer = new GoldScorer();
        var clusters = new List<(string Gold, string Ours)>();
        for (var i = 0; i < gold.Count; i++)
        {
            scorer.Compare(gold[i], apparatus.Notes[i], clusters);
        }

        scorer.Cluster(clusters);
        return scorer;
    }

    public string Report()
    {
        var report = new StringBuilder();
        report.AppendLine(CultureInfo.InvariantCulture, $"notes strict {StrictNotes}, overlap {LooseNotes}; back references {BackReferencesResolved}, short titles {ShortTitlesResolved}; commentary {CommentaryRight}; cluster faults {ClusterFaults}; fields {FieldAccuracy:P1}");
        foreach (var (name, (right, inGold, found)) in _fields)
        {
            report.AppendLine(CultureInfo.InvariantCulture, $"  {name}: {right} of {inGold}, found {found}");
        }

        return report.AppendJoin('\n', _differences).ToString();
    }

    public static string Word(ReferenceKind kind) => kind == ReferenceKind.EditedSource ? "edited-source" : kind.ToString().ToLowerInvariant();

    public static string Word(ReferenceForm form) => form == ReferenceForm.CrossReference ? "cross-reference" : form.ToString().ToLowerInvariant();

    private void Compare(GoldNote gold, ReadNote read, List<(string, string)> clusters)
    {
        var text = read.Note.Text;
        var strict = gold.References.Count == read.References.Count;
        var loose = strict;
        if (!strict)
        {
            Differ(gold.Label, $"{gold.References.Count} references, found {read.References.Count}: {string.Join(" | ", read.References.Select(r => r.Reference.Span.In(text).ToString()))}");
        }

        for (var j = 0; j < Math.Min(gold.References.Count, read.References.Count); j++)
        {
            var (right, ours) = (gold.References[j], read.References[j]);
            var labels = right.Kind == Word(ours.Kind) && right.Form == Word(ours.Reference.Form);
            var same = SameSpan(right.Span, ours.Reference.Span, text);
            strict &= labels && same;
            loose &= labels && Overlap(right.Span, ours.Reference.Span) >= 0.8;
            if (!labels || !same)
            {
                Differ(gold.Label, $"{right.Kind} {right.Form} “{right.Span.In(text)}”, found {Word(ours.Kind)} {Word(ours.Reference.Form)} “{ours.Reference.Span.In(text)}”");
            }

            Resolution(gold.Label, right, ours);
            Fields(gold.Label, right, ours.Reference, text);
            clusters.Add((right.Source ?? "-", ours.SourceId ?? "-"));
        }

        StrictNotes += strict ? 1 : 0;
        LooseNotes += loose ? 1 : 0;
        var commentary = gold.Commentary.Count == read.Commentary.Count && gold.Commentary.Zip(read.Commentary).All(pair => SameSpan(pair.First, pair.Second, text));
        CommentaryRight += gold.Commentary.Count > 0 && commentary ? 1 : 0;
        if (!commentary)
        {
            Differ(gold.Label, $"commentary [{string.Join(" | ", gold.Commentary.Select(c => c.In(text).ToString()))}], found [{string.Join(" | ", read.Commentary.Select(c => c.In(text).ToString()))}]");
        }
    }

    private void Resolution(string label, GoldReference right, ResolvedReference ours)
    {
        if (right.RefersToNote is null)
        {
            return;
        }

        var same = ours.RefersTo?.Label == right.RefersToNote && ours.RefersTo.Reference == right.RefersToReference;
        BackReferencesResolved += same && right.Form != "short" ? 1 : 0;
        ShortTitlesResolved += same && right.Form == "short" ? 1 : 0;
        if (!same)
        {
            Differ(label, $"refers to {right.RefersToNote}/{right.RefersToReference}, found {ours.RefersTo?.Label}/{ours.RefersTo?.Reference}: {ours.Reason}");
        }
    }

    private void Fields(string label, GoldReference right, Reference ours, string text)
    {
        var found = FieldSpans.Of(ours);
        foreach (var name in right.Fields.Keys.Union(found.Keys))
        {
            var inGold = right.Fields.GetValueOrDefault(name) ?? [];
            var inOurs = found.GetValueOrDefault(name) ?? [];
            var hits = inGold.Count(inOurs.Contains);
            var (a, b, c) = _fields.GetValueOrDefault(name);
            _fields[name] = (a + hits, b + inGold.Count, c + inOurs.Count);
            if (hits != inGold.Count || hits != inOurs.Count)
            {
                Differ(label, $"{name} [{string.Join(" | ", inGold.Select(s => s.In(text).ToString()))}], found [{string.Join(" | ", inOurs.Select(s => s.In(text).ToString()))}]");
            }
        }
    }

    private void Cluster(List<(string Gold, string Ours)> clusters)
    {
        for (var a = 0; a < clusters.Count; a++)
        {
            for (var b = a + 1; b < clusters.Count; b++)
            {
                if ((clusters[a].Gold == clusters[b].Gold) != (clusters[a].Ours == clusters[b].Ours))
                {
                    ClusterFaults++;
                    _differences.Add($"cluster: {clusters[a]} {clusters[b]}");
                }
            }
        }
    }

    private void Differ(string label, string what) => _differences.Add($"{label}: {what}");

    private static bool SameSpan(TextSpan left, TextSpan right, string text) =>
        left.Start == right.Start && (left.End == right.End || (Math.Abs(left.End - right.End) == 1 && text[Math.Min(left.End, right.End)] == '.'));

    private static double Overlap(TextSpan left, TextSpan right)
    {
        var shared = Math.Min(left.End, right.End) - Math.Max(left.Start, right.Start);
        return (double)Math.Max(0, shared) / (Math.Max(left.End, right.End) - Math.Min(left.Start, right.Start));
    }
}
