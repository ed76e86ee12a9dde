using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;

namespace Recto.Notes.Checks;

/// <summary>Every check, in order of id.</summary>
public static class Catalogue
{
    /// <summary>All checks.</summary>
    public static IReadOnlyList<Check> All { get; } =
    [
        new WrongClosingQuotationMark(),
        new UnclosedQuotation(),
        new MissingSpaceBeforeBracket(),
        new VolumeMissing(),
        new WrongNumberOfParts(),
        new MixedScripts(),
        new AmbiguousSiglum(),
        new SelfReference(),
        new TargetMissing(),
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
    /// <param name="apparatus">All notes of one article, read and resolved.</param>
    /// <param name="directory">The archives to know.</param>
    public static IReadOnlyList<Diagnostic> Run(Apparatus apparatus, RepositoryDirectory directory)
    {
        ArgumentNullException.ThrowIfNull(apparatus);
        ArgumentNullException.ThrowIfNull(directory);
        List<Diagnostic> found = [.. All.SelectMany(check => check.Run(apparatus, directory))];
        return [.. found.OrderBy(diagnostic => diagnostic.NoteIndex).ThenBy(diagnostic => diagnostic.Span).ThenBy(diagnostic => diagnostic.Descriptor.Id, StringComparer.Ordinal)];
    }
}
