using Recto.Notes.References;

namespace Recto.App.Features.Notes;

/// <summary>The words of <c>recto notes read</c> for kinds, forms and sides.</summary>
internal static class ReferenceWords
{
    public static string Of(ReferenceKind kind) => kind == ReferenceKind.EditedSource ? "edited-source" : kind.ToString().ToLowerInvariant();

    public static string Of(ReferenceForm form) => form == ReferenceForm.CrossReference ? "cross-reference" : form.ToString().ToLowerInvariant();

    public static string? Of(FolioSide? side) => side switch { FolioSide.Recto => "recto", FolioSide.Verso => "verso", _ => null };
}
