using System.Globalization;
using Recto.Notes.Diagnostics;

namespace Recto.Notes.Checks.Archives;

/// <summary>
/// RN0314: the levels of a call number out of order: opis before fond, file before opis. A number that runs from the file outwards is in order too where the article always does so.
/// </summary>
internal sealed class LevelsOutOfOrder : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0314", "levels-out-of-order", "The levels of a call number are out of order", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<(CitedRun Cited, Order Order)> runs = [.. CitedRun.In(context).Where(cited => cited.Run.Has(FondLevel.Inventory) && (cited.Run.Has(FondLevel.Fond) || cited.Run.Has(FondLevel.File))).Select(cited => (cited, OrderOf(cited.Run)))];

        // "op. 5, f. 2" without an archive: music.
        runs.RemoveAll(run => run.Order == Order.Outwards && run.Cited.Repository is null && run.Cited.Run.Levels.Count == 2);
        var inwards = runs.Count(run => run.Order == Order.Inwards);
        var outwards = runs.Count(run => run.Order == Order.Outwards);
        foreach (var (cited, order) in runs)
        {
            // From the file outwards may be a habit.
            if (order == Order.Mixed || (order == Order.Outwards && inwards >= outwards && inwards > 0) || (order == Order.Outwards && outwards == 1 && cited.Repository?.Levels.Contains("opis") is true))
            {
                var printed = context.Printed(cited.Run.Note, cited.Run.Span);
                var places = string.Join(", ", cited.Run.Levels.Select(level => level.Level).Distinct().Order().Select(Name));
                yield return At(cited.Run.Note, cited.Run.Span, string.Create(CultureInfo.InvariantCulture, $"The levels of {printed} are out of order; the order is {places}. Check that each number has its own label."));
            }
        }
    }

    private enum Order
    {
        Inwards = 1,
        Outwards,
        Mixed,
    }

    private static Order OrderOf(LevelRun run)
    {
        var (falls, rises) = (0, 0);
        for (var i = 1; i < run.Levels.Count; i++)
        {
            // Of a leaf only that it stands behind its file can be told: "l. 5, d. 7, l. 9" begins with what belongs to a file before.
            var (before, here) = (run.Levels[i - 1].Level, run.Levels[i].Level);
            falls += here < before && before != FondLevel.Leaf && here != FondLevel.Folder && before != FondLevel.Folder ? 1 : 0;
            rises += here > before ? 1 : 0;
        }

        // The next number of a list begins with the same level or an outer one: f. 17, op. 3, d. 5, op. 4, d. 7.
        var repeats = run.Levels.CountBy(level => level.Level).Any(count => count.Value > 1);
        return falls == 0 || repeats ? Order.Inwards : rises == 0 ? Order.Outwards : Order.Mixed;
    }

    private static string Name(FondLevel level) => level switch
    {
        FondLevel.Fond => "fond",
        FondLevel.Inventory => "opis",
        FondLevel.Folder => "papka",
        FondLevel.File => "file",
        _ => "leaf",
    };
}
