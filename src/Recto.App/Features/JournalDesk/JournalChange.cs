using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Addresses;
using Recto.Storage.Articles;
using Recto.Storage.Audit;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.JournalDesk;

/// <summary>What every change at the desk of a journal needs: the stores that write, one transaction, a line in the log, and finished pages thrown away after it.</summary>
internal sealed class JournalChange(PublishedChange published, JournalStore journals, IssueStore issues, IssueContentsStore contents, SectionStore sections, JournalPageStore pages, MovedAddressStore moved,
    AuditStore audit, IFileStore files, PublishArticle publish)
{
    public JournalStore Journals => journals;

    public IssueStore Issues => issues;

    public IssueContentsStore Contents => contents;

    public SectionStore Sections => sections;

    public JournalPageStore Pages => pages;

    public MovedAddressStore Moved => moved;

    public AuditStore Audit => audit;

    public IFileStore Files => files;

    public DateTimeOffset Now => published.Now;

    /// <summary>Makes a draft public.</summary>
    public Task<bool> PublishAsync(HttpContext context, WriteTransaction tx, Guid article, DateTimeOffset now, CancellationToken ct) => publish(tx, article, context.Person()!, now, ct);

    /// <summary>Does something in one transaction; it is committed where the answer is not null, and then finished pages are thrown away.</summary>
    /// <typeparam name="T">What came of it.</typeparam>
    /// <param name="change">What is done; null where nothing is to be kept.</param>
    /// <param name="ct">Cancels.</param>
    public Task<T?> MakeAsync<T>(Func<WriteTransaction, DateTimeOffset, Task<T?>> change, CancellationToken ct) where T : class => published.MakeAsync(change, ct);

    /// <summary>Who changed something last, for whoever came too late.</summary>
    public Task<(string? Person, DateTimeOffset? At)> LastAsync(string subject, CancellationToken ct) => DeskLog.LastAsync(audit, subject, ct);
}
