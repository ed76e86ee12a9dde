using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Audit;
using Recto.Storage.Issues;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Subscriptions.Links;

/// <summary>Reading links at the desk.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Links">A page of them.</param>
/// <param name="Uses">How often each was followed.</param>
/// <param name="Now">As how they stand.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Form">The form of a new one.</param>
/// <param name="Targets">What it can be for.</param>
/// <param name="Link">The whole address of the link that was just made: shown this once.</param>
public sealed record ReadingLinksView(DeskPerson Person, IReadOnlyList<RightRow> Links, IReadOnlyDictionary<Guid, long> Uses, DateTimeOffset Now, string? Next, bool First, FormValues Form, IReadOnlyList<(string, string)> Targets, string? Link);

/// <summary>
/// Links that carry a right: for reviewers, authors, the press. 256 random bits, of which the database keeps a hash; the address is shown once, when it is made.
/// </summary>
internal static class ReadingLinks
{
    /// <summary>Address of the list.</summary>
    public const string Address = "/desk/reading-links";

    private const int Size = 50;
    private const int LongestPurpose = 200;
    private const int LongestDays = 3660;

    /// <summary>The hash by which the database knows a token.</summary>
    public static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    /// <summary>Shows the links.</summary>
    public static async Task ShowAsync(HttpContext context, JournalStore journals, TitleListStore lists, TimeProvider time, Say say, CancellationToken ct)
    {
        if (await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            var form = new FormValues(("to", RightFields.Day(DateOnly.FromDateTime(time.GetUtcNow().UtcDateTime).AddDays(30))), ("download", "on"), ("print", "on"));
            await WriteAsync(context, form, await TargetField.LoadAsync(journals, lists, ct), null, say, ct);
        }
    }

    /// <summary>Makes one, and shows its address this once.</summary>
    public static async Task MakeAsync(HttpContext context, Database database, RightStore rights, JournalStore journals, TitleListStore lists, AuditStore audit, SiteOptions site, TimeProvider time, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var (targets, now) = (await TargetField.LoadAsync(journals, lists, ct), time.GetUtcNow());
        var target = await targets.ReadAsync(form, rights, say, ct);
        var today = DateOnly.FromDateTime(now.UtcDateTime);
        if (form.Text("purpose") is not { Length: <= LongestPurpose })
        {
            form.Wrong("purpose", say["Say for whom or what it is, so that it is known again: “Reviewer 2 of the spring issue”."]);
        }

        var last = Dates.ReadDay(form.Text("to")) ?? DateOnly.MinValue;
        if (last < today || last.DayNumber - today.DayNumber > LongestDays)
        {
            form.Wrong("to", say["A link needs a last day, from today on and within ten years."]);
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, form, targets, null, say, ct);
            return;
        }

        var token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        var right = new RightToKeep
        {
            Id = Guid.CreateVersion7(now),
            Kind = RightKind.Token,
            Holder = new RightHolder { TokenHash = Hash(token) },
            Target = target!,
            StartsAt = now,
            EndsAt = new RightTerms { Kind = RightKind.Token, From = today, To = last }.EndsAt,
            Uses = (form.Has("download") ? RightUses.Download : RightUses.None) | (form.Has("print") ? RightUses.Print : RightUses.None),
            Details = new RightDetails { Reference = form.Text("purpose") },
        };
        await using (var tx = await database.BeginAsync(ct))
        {
            await rights.AddAsync(tx, right, now, ct);
            await audit.AppendAsync(tx, DeskLog.Entry(context, "readingLink.made", $"right/{right.Id}", form.Text("purpose"), null), now, ct);
            await tx.CommitAsync(ct);
        }

        // Never in an address and never kept: whoever loses it makes another.
        await WriteAsync(context, new FormValues(("to", form.Text("to")), ("download", "on"), ("print", "on")), targets, $"{site.AddressFor(context.Request)}/read/{token}", say, ct);
    }

    private static async Task WriteAsync(HttpContext context, FormValues form, TargetField targets, string? link, Say say, CancellationToken ct)
    {
        var services = context.RequestServices;
        var (now, after) = (services.GetRequiredService<TimeProvider>().GetUtcNow(), Cursor.TryParse(context.Request.Query["after"], out var cursor) ? cursor : (Cursor?)null);
        var page = await services.GetRequiredService<RightStore>().ListAsync(new RightFilter { LinksOnly = true }, now, Size, after, ct);
        var uses = await services.GetRequiredService<ReadingLinkStore>().CountsAsync([.. page.Items.Select(row => row.Right.Id)], ct);
        await PageWriter.WriteAsync<ReadingLinksPage>(context, new ReadingLinksView(context.Person()!, page.Items, uses, now, page.Next?.ToString(), after is null, form, targets.Choices(say), link),
            status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
    }
}
