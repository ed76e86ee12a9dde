using Recto.App.Features.Files.Makers;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.JatsOut;

namespace Recto.App.Features.Files.Jats;

/// <summary>Makes the JATS 1.3 of an article to take away.</summary>
internal sealed class JatsMaker : IFileMaker
{
    /// <inheritdoc/>
    public string Kind => "jats";

    /// <inheritdoc/>
    public string Version => "jats " + JatsOutput.Version;

    /// <inheritdoc/>
    public Task<MadeFile> MakeAsync(FinishedArticle article, Func<string, Task<Stream?>> open, CancellationToken ct)
    {
        ct.ThrowIfCancellationRequested();
        var made = JatsOutput.Of(article);
        return Task.FromResult(new MadeFile(made.Bytes, "application/xml", made.Report));
    }
}
