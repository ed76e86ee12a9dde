using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Journals.Works;
using Recto.Notes.Text;
using Recto.Storage.Lists;
using Recto.Storage.Sql;
using Recto.Storage.Works;

namespace Recto.App.Features.Works;

/// <summary>Works at the desk: find one, see why each mention is there, make two one, take mentions out, take a decision back.</summary>
internal static class WorksDesk
{
    private const int ListSize = 50;
    private const int MostCiting = 500;
    private const int MostProposed = 20;
    private const int LongestReason = 500;

    public static async Task ListAsync(HttpContext context, WorkStore works, Say say, string? q, string? after, CancellationToken ct)
    {
        Cursor? cursor = Cursor.TryParse(after, out var place) ? place : null;
        var person = context.Person()!;
        var page = await works.ListAsync(q, WorkOrder.Name, Sight(person), ListSize, cursor, ct);
        var decisions = cursor is null && string.IsNullOrWhiteSpace(q) && MayDecide(person) && Sight(person) == Visibility.WithDrafts ? await works.ListDecisionsAsync(null, ct) : [];
        await PageWriter.WriteAsync<WorksDeskPage>(context, new WorksDeskView(person, page.Items, (q ?? "").Trim(), page.Next?.ToString(), cursor is null, decisions, Notice(context, say)));
    }

    public static async Task ShowAsync(HttpContext context, WorkStore works, Say say, string id, string? q, CancellationToken ct)
    {
        if (await OpenAsync(context, works, id, ct) is not var (work, citing))
        {
            return;
        }

        var person = context.Person()!;
        var proposed = string.IsNullOrWhiteSpace(q) ? [] : (await works.ListAsync(q, WorkOrder.Name, Sight(person), MostProposed, null, ct)).Items;
        var related = string.IsNullOrWhiteSpace(q) ? await works.ListRelatedAsync(work, ct) : [];
        await PageWriter.WriteAsync<WorkDeskPage>(context, new WorkDeskView
        {
            Person = person,
            MayDecide = MayDecide(person),
            Work = work,
            Citing = citing,
            Sought = (q ?? "").Trim(),
            Proposed = [.. (string.IsNullOrWhiteSpace(q) ? related.Where(other => other.Kind == WorkRelation.Edition).Select(other => (other.Slug, other.Record)) : proposed.Select(other => (other.Slug, other.Record))).Where(other => other.Slug != work.Slug)],
            Decisions = await works.ListDecisionsAsync(work.Id, ct),
            Notice = Notice(context, say),
        });
    }

