using Recto.App.Features.Files.Makers;
using Recto.Journals.Exchange;

namespace Recto.App.Features.Files.Pdf;

/// <summary>Makes the PDF of an article, its notes at the foot of the page.</summary>
/// <param name="setting">By what it is set.</param>
internal sealed class PdfMaker(PdfSetting setting) : IFileMaker
{
    /// <inheritdoc/>
    public string Kind => "pdf";

    /// <inheritdoc/>
    public string Version => setting.Version;

    /// <inheritdoc/>
    public Task<MadeFile> MakeAsync(FinishedArticle article, Func<string, Task<Stream?>> open, CancellationToken ct) => setting.MakeAsync(article, isApparatus: false, open, ct);
}
