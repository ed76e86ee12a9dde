using Recto.App.Shell.Language;
using Recto.Notes.References;

namespace Recto.App.Features.Proof;

/// <summary>What forms and kinds are called at the desk.</summary>
internal static class CorrectionWords
{
    /// <summary>Forms of a reference: value and words.</summary>
    public static IReadOnlyList<(string Value, string Words)> Forms(Say say) =>
    [
        (nameof(ReferenceForm.Full), say["in full"]),
        (nameof(ReferenceForm.Short), say["short title"]),
        (nameof(ReferenceForm.Ibid), say["ibid. (the one before)"]),
        (nameof(ReferenceForm.CrossReference), say["see note …"]),
        (nameof(ReferenceForm.Idem), say["idem (the same author)"]),
    ];

    /// <summary>Kinds of a source: value and words.</summary>
    public static IReadOnlyList<(string Value, string Words)> Kinds(Say say) =>
    [
        (nameof(ReferenceKind.Unknown), say["not known"]),
        (nameof(ReferenceKind.Archival), say["file or leaf in an archive"]),
        (nameof(ReferenceKind.Book), say["book"]),
        (nameof(ReferenceKind.Chapter), say["chapter"]),
        (nameof(ReferenceKind.Article), say["article in a journal"]),
        (nameof(ReferenceKind.Newspaper), say["newspaper"]),
        (nameof(ReferenceKind.Thesis), say["thesis"]),
        (nameof(ReferenceKind.EditedSource), say["edited source"]),
        (nameof(ReferenceKind.Report), say["report"]),
        (nameof(ReferenceKind.Web), say["web page"]),
        (nameof(ReferenceKind.Legal), say["law, treaty or case"]),
    ];

    /// <summary>Sides of a leaf: value and words.</summary>
    public static IReadOnlyList<(string Value, string Words)> Sides(Say say) => [("", say["not said"]), (nameof(FolioSide.Recto), say["recto"]), (nameof(FolioSide.Verso), say["verso"])];

    /// <summary>Fields of the form with what they are called, in order.</summary>
    public static IReadOnlyList<(string Name, string Label)> Labels(Say say) =>
    [
        ("form", say["Form"]), ("kind", say["Kind"]), ("target", say["Stands for note"]), ("part", say["Which of its references"]), ("level", say["But another file"]),
        ("repository", say["Archive"]), ("path", say["Call number"]), ("folio", say["Leaf"]), ("side", say["Side"]), ("description", say["What it is"]), ("date", say["Date"]),
        ("authors", say["Authors"]), ("editors", say["Editors"]), ("title", say["Title"]), ("container", say["In"]), ("place", say["Place of publication"]), ("publisher", say["Publisher"]), ("year", say["Year or date"]),
        ("volume", say["Volume"]), ("issue", say["Issue"]), ("pages", say["Pages"]), ("source", say["Source"]), ("reason", say["Why, for the record"]),
    ];
}
