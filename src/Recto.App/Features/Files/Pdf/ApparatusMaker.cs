using Recto.App.Features.Files.Makers;
using Recto.Journals.Exchange;

namespace Recto.App.Features.Files.Pdf;

/// <summary>Makes the PDF of an article's apparatus: its notes with what they mean, then archives, printed sources and literature.</summary>
/// <param name="setting">By what it is set.</param>
internal sealed class ApparatusMaker(PdfSetting setting) : IFileMaker
{
    /// <inheritdoc/>
    public string Kind => "apparatus";

    /// <inheritdoc/>
    public string Version => setting.Version;

    /// <inheritdoc/>
    public Task<MadeFile> MakeAsync(FinishedArticle article, Func<string, Task<Stream?>> open, CancellationToken ct) => setting.MakeAsync(article, isApparatus: true, open, ct);
}
