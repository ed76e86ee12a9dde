using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Archives;

/// <summary>
/// RN0313: a labelled call number with a gap: a leaf behind the opis without a file; a file without an opis or a fond where the archive counts by them.
/// It may stop at any level (f. 17, op. 162 is the whole opis), but not leave one out.
/// </summary>
internal sealed class PartsMissing : Check
{
    // So often must an archive's other numbers have an opis before one without counts as lacking it: at some fonds there is none.
    private const int FewestOthers = 3;

    // Room for a comma, a blank and the label: what stands farther off belongs to a document that has been described.
    private const int MostBeforeLeaf = 8;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0313", "parts-missing", "A call number leaves out a level", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<CitedRun> runs = [.. CitedRun.In(context)];
        var withInventory = runs.Where(cited => cited.House is not null && cited.Run.Has(FondLevel.Fond) && cited.Run.Has(FondLevel.Inventory)).CountBy(cited => cited.House!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var without = runs.Where(LacksInventory).CountBy(cited => cited.House!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var withFolder = runs.Where(cited => cited.House is not null && cited.Run.Has(FondLevel.Folder) && cited.Run.Has(FondLevel.File)).CountBy(cited => cited.House!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        var withoutFolder = runs.Where(LacksFolder).CountBy(cited => cited.House!, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
        foreach (var cited in runs)
        {
            var printed = context.Printed(cited.Run.Note, cited.Run.Span);
            if (LacksFile(cited))
            {
                yield return At(cited.Run.Note, cited.Run.Span, $"{printed} names a leaf but no file; add the file’s number between the inventory and the leaf.");
            }
            else if (LacksInventory(cited) && withInventory.GetValueOrDefault(cited.House!) >= FewestOthers && without[cited.House!] == 1)
            {
                yield return At(cited.Run.Note, cited.Run.Span, $"{printed} names a file but no inventory (opis), which every other number of this archive has; add it.");
            }
            else if (LacksFond(context, cited))
            {
                yield return At(cited.Run.Note, cited.Run.Span, $"{printed} names no fond; add its number before the inventory.");
            }
            else if (LacksFolder(cited) && withFolder.GetValueOrDefault(cited.House!) >= FewestOthers && withoutFolder[cited.House!] == 1)
            {
                yield return At(cited.Run.Note, cited.Run.Span, $"{printed} names no folder (papka), which every other number of this archive has; add it between inventory and file.");
            }
        }

        foreach (var finding in Codes(context))
        {
            yield return finding;
        }
    }

    // TNA, FO 371, fol. 12: a series has no leaves, its pieces have.
    private IEnumerable<Diagnostic> Codes(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            foreach (var reference in context.References(note).Select(resolved => resolved.Reference).OfType<ArchivalReference>())
            {
                if (reference is { RepositoryId: "tna", Repository: not null, Path: [var department, var series], Folio: { } folio } && department.Text.All(char.IsAsciiLetterUpper) && series.Text.All(char.IsAsciiDigit) && folio.Span.Start - series.Span.End <= MostBeforeLeaf)
                {
                    yield return At(note, new TextSpan(department.Span.Start, folio.Span.End), $"{department.Text} {series.Text} is a whole series and has no leaves; add the number of the piece.");
                }
            }
        }
    }

    // f. 558, op. 11, l. 94. In Latvia l. is the file, lp. the leaf.
    private static bool LacksFile(CitedRun cited) =>
        cited.Run.Has(FondLevel.Fond) && cited.Run.Has(FondLevel.Inventory) && cited.Run.Has(FondLevel.Leaf) && !cited.Run.Has(FondLevel.File) && !cited.Run.Has(FondLevel.Folder)
        && cited.Repository?.Levels.Contains("lieta") is not true;

    private static bool LacksInventory(CitedRun cited) =>
        cited.House is not null && cited.Source is HouseSource.Own or HouseSource.Earlier && cited.Run.Has(FondLevel.Fond) && cited.Run.Has(FondLevel.File) && !cited.Run.Has(FondLevel.Inventory);

    // AVPRF, f. 05, op. 13, d. 70: only there is a folder between.
    private static bool LacksFolder(CitedRun cited) =>
        cited.Repository?.Levels.Contains("papka") is true && cited.House is not null && cited.Run.Has(FondLevel.Fond) && cited.Run.Has(FondLevel.Inventory) && cited.Run.Has(FondLevel.File) && !cited.Run.Has(FondLevel.Folder);

    // RGASPI, op. 11, d. 431: directly behind the archive; farther on the fond may have been named before.
    private static bool LacksFond(CheckContext context, CitedRun cited)
    {
        if (cited.Run.Levels[0].Level != FondLevel.Inventory || cited.Run.Has(FondLevel.Fond) || !cited.Run.Has(FondLevel.File))
        {
            return false;
        }

        return Siglum.Before(context.Tokens(cited.Run.Note), cited.Run.FirstToken) is { } house && context.Directory.FindBySiglum(house.In(context.Text(cited.Run.Note)).ToString()) is { Count: > 0 } known && known[0].Levels.Contains("fond");
    }
}
