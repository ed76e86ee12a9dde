using Recto.Notes.References;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>The words by which files and answers of programs call kinds, forms and sides; of the contract of <c>recto notes read</c>, and never changed.</summary>
public static class ReferenceWords
{
    /// <summary>A kind: <c>book</c>, <c>edited-source</c>.</summary>
    public static string Of(ReferenceKind kind) => kind == ReferenceKind.EditedSource ? "edited-source" : kind.ToString().ToLowerInvariant();

    /// <summary>A form: <c>full</c>, <c>cross-reference</c>.</summary>
    public static string Of(ReferenceForm form) => form == ReferenceForm.CrossReference ? "cross-reference" : form.ToString().ToLowerInvariant();

    /// <summary>A side of a leaf: <c>recto</c>; null where it is not told.</summary>
    public static string? Of(FolioSide? side) => side switch { FolioSide.Recto => "recto", FolioSide.Verso => "verso", _ => null };
}