    public static async Task ConfirmMergeAsync(HttpContext context, WorkStore works, Say say, string id, string? into, CancellationToken ct)
    {
        if (!await MayDecideAsync(context) || await OpenAsync(context, works, id, ct) is not var (work, _))
        {
            return;
        }

        var address = AddressOf(work.Slug);
        if (into is null || into == work.Slug || await FindOpenAsync(context, works, into, ct) is not var (other, _))
        {
            DeskDoor.Done(context, address);
            return;
        }

        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["Make two works one"],
            [
                say["This one ends: {0}", WorkLine.Text(work.Record)],
                say["This one stays: {0}", WorkLine.Text(other.Record)],
                say["All mentions of the first ({0}, {1}) belong to the second from then on, also when the articles are read anew. Its address leads there. It can be undone.", say.Count(work.Mentions, "{0} place|{0} places"), say.Count(work.Articles, "{0} article|{0} articles")],
            ], say["Make them one"], address + "/merge", address)
        {
            Place = WorksFeature.DeskAddress,
            Crumbs = [(WorksFeature.DeskAddress, say["Works cited"]), (address, Name(work))],
            Fields = [("into", other.Slug)],
        });
    }

    public static async Task MergeAsync(HttpContext context, WorkStore works, WorkChange change, string id, CancellationToken ct)
    {
        if (!await MayDecideAsync(context) || await FormValues.ReadAsync(context) is not { } form || await OpenAsync(context, works, id, ct) is not var (work, _))
        {
            return;
        }

        if (await FindOpenAsync(context, works, form.Text("into") ?? "", ct) is not var (other, _))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        var isDone = await change.MergeAsync(context, work, other, null, ct);
        DeskDoor.Done(context, AddressOf(isDone ? other.Slug : work.Slug) + (isDone ? "?done=merged" : "?done=nothing"));
    }

    public static async Task SplitAsync(HttpContext context, WorkStore works, WorkChange change, string id, CancellationToken ct)
    {
        if (!await MayDecideAsync(context) || await FormValues.ReadAsync(context) is not { } form || await OpenAsync(context, works, id, ct) is not var (work, citing))
        {
            return;
        }

        // Only what is shown can be chosen.
        var chosen = form.All("source").ToHashSet(StringComparer.Ordinal);
        var sources = citing.SelectMany(article => article.Sources.Select(source => (article.ArticleId, source.SourceId))).Where(source => chosen.Contains(Key(source.ArticleId, source.SourceId))).ToList();
        var to = sources.Count == 0 ? null : await change.SplitAsync(context, work, sources, BoundedText.Cut(form.Text("reason") ?? "", LongestReason), ct);
        DeskDoor.Done(context, AddressOf(work.Slug) + (to is null ? "?done=nothing" : "?done=split"));
    }

    public static async Task UndoAsync(HttpContext context, WorkChange change, Guid decision, CancellationToken ct)
    {
        if (!await MayDecideAsync(context))
        {
            return;
        }

        var undone = await change.UndoAsync(context, decision, ct);
        DeskDoor.Done(context, undone is null ? WorksFeature.DeskAddress + "?done=nothing" : AddressOf(undone.FromSlug) + "?done=undone");
    }

    /// <summary>Path of a work at the desk.</summary>
    internal static string AddressOf(string slug) => $"{WorksFeature.DeskAddress}/{Uri.EscapeDataString(slug)}";

    /// <summary>How a form names a source.</summary>
    internal static string Key(Guid article, string source) => $"{article:N}/{source}";

    private static string Name(WorkRow work) => work.Record.DisplayTitle ?? work.Slug;

    private static bool MayDecide(DeskPerson person) => DeskRule.MaySomewhere(person, DeskAct.EditWorks);

    private static async Task<bool> MayDecideAsync(HttpContext context)
    {
        if (MayDecide(context.Person()!))
        {
            return true;
        }

        await DeskDoor.ForbiddenAsync(context);
        return false;
    }

    // Who works for some journals sees the drafts of these only, which a list cannot tell apart.
    private static Visibility Sight(DeskPerson person) => DeskRule.May(person, DeskAct.SeeDrafts) ? Visibility.WithDrafts : Visibility.Published;

    private static async Task<(WorkRow Work, IReadOnlyList<CitingArticleRow> Citing)?> OpenAsync(HttpContext context, WorkStore works, string id, CancellationToken ct)
    {
        if (await FindOpenAsync(context, works, id, ct) is { } open)
        {
            return open;
        }

        if ((await works.FindAsync(id, Visibility.WithDrafts, ct))?.MergedInto is { } other && HttpMethods.IsGet(context.Request.Method))
        {
            context.Response.Redirect(AddressOf(other));
            return null;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    // A work of which the person may see something, with that.
    private static async Task<(WorkRow Work, IReadOnlyList<CitingArticleRow> Citing)?> FindOpenAsync(HttpContext context, WorkStore works, string id, CancellationToken ct)
    {
        if (await works.FindAsync(id, Sight(context.Person()!), ct) is not { } work)
        {
            work = await works.FindAsync(id, Visibility.WithDrafts, ct);
        }

        if (work is null or { MergedInto: not null })
        {
            return null;
        }

        var reader = context.Reader();
        var citing = (await works.ListCitingAsync(work.Id, Visibility.WithDrafts, MostCiting, null, ct)).Items.Where(article => reader.Decide(article.Terms).Record).ToList();
        if (citing.Count == 0)
        {
            return null;
        }

        var forms = citing.SelectMany(article => article.Sources).Select(source => source.Record).ToList();
        return (work with { Record = BestRecord.Of(forms), Articles = citing.Count, Mentions = citing.Sum(article => article.Sources.Sum(source => source.Mentions.Count)) }, citing);
    }

    private static string? Notice(HttpContext context, Say say) => context.Request.Query["done"].ToString() switch
    {
        "merged" => say["The two are one work now."],
        "split" => say["The mentions are a work of their own now."],
        "undone" => say["Taken back. The mentions are where they were."],
        "nothing" => say["Nothing was changed: somebody else was faster, or nothing would be left of the work."],
        _ => null,
    };
}
