using Microsoft.Extensions.DependencyInjection.Extensions;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.Notes;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>The desk of a journal: its record, pages, sections and issues; and what of these the public sees that is no list of articles.</summary>
internal static class JournalDeskFeature
{
    private const string Journal = "/desk/journals/{key}";
    private const string Issue = Journal + "/issues/{issue}";
    private static readonly BodyLimit Picture = new(CoverPicture.Largest + (64 * 1024), Say.Key("A cover may have up to 8 MB. Save it smaller, and send it again."));

    /// <summary>Adds what it needs.</summary>
    public static void AddJournalDesk(this IServiceCollection services)
    {
        services.AddSingleton<SectionStore>();
        services.AddSingleton<IssueContentsStore>();
        services.AddSingleton<PublishedPages>();
        services.AddSingleton<PublishedChange>();
        services.AddSingleton<JournalDoor>();
        services.AddSingleton<IssueDoor>();
        services.AddSingleton<JournalChange>();
        services.TryAddSingleton<NotesEngine>();
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapJournalDesk(this IEndpointRouteBuilder routes)
    {
        routes.MapPage("/journals/{key}/pages/{page}", PublicPages.ShowAsync);
        routes.MapPage("/journals/{key}/pages/{page}/{language}", PublicPages.ShowInAsync);
        routes.MapFile("/journals/{key}/colours.css", JournalColours.SendAsync);

        routes.MapDeskPage("/desk/journals", JournalList.ShowAsync);
        routes.MapDeskPage("/desk/journals/new", NewJournal.ShowAsync);
        routes.MapDeskForm("/desk/journals/new", NewJournal.MakeAsync);
        routes.MapDeskPage(Journal, JournalRecord.ShowAsync);
        routes.MapDeskForm(Journal, JournalRecord.SaveAsync);
        routes.MapDeskPage(Journal + "/delete", JournalRecord.ConfirmDeleteAsync);
        routes.MapDeskForm(Journal + "/delete", JournalRecord.DeleteAsync);
        routes.MapDeskPage(Journal + "/cover", Covers.ShowOfJournalAsync);
        routes.MapDeskForm(Journal + "/cover", Covers.SaveOfJournalAsync, Picture);

        routes.MapDeskPage(Journal + "/pages", OwnPages.ShowAsync);
        routes.MapDeskForm(Journal + "/pages", OwnPages.OrderAsync);
        routes.MapDeskPage(Journal + "/pages/new", OwnPages.NewAsync);
        routes.MapDeskPage(Journal + "/pages/{page}/{language}", OwnPages.EditAsync);
        routes.MapDeskForm(Journal + "/pages/{page}/{language}", OwnPages.SaveAsync);
        routes.MapDeskPage(Journal + "/pages/{page}/{language}/delete", OwnPages.ConfirmDeleteAsync);
        routes.MapDeskForm(Journal + "/pages/{page}/{language}/delete", OwnPages.DeleteAsync);

        routes.MapDeskPage(Journal + "/sections", Sections.ShowAsync);
        routes.MapDeskForm(Journal + "/sections", Sections.OrderAsync);
        routes.MapDeskPage(Journal + "/sections/{section}", Sections.EditAsync);
        routes.MapDeskForm(Journal + "/sections/{section}", Sections.SaveAsync);
        routes.MapDeskPage(Journal + "/sections/{section}/merge", Sections.ConfirmMergeAsync);
        routes.MapDeskForm(Journal + "/sections/{section}/merge", Sections.MergeAsync);

        routes.MapDeskPage(Journal + "/issues", IssueList.ShowAsync);
        routes.MapDeskPage(Journal + "/issues/new", IssueRecord.NewAsync);
        routes.MapDeskForm(Journal + "/issues/new", IssueRecord.MakeAsync);
        routes.MapDeskPage(Issue, IssueContents.ShowAsync);
        routes.MapDeskForm(Issue, IssueContents.ChangeAsync);
        routes.MapDeskPage(Issue + "/record", IssueRecord.ShowAsync);
        routes.MapDeskForm(Issue + "/record", IssueRecord.SaveAsync);
        routes.MapDeskPage(Issue + "/cover", Covers.ShowOfIssueAsync);
        routes.MapDeskForm(Issue + "/cover", Covers.SaveOfIssueAsync, Picture);
        routes.MapDeskPage(Issue + "/publish", PublishIssue.ConfirmAsync);
        routes.MapDeskForm(Issue + "/publish", PublishIssue.PublishAsync);
        routes.MapDeskPage(Issue + "/unpublish", UnpublishIssue.ConfirmAsync);
        routes.MapDeskForm(Issue + "/unpublish", UnpublishIssue.UnpublishAsync);
        routes.MapDeskPage(Issue + "/delete", IssueRecord.ConfirmDeleteAsync);
        routes.MapDeskForm(Issue + "/delete", IssueRecord.DeleteAsync);

        routes.MapDeskPage(Journal + "/files", FailedFiles.ShowAsync);
        routes.MapDeskPage(Journal + "/redirects", Redirects.ShowAsync);
        routes.MapDeskForm(Journal + "/redirects", Redirects.AddAsync, new BodyLimit(1024 * 1024, Say.Key("A list of old addresses may have up to 1 MB at once. Send it in parts.")));
    }
}
