using System.Collections.Concurrent;
using System.Text;
using Recto.App.Features.Files;
using Recto.App.Features.Files.Makers;
using Recto.Journals.Articles;
using Recto.Journals.Exchange;

namespace Recto.App.Tests.Features.Files;

/// <summary>Makes a small file of the title; counts, and breaks off or waits where it is told to.</summary>
internal sealed class PlainMaker(string kind, string mediaType) : IFileMaker
{
    public ConcurrentBag<string> Made { get; } = [];

    public Func<FinishedArticle, CancellationToken, Task<MadeFile?>>? Instead { get; set; }

    public string Kind => kind;

    public string Version { get; set; } = "plain 1";

    public async Task<MadeFile> MakeAsync(FinishedArticle article, Func<string, Task<Stream?>> open, CancellationToken ct)
    {
        Made.Add(article.Slug);
        return Instead is not null && await Instead(article, ct) is { } other ? other
            : new MadeFile(Encoding.UTF8.GetBytes($"{kind} of {article.Read.Article.Title}, {article.Read.Document.Jats.Descendants("body").First().Value}, {article.Apparatus.Notes.Count} notes, 0123456789"), mediaType, []);
    }

    public static MadeFile Failed(string why) => new(null, "application/octet-stream", [new ImportWarning(null, why)]);
}
