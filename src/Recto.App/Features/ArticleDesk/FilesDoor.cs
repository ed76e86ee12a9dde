using Recto.App.Shell;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Files;

namespace Recto.App.Features.ArticleDesk;

/// <summary>Files of an article, drafts too, for those who work on it.</summary>
internal static class FilesDoor
{
    public static async Task FileAsync(HttpContext context, ArticleStore articles, ArticleFileStore files, IFileStore store, Guid id, string name, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.SeeDrafts, ct) is null)
        {
            return;
        }

        var file = (await files.ListAsync(id, ct)).FirstOrDefault(file => file.Name == name);
        await SendAsync(context, store, file?.Hash, file?.MediaType ?? "application/octet-stream", name, ct);
    }

    /// <summary>Answers with a file of the store; whoever opens it by itself gets no script of it to run, and only pictures are shown in the browser.</summary>
    public static async Task SendAsync(HttpContext context, IFileStore store, FileHash? hash, string mediaType, string name, CancellationToken ct)
    {
        if (hash is not { } known || await store.OpenAsync(known, ct) is not { } content)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        var isPicture = mediaType.StartsWith("image/", StringComparison.Ordinal);
        await Results.Stream(content, mediaType, isPicture ? null : Path.GetFileName(name), enableRangeProcessing: true).ExecuteAsync(context);
    }
}
