using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.JournalDesk;

/// <summary>Files of a journal's articles that could not be made.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Files">A page of them, latest first.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
public sealed record FailedFilesView(DeskPerson Person, JournalRow Journal, IReadOnlyList<FailedFile> Files, string? Next, bool First);

/// <summary>What could not be made of the articles of a journal, at its desk.</summary>
internal static class FailedFiles
{
    private const int Size = 50;

    public static async Task ShowAsync(HttpContext context, JournalDoor door, MadeFileStore made, string key, string? after, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.SeeDrafts, ct) is not { } journal)
        {
            return;
        }

        Cursor cursor = default;
        if (after is not null && !Cursor.TryParse(after, out cursor))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var page = await made.ListFailedAsync(journal.Id, Size, after is null ? null : cursor, ct);
        await PageWriter.WriteAsync<FailedFilesPage>(context, new FailedFilesView(context.Person()!, journal, page.Items, page.Next?.ToString(), after is null));
    }
}
