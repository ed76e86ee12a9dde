using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Tests.Shared.Gold;

/// <summary>Compares one document's apparatus with its annotated notes, the first of it; counts what is right and says every difference in words.</summary>
internal sealed class GoldComparison
{
    private readonly IReadOnlyList<GoldNote> _gold;
    private readonly Apparatus _apparatus;
    private readonly GoldAlignment?[] _alignments;
    private readonly List<string> _differences = [];

    private GoldComparison(IReadOnlyList<GoldNote> gold, Apparatus apparatus)
    {
        _apparatus = apparatus;
        var read = gold.Select((note, i) => i < apparatus.Notes.Count ? note.For(apparatus.Notes[i].Note.Text) : null).ToList();
        _alignments = [.. read.Select((note, i) => note is null ? null : GoldAlignment.Of(note, apparatus.Notes[i]))];
        _gold = [.. read.Select((note, i) => note ?? gold[i])];
    }

    public GoldTally Tally { get; } = new();

    public IReadOnlyList<string> Differences => _differences;

    /// <summary>Compares.</summary>
    /// <param name="gold">The annotated notes of the document, in order.</param>
    /// <param name="apparatus">The whole document, read.</param>
    public static GoldComparison Of(IReadOnlyList<GoldNote> gold, Apparatus apparatus)
    {
        var comparison = new GoldComparison(gold, apparatus);
        for (var i = 0; i < gold.Count; i++)
        {
            if (comparison._alignments[i] is { } alignment)
            {
                comparison.Compare(comparison._gold[i], apparatus.Notes[i], alignment);
            }
            else
            {
                comparison.Tally.OtherTexts.Add($"{gold[i].File} {gold[i].Label}");
            }
        }

        comparison.CompareSources();
        return comparison;
    }

    public static string Word(ReferenceKind kind) => kind == ReferenceKind.EditedSource ? "edited-source" : kind.ToString().ToLowerInvariant();

    public static string Word(ReferenceForm form) => form == ReferenceForm.CrossReference ? "cross-reference" : form.ToString().ToLowerInvariant();

    private void Compare(GoldNote gold, ReadNote read, GoldAlignment alignment)
    {
        var text = read.Note.Text;
        var exact = 0;
        var overlapping = 0;
        var areRight = true;
        var entirely = true;
        for (var g = 0; g < gold.References.Count; g++)
        {
            var right = gold.References[g];
            if (alignment.Found[g] < 0)
            {
                areRight = false;
                Differ(gold, $"missed {right.Kind} {right.Form} “{right.Span.In(text)}”");
                CompareFields(gold, right.Fields, [], text);
                CountTarget(right, false);
                continue;
            }

            var ours = read.References[alignment.Found[g]];
            var isExact = GoldAlignment.Bare(right.Span, text) == GoldAlignment.Bare(ours.Reference.Span, text);
            var (kind, form) = (right.Kind == Word(ours.Kind), right.Form == Word(ours.Reference.Form));
            exact += isExact ? 1 : 0;
            overlapping += isExact || GoldAlignment.Overlap(right.Span, ours.Reference.Span) >= 0.8 ? 1 : 0;
            Tally.Add(GoldTally.Kind, kind ? 1 : 0, 1, 1);
            Tally.Add(GoldTally.Form, form ? 1 : 0, 1, 1);
            if (!isExact || !kind || !form)
            {
                areRight = false;
                Differ(gold, $"{right.Kind} {right.Form} “{right.Span.In(text)}”, found {Word(ours.Kind)} {Word(ours.Reference.Form)}{(isExact ? "" : $" “{ours.Reference.Span.In(text)}”")}");
            }

            entirely &= CompareFields(gold, right.Fields, FieldSpans.Of(ours.Reference), text) & CompareTarget(gold, right, ours);
        }

        for (var f = 0; f < read.References.Count; f++)
        {
            if (alignment.Gold[f] < 0)
            {
                areRight = false;
                var ours = read.References[f];
                Differ(gold, $"besides {Word(ours.Kind)} {Word(ours.Reference.Form)} “{ours.Reference.Span.In(text)}”");
                CompareFields(gold, new Dictionary<string, IReadOnlyList<TextSpan>>(), FieldSpans.Of(ours.Reference), text, areTold: false);
            }
        }

        Tally.Add(GoldTally.Exact, exact, gold.References.Count, read.References.Count);
        Tally.Add(GoldTally.Overlapping, overlapping, gold.References.Count, read.References.Count);
        Tally.AddNote(areRight, entirely & CompareCommentary(gold, read));
    }

