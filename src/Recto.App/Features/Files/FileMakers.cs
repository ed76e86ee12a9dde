using Recto.App.Features.Files.Epub;
using Recto.App.Features.Files.Jats;
using Recto.App.Features.Files.Makers;
using Recto.App.Features.Files.Pdf;

namespace Recto.App.Features.Files;

/// <summary>Every maker of this machine. One for the whole program: the makers of PDFs hold processes, which end with it.</summary>
internal sealed class FileMakers : IDisposable
{
    private readonly PdfSetting _pdf;

    /// <summary>The makers of a site.</summary>
    /// <param name="dataFolder">The site's folder.</param>
    public FileMakers(string dataFolder)
    {
        _pdf = PdfMakers.Setting(dataFolder);
        All = [new CardMaker(), new JatsMaker(), new EpubMaker(), .. PdfMakers.Of(_pdf)];
    }

    /// <summary>All of them, in the order in which an article's files are made: quick ones first.</summary>
    public IReadOnlyList<IFileMaker> All { get; }

    /// <summary>Sets a sheet with sums; null where no program is here that could.</summary>
    public Task<byte[]?> SetAsync(Recto.Journals.Exchange.Statements.Statement statement, CancellationToken ct) => _pdf.SetAsync(statement, ct);

    /// <inheritdoc/>
    public void Dispose() => _pdf.Dispose();
}
