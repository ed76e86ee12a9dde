using Recto.App.Shell.Language;
using Recto.Journals.CitedBy;
using Recto.Storage.Articles;

namespace Recto.App.Features.CitedBy;

/// <summary>Words of lists of citing works.</summary>
internal static class CitedByWords
{
    /// <summary>Who tells.</summary>
    public static string Source(Say say, CitationSource source) => source switch
    {
        CitationSource.Crossref => say["Crossref"],
        CitationSource.OpenCitations => say["OpenCitations"],
        _ => say["notes of this site"],
    };

    /// <summary>What a work is.</summary>
    public static string Kind(Say say, CitingKind kind) => kind switch
    {
        CitingKind.Article => say["article"],
        CitingKind.Book => say["book"],
        CitingKind.Chapter => say["chapter"],
        CitingKind.Conference => say["conference paper"],
        CitingKind.Thesis => say["thesis"],
        CitingKind.Preprint => say["preprint"],
        CitingKind.Report => say["report"],
        CitingKind.Standard => say["standard"],
        CitingKind.Dataset => say["dataset"],
        CitingKind.Review => say["peer review"],
        _ => say["kind not told"],
    };

    /// <summary>An order.</summary>
    public static string Order(Say say, CitedByOrder order) => order switch
    {
        CitedByOrder.Found => say["latest found first"],
        CitedByOrder.Author => say["by author"],
        _ => say["newest first"],
    };
}
