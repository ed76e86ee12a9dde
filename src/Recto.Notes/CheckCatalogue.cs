using Recto.Notes.Checks;
using Recto.Notes.Checks.Archives;
using Recto.Notes.Checks.BackReferences;
using Recto.Notes.Checks.Consistency;
using Recto.Notes.Checks.Structure;
using Recto.Notes.Checks.Typography;
using Recto.Notes.Diagnostics;

namespace Recto.Notes;

/// <summary>Every check, in order of id.</summary>
public static class CheckCatalogue
{
    /// <summary>All checks.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        // RN01 typography
        new WrongClosingQuotationMark(),
        new UnclosedQuotation(),
        new MissingSpaceBeforeBracket(),

        // RN02 structure of a reference
        new VolumeMissing(),

        // RN03 archives
        new WrongNumberOfParts(),
        new MixedScripts(),
        new AmbiguousSiglum(),
        new UnknownSiglum(),
        new SiglumNeverUsedAgain(),
        new SiglumBeforeIntroduction(),
        new SiglumIntroducedTwice(),
        new SiglumWithTwoMeanings(),
        new SeriesLetterLost(),
        new FolioSideDoubtful(),
        new FolioRangeReversed(),
        new LevelLabelsMixed(),
        new PartsMissing(),
        new LevelsOutOfOrder(),
        new RepositoryMissing(),
        new FolioMissing(),
        new ArchiveNamedTwoWays(),
        new DateOutsideFile(),
        new LeafLabelDisagrees(),

        // RN04 back references
        new SelfReference(),
        new TargetMissing(),

        // RN05 consistency over the apparatus
        new VariantAuthor(),
        new VariantCallNumber(),
    ];

    /// <summary>Where the page of a rule is read.</summary>
    public static string HelpAddress(DiagnosticDescriptor descriptor)
    {
        ArgumentNullException.ThrowIfNull(descriptor);
        return $"docs/diagnostics/{descriptor.Id}.md";
    }

    /// <summary>What all checks complain about, in document order.</summary>
    /// <param name="context">All notes of one article, read and resolved, and what they are judged by.</param>
    public static IReadOnlyList<Diagnostic> Run(CheckContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        List<Diagnostic> found = [.. All.SelectMany(check => check.Run(context))];
        return [.. found.OrderBy(diagnostic => diagnostic.NoteIndex).ThenBy(diagnostic => diagnostic.Span).ThenBy(diagnostic => diagnostic.Descriptor.Id, StringComparer.Ordinal)];
    }
}
