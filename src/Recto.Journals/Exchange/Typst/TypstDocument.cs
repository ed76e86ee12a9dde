using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Typst;

/// <summary>A document for Typst: the source, the pictures that it shows, and what could not be set.</summary>
/// <param name="Source">The main file. It imports <c>/recto.typ</c> (<see cref="TypstTemplate"/>).</param>
/// <param name="Pictures">Pictures by their path in the source (<c>/pictures/1.png</c>).</param>
/// <param name="Report">Lines for the editors.</param>
public sealed record TypstDocument(string Source, IReadOnlyDictionary<string, FinishedFile> Pictures, IReadOnlyList<ImportWarning> Report);
