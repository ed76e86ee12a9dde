using System.Collections.Frozen;
using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>
/// RN0312: levels labelled now in one way, now in another: f. 17, op. 162 and fond 17, opis 162; Bl. 5 and Blatt 7; f. 17, op. 162, d. 18 and 17/162/18. The article's habit is right.
/// </summary>
internal sealed class LevelLabelsMixed : Check
{
    // One line a level: its labels, shortened and written out. Labels of one letter are looked at only among other levels of a fond.
    private static readonly FrozenDictionary<string, string> Levels = new Dictionary<string, string>
    {
        ["fond"] = "f fond",
        ["opis"] = "op opis opys",
        ["delo"] = "d delo",
        ["list"] = "l ll list listy",
        ["фонд"] = "ф фонд",
        ["опись"] = "оп опись опис",
        ["дело"] = "д дело",
        ["лист"] = "л лл лист листы",
        ["blatt"] = "bl blatt",
        ["nummer"] = "nr nummer",
        ["band"] = "bd band",
        ["volume"] = "vol vols volume volumes",
        ["folio"] = "fol fols folio folios",
        ["carton"] = "cart carton cartons",
        ["dossier"] = "dos doss dossier dossiers",
        ["legajo"] = "leg legajo",
        ["bestand"] = "best bestand",
        ["folder"] = "fld folder folders",
    }.SelectMany(row => row.Value.Split(' ').Select(word => KeyValuePair.Create(word, row.Key))).ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0312", "level-labels-mixed", "The levels of call numbers are labelled in several ways", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var forms = new Dictionary<string, Habit<bool>>(StringComparer.Ordinal);
        var numbers = new Dictionary<(int Note, int Label), TextSpan>();
        var shapes = new Dictionary<string, Habit<bool>>(StringComparer.Ordinal);
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var (label, number) in Labels(context, note))
            {
                var word = context.Printed(note, label);
                var level = Levels[word];
                if (!forms.TryGetValue(level, out var habit))
                {
                    forms.Add(level, habit = new Habit<bool>());
                }

                habit.Add(IsWord(word), note, label);
                numbers[(note, label.Start)] = number;
            }

            AddShapes(context, note, shapes);
        }

        return Mixed(context, forms, numbers).Concat(shapes.Values.SelectMany(habit => Shapes(context, habit)));
    }

    // Plurals of short labels are short as well; a word has a vowel of its own and more than three letters.
    private static bool IsWord(string label) => label.Length > 4 || (label.Length == 4 && label.ToUpperInvariant() is not ("VOLS" or "FOLS" or "DOSS" or "CART" or "BEST"));

    // Labels with the call number that they stand in.
    private static IEnumerable<(TextSpan Label, TextSpan Number)> Labels(CheckContext context, int note)
    {
        var tokens = context.Tokens(note);
        var seen = new HashSet<int>();
        foreach (var run in LevelRuns.In(context, note).Where(run => run.Levels.Count > 1 && run.Has(FondLevel.Fond)))
        {
            foreach (var level in run.Levels)
            {
                if (Levels.ContainsKey(context.Printed(note, level.Label)) && seen.Add(level.Label.Start))
                {
                    yield return (level.Label, run.Span);
                }
            }
        }

        foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<ArchivalReference>().Where(reference => reference.Repository is not null))
        {
            foreach (var field in reference.Path.Concat(reference.Folio is { } folio ? [folio] : []))
            {
                var at = tokens.IndexFrom(field.Span.Start) - 1;
                at = tokens.Is(at, '.') ? at - 1 : at;
                if (tokens.Is(at, TokenKind.Word) && tokens[at].Span.Length > 1 && tokens.Is(tokens.IndexFrom(field.Span.Start), TokenKind.Number) && Levels.ContainsKey(tokens.TextOf(at).ToString()) && seen.Add(tokens[at].Start))
                {
                    yield return (tokens[at].Span, reference.Span);
                }
            }
        }
    }

    // One finding for each call number, with all its labels.
    private IEnumerable<Diagnostic> Mixed(CheckContext context, Dictionary<string, Habit<bool>> forms, Dictionary<(int Note, int Label), TextSpan> numbers)
    {
        var departing = new SortedDictionary<(int Note, TextSpan Number), List<TextEdit>>();
        foreach (var habit in forms.Values)
        {
            if (!habit.TryFind(out var usual))
            {
                continue;
            }

            var model = habit.Uses.Where(use => use.Way == usual).CountBy(use => WithStop(context, use.Note, use.Span).In(context.Text(use.Note)).ToString().ToLowerInvariant(), StringComparer.Ordinal).MaxBy(count => count.Value).Key;
            foreach (var use in habit.Others(usual))
            {
                var key = (use.Note, numbers[(use.Note, use.Span.Start)]);
                if (!departing.TryGetValue(key, out var edits))
                {
                    departing.Add(key, edits = []);
                }

                edits.Add(new TextEdit(WithStop(context, use.Note, use.Span), WordCase.Like(model, context.Printed(use))));
            }
        }

        foreach (var ((note, number), edits) in departing)
        {
            List<TextEdit> ordered = [.. edits.OrderBy(edit => edit.Span)];
            var span = new TextSpan(ordered[0].Span.Start, ordered[^1].Span.End);
            var printed = string.Join(", ", ordered.Select(edit => context.Printed(note, edit.Span)));
            yield return At(note, span, $"The label {printed} is mostly {string.Join(", ", ordered.Select(edit => edit.Text))} in these notes; use one form.", new SuggestedFix(FixSureness.Suggested, ordered));
        }
    }

    private static TextSpan WithStop(CheckContext context, int note, TextSpan label) =>
        label.End < context.Text(note).Length && context.Text(note)[label.End] == '.' ? new TextSpan(label.Start, label.End + 1) : label;

    // 17/162/18 against f. 17, op. 162, d. 18, at the archives that know both, house by house.
    private static void AddShapes(CheckContext context, int note, Dictionary<string, Habit<bool>> shapes)
    {
        var text = context.Text(note);
        foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<ArchivalReference>())
        {
            if (reference.Path.Count < 2 || reference.RepositoryId is not { } id || context.Directory.Find(id) is not { Style: CallNumberStyle.Fond })
            {
                continue;
            }

            var between = text.AsSpan(Math.Min(reference.Path[0].Span.End, reference.Path[1].Span.Start), Math.Abs(reference.Path[1].Span.Start - reference.Path[0].Span.End));
            if (between is "/" || between.IndexOfAny("oоOО") >= 0)
            {
                (shapes.TryGetValue(id, out var habit) ? habit : shapes[id] = new Habit<bool>()).Add(between is "/", note, new TextSpan(reference.Path[0].Span.Start, Math.Max(reference.Path[^1].Span.End, reference.Path[0].Span.End)));
            }
        }
    }

    private IEnumerable<Diagnostic> Shapes(CheckContext context, Habit<bool> shapes) => shapes.TryFind(out var slashes)
        ? Departures(context, shapes.Others(slashes), use => $"{context.Printed(use)} is written {(slashes ? "with labels" : "without labels")}, unlike most numbers of this archive in these notes; use one form.")
        : [];
}