    private bool CompareFields(GoldNote note, IReadOnlyDictionary<string, IReadOnlyList<TextSpan>> gold, Dictionary<string, IReadOnlyList<TextSpan>> found, string text, bool areTold = true)
    {
        var areRight = true;
        foreach (var name in gold.Keys.Union(found.Keys))
        {
            var inGold = (gold.GetValueOrDefault(name) ?? []).Select(span => GoldAlignment.Bare(span, text)).ToList();
            var inFound = (found.GetValueOrDefault(name) ?? []).Select(span => GoldAlignment.Bare(span, text)).ToList();
            var hits = inGold.Count(inFound.Contains);
            Tally.Add(GoldTally.Field + name, hits, inGold.Count, inFound.Count);
            Tally.Add(GoldTally.AllFields, hits, inGold.Count, inFound.Count);
            if (hits != inGold.Count || hits != inFound.Count)
            {
                areRight = false;
                if (areTold && found.Count > 0)
                {
                    Differ(note, $"    {name} [{Words(inGold, text)}], found [{Words(inFound, text)}]");
                }
            }
        }

        return areRight;
    }

    private bool CompareTarget(GoldNote note, GoldReference right, ResolvedReference ours)
    {
        var isRight = right.RefersToNote is null ? ours.RefersTo is null : ours.RefersTo is { } target && target.Label == right.RefersToNote && Annotated(target) == right.RefersToReference;
        CountTarget(right, isRight);
        if (!isRight)
        {
            Differ(note, $"    refers to {right.RefersToNote ?? "nothing"}/{right.RefersToReference}, found {ours.RefersTo?.Label ?? "nothing"}/{ours.RefersTo?.Reference}: {ours.Reason}");
        }

        return isRight;
    }

    private void CountTarget(GoldReference right, bool isRight)
    {
        if (right.Form != "full")
        {
            Tally.Add(GoldTally.Resolution + right.Form + (right.RefersToNote is null ? ", to nothing" : ""), isRight ? 1 : 0, 1, 1);
        }
    }

    // The reference that is pointed to, counted as the annotation counts.
    private int? Annotated(ReferenceTarget target) =>
        target is { NoteIndex: { } note, Reference: { } reference } && note < _alignments.Length && _alignments[note] is { } alignment && reference < alignment.Gold.Length ? alignment.Gold[reference] : target.Reference;

    private bool CompareCommentary(GoldNote gold, ReadNote read)
    {
        var text = read.Note.Text;
        var inGold = WordsIn(gold.Commentary, text);
        var inFound = WordsIn(read.Commentary, text);
        Tally.Add(GoldTally.Commentary, inGold.Intersect(inFound).Count(), inGold.Count, inFound.Count);
        var areRight = gold.Commentary.Select(span => GoldAlignment.Bare(span, text)).SequenceEqual(read.Commentary.Select(span => GoldAlignment.Bare(span, text)));
        if (!areRight)
        {
            Differ(gold, $"    commentary [{Words(gold.Commentary, text)}], found [{Words(read.Commentary, text)}]");
        }

        return areRight;
    }

    // Where words begin.
    private static HashSet<int> WordsIn(IEnumerable<TextSpan> spans, string text) =>
        [.. spans.SelectMany(span => Enumerable.Range(span.Start, span.Length).Where(i => char.IsLetterOrDigit(text[i]) && (i == span.Start || !char.IsLetterOrDigit(text[i - 1]))))];

    private void CompareSources()
    {
        var gold = new List<(string Source, int Note, int Reference)>();
        var found = new List<(string Source, int Note, int Reference)>();
        var both = new List<(string Gold, string Found)>();
        for (var i = 0; i < _gold.Count; i++)
        {
            if (_alignments[i] is not { } alignment)
            {
                continue;
            }

            gold.AddRange(_gold[i].References.Select((reference, g) => (reference.Source ?? $"none {i} {g}", i, g)));
            var ours = _apparatus.Notes[i].References.Select((reference, f) => (Id: reference.SourceId ?? $"none {i} {f}", i, f)).ToList();
            found.AddRange(ours);
            both.AddRange(_gold[i].References.Select((reference, g) => (reference.Source ?? $"none {i} {g}", alignment.Found[g] < 0 ? $"missed {i} {g}" : ours[alignment.Found[g]].Id)));
        }

        Tally.Add(GoldTally.Sources, Pairs(both), Pairs(gold.Select(one => one.Source)), Pairs(found.Select(one => one.Source)));
        foreach (var wrong in both.GroupBy(pair => pair.Gold).Where(group => group.Select(pair => pair.Found).Distinct().Skip(1).Any()))
        {
            _differences.Add($"one source {wrong.Key}, found {string.Join(" | ", wrong.Select(pair => pair.Found).Distinct())}");
        }

        foreach (var wrong in both.GroupBy(pair => pair.Found).Where(group => group.Select(pair => pair.Gold).Distinct().Skip(1).Any()))
        {
            _differences.Add($"several sources {string.Join(" | ", wrong.Select(pair => pair.Gold).Distinct())}, found one {wrong.Key}");
        }
    }

    private static int Pairs<T>(IEnumerable<T> sources) where T : notnull => sources.CountBy(source => source).Sum(group => group.Value * (group.Value - 1) / 2);

    private static string Words(IEnumerable<TextSpan> spans, string text) => string.Join(" | ", spans.Select(span => span.In(text).ToString()));

    private void Differ(GoldNote note, string what) => _differences.Add($"{note.Label}: {what}");
}
