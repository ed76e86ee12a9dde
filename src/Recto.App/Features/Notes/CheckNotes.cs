using Recto.Journals.Exchange.Fixes;
using Recto.Notes;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.App.Features.Notes;

/// <summary>The use case behind <c>recto notes check</c>: reads the notes of one document and says what is wrong with them.</summary>
internal static class CheckNotes
{
    /// <summary>Exit code where nothing was found.</summary>
    public const int Clean = 0;

    /// <summary>Exit code where there are findings.</summary>
    public const int HasFindings = 1;

    /// <summary>Exit code where the input or the command line cannot be used.</summary>
    public const int Unusable = 2;

    /// <summary>What the engine read, and the findings that are severe enough, in document order.</summary>
    public static CheckedNotes Run(NotesEngine engine, IReadOnlyList<Note> notes, CheckOptions options, Severity lowest = Severity.Advice)
    {
        var apparatus = engine.Read(notes);
        return new CheckedNotes(apparatus, [.. engine.Check(apparatus, options).Where(finding => finding.Descriptor.Severity >= lowest)]);
    }

    /// <summary>Writes the findings of one document as it was asked for.</summary>
    /// <param name="format"><c>text</c>, <c>json</c> or <c>sarif</c>.</param>
    /// <param name="path">The document as named on the command line; <c>-</c> for standard input.</param>
    /// <param name="checkedNotes">What was found.</param>
    /// <param name="output">Where to.</param>
    /// <param name="map">Where the notes stand in the document, for formats that tell it; null where that is not known.</param>
    /// <returns>False where there is no such format.</returns>
    public static bool TryWrite(string format, string path, CheckedNotes checkedNotes, TextWriter output, DocumentMap? map = null)
    {
        switch (format)
        {
            case "text": ConsoleReport.Write(path, checkedNotes.Apparatus, checkedNotes.Findings, output); return true;
            case "json": JsonReport.Write(checkedNotes.Apparatus, checkedNotes.Findings, output); return true;
            case "sarif": SarifReport.Write(path, checkedNotes.Apparatus, checkedNotes.Findings, output, map); return true;
            default: return false;
        }
    }
}

/// <summary>One document's notes and what is wrong with them.</summary>
/// <param name="Apparatus">As read.</param>
/// <param name="Findings">In document order.</param>
internal sealed record CheckedNotes(Apparatus Apparatus, IReadOnlyList<Diagnostic> Findings)
{
    /// <summary>The exit code of the command.</summary>
    public int ExitCode => Findings.Count == 0 ? CheckNotes.Clean : CheckNotes.HasFindings;
}
