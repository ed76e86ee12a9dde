using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.ArticleDesk;

/// <summary>The files that are made of an article, at its desk.</summary>
internal static class MadeFilesDoor
{
    /// <summary>Asks for all of them anew.</summary>
    public static async Task AgainAsync(HttpContext context, Database database, ArticleStore articles, MadeFileStore made, AuditStore audit, FilesInMaking making, TimeProvider time, Guid id, CancellationToken ct)
    {
        if (await ArticleDeskFeature.FindAsync(context, articles, id, DeskAct.EditRecord, ct) is not { } article)
        {
            return;
        }

        await using (var tx = await database.BeginAsync(ct))
        {
            if (await made.AskAgainAsync(tx, id, ct))
            {
                await audit.AppendAsync(tx, DeskLog.Entry(context, "article.filesAgain", $"article/{id}", article.Row.Title, article.Row.JournalId), time.GetUtcNow(), ct);
                await tx.CommitAsync(ct);
            }
        }

        making.Nudge();
        DeskDoor.Done(context, $"/desk/articles/{id}?done=again#files");
    }
}

/// <summary>The files that are made of an article, for its desk.</summary>
/// <param name="Files">What was tried, by kind.</param>
/// <param name="Standing">How it stands; null where the article is not public.</param>
/// <param name="Kinds">The kinds that this site can make.</param>
public sealed record MadeFilesView(IReadOnlyList<MadeFileRow> Files, MadeStanding? Standing, IReadOnlySet<string> Kinds);
