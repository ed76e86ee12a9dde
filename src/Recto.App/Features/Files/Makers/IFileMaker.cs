using Recto.Journals.Articles;
using Recto.Journals.Exchange;

namespace Recto.App.Features.Files.Makers;

/// <summary>Makes one kind of file of an article. Called behind everything else, never while a reader waits; several articles at once.</summary>
internal interface IFileMaker
{
    /// <summary>Kind of the file, as it stands in the database and in addresses: <c>pdf</c>, <c>apparatus</c>, <c>epub</c>, <c>jats</c>.</summary>
    string Kind { get; }

    /// <summary>Raised whenever the same article would be made otherwise; also tells the program by which it is made, where there are several.</summary>
    string Version { get; }

    /// <summary>Makes the file.</summary>
    /// <param name="article">The article.</param>
    /// <param name="open">Opens a file of the article by its <see cref="FinishedFile.Key"/>; null where its bytes are not there. The caller disposes of the stream.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What was made. A broken article (a picture that is missing, an element that is not known, a formula that is refused) still gives a file that can be read, and a line in the report.</returns>
    Task<MadeFile> MakeAsync(FinishedArticle article, Func<string, Task<Stream?>> open, CancellationToken ct);
}

/// <summary>What became of one file.</summary>
/// <param name="Bytes">Its bytes; null where nothing was made: <paramref name="Report"/> says why, or there is nothing of the kind in the article and the report is empty.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Report">Lines for the editors, each once, without markup; empty where all went well.</param>
internal sealed record MadeFile(byte[]? Bytes, string MediaType, IReadOnlyList<ImportWarning> Report);
