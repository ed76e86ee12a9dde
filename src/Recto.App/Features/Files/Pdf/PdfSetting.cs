using System.Text;
using Recto.App.Features.Files.Makers;
using Recto.App.Shell.Language;
using Recto.App.Shell.Programs;
using Recto.Journals.Articles;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Print;
using Recto.Journals.Exchange.Statements;
using Recto.Journals.Exchange.Typst;

namespace Recto.App.Features.Files.Pdf;

/// <summary>Makes PDFs of articles by the best way that is here. One for the whole program: it holds the processes that set.</summary>
internal sealed class PdfSetting : IDisposable
{
    private const string MediaType = "application/pdf";
    private readonly PdfPrograms _programs;
    private readonly TypstEngine? _typst;
    private readonly SaidWords _words = new(Say.Here);

    /// <summary>One for these programs.</summary>
    public PdfSetting(PdfPrograms programs)
    {
        _programs = programs;
        _typst = programs.HasTypst ? new TypstEngine(programs) : null;
    }

    /// <summary>Changes whenever the same article would be set otherwise.</summary>
    public string Version => $"{TypstTemplate.Version} {_programs.Way}";

    /// <summary>Sets an article, or its apparatus.</summary>
    /// <param name="article">The article.</param>
    /// <param name="isApparatus">Whether its notes and sources are wanted, and not its text.</param>
    /// <param name="open">Opens a file by its key.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<MadeFile> MakeAsync(FinishedArticle article, bool isApparatus, Func<string, Task<Stream?>> open, CancellationToken ct)
    {
        if (_programs.Way == "none")
        {
            return new MadeFile(null, MediaType, []);
        }

        var print = Spoken(article);
        if (isApparatus && print.InOrder.Count == 0)
        {
            return new MadeFile(null, MediaType, []);
        }

        var report = new List<ImportWarning>();
        TypstOutcome outcome;
        if (_typst is not null)
        {
            var document = isApparatus ? ApparatusTypst.Write(print)! : ArticleTypst.Write(print);
            report.AddRange(document.Report);
            outcome = await _typst.SetAsync(document, open, ct);
            if (outcome.Bytes is null && _programs.WeasyPrint is not null)
            {
                report.Add(new ImportWarning(null, $"Typst could not set it: {outcome.Refusal}. WeasyPrint did instead."));
                outcome = await WeasyAsync(Spoken(article), isApparatus, open, ct);
            }
        }
        else
        {
            outcome = await WeasyAsync(print, isApparatus, open, ct);
        }

        report.AddRange(outcome.Report.Select(line => new ImportWarning(null, line)));
        if (outcome.Bytes is null)
        {
            report.Add(new ImportWarning(null, $"No PDF could be made: {outcome.Refusal?.TrimEnd('.')}."));
        }

        return new MadeFile(outcome.Bytes, MediaType, [.. report.DistinctBy(line => line.Message)]);
    }

    /// <summary>Sets a sheet with sums; null where no program is here that could.</summary>
    public async Task<byte[]?> SetAsync(Statement statement, CancellationToken ct)
    {
        static Task<Stream?> NoPicture(string key) => Task.FromResult<Stream?>(null);
        var set = _typst is null ? null : (await _typst.SetAsync(StatementTypst.Write(statement), NoPicture, ct)).Bytes;
        return set ?? (_programs.WeasyPrint is { } program ? (await WeasyEngine.SetAsync(program, StatementHtml.Write(statement), NoPicture, ct)).Bytes : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _typst?.Dispose();

    private Task<TypstOutcome> WeasyAsync(PrintArticle print, bool isApparatus, Func<string, Task<Stream?>> open, CancellationToken ct) =>
        WeasyEngine.SetAsync(_programs.WeasyPrint!, isApparatus ? PrintHtml.Apparatus(print)! : PrintHtml.Of(print), open, ct);

    // Recto's own words stand in the language of the article, where the interface has it.
    private PrintArticle Spoken(FinishedArticle article)
    {
        var language = article.Read.Article.Language?.Split('-')[0];
        return Say.In(Say.Languages.Any(known => known.Tag == language) ? language : "en", () => PrintArticle.Of(article, html => _words[Encoding.UTF8.GetBytes(html)].Value));
    }
}
