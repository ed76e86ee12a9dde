using Recto.App.Shell.Language;
using Recto.Notes.References;

namespace Recto.App.Features.Works;

/// <summary>What sorts of works are called.</summary>
internal static class KindWords
{
    /// <summary>In the language of the reader.</summary>
    public static string Of(Say say, ReferenceKind kind) => kind switch
    {
        ReferenceKind.Book => say["Book"],
        ReferenceKind.Chapter => say["Chapter"],
        ReferenceKind.Article => say["Article"],
        ReferenceKind.Newspaper => say["Newspaper"],
        ReferenceKind.Thesis => say["Thesis"],
        ReferenceKind.EditedSource => say["Printed source"],
        ReferenceKind.Report => say["Report"],
        ReferenceKind.Web => say["Web page"],
        ReferenceKind.Legal => say["Law or case"],
        _ => say["Work"],
    };
}
