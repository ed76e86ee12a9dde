using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Lists;

namespace Recto.App.Features.Subscriptions.Desk;

/// <summary>Rights at the desk.</summary>
/// <param name="Person">Who looks.</param>
/// <param name="Rights">A page of them.</param>
/// <param name="Now">As what they stand.</param>
/// <param name="Filter">What is sought.</param>
/// <param name="Only">The institution that they are of; null for all.</param>
/// <param name="Address">Address of the list without its place.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="EndingSoon">Whether some end soon, where all are listed.</param>
/// <param name="Notice">What was just done.</param>
public sealed record SubscriptionListView(DeskPerson Person, IReadOnlyList<RightRow> Rights, DateTimeOffset Now, FormValues Filter, string? Only, string Address, string? Next, bool First, bool EndingSoon, string? Notice);

/// <summary>The list of rights: sought by holder and reference, and by how they stand.</summary>
internal static class SubscriptionList
{
    /// <summary>Address of the list.</summary>
    public const string Address = "/desk/subscriptions";

    private const int Size = 50;

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, RightStore rights, KnownInstitutions institutions, TimeProvider time, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            return;
        }

        var query = context.Request.Query;
        var (text, state, kind) = (query["q"].ToString().Trim(), query["state"].ToString(), query["kind"].ToString());
        var only = institutions.Find(query["institution"].ToString());
        var (now, after) = (time.GetUtcNow(), Cursor.TryParse(query["after"], out var cursor) ? cursor : (Cursor?)null);
        var filter = new RightFilter
        {
            Text = text.Length is > 0 and <= 200 ? text : null,
            State = state switch { "running" => RightListing.Running, "ending" => RightListing.EndingSoon, "later" => RightListing.NotBegun, "ended" => RightListing.Ended, "revoked" => RightListing.Revoked, _ => null },
            Kind = kind switch { "subscription" => RightKind.Subscription, "trial" => RightKind.Trial, "purchase" => RightKind.Purchase, "token" => RightKind.Token, _ => null },
            LinksOnly = false,
            Institutions = only is null ? null : [only.Id],
        };
        var page = await rights.ListAsync(filter, now, Size, after, ct);
        var soon = filter == new RightFilter { LinksOnly = false } && (await rights.ListAsync(filter with { State = RightListing.EndingSoon }, now, 1, null, ct)).Items.Count > 0;
        var address = $"{Address}?q={Uri.EscapeDataString(text)}&state={(filter.State is null ? "" : state)}&kind={(filter.Kind is null ? "" : kind)}&institution={only?.Key}";
        await PageWriter.WriteAsync<SubscriptionListPage>(context, new SubscriptionListView(context.Person()!, page.Items, now,
            new FormValues(("q", text.Length > 0 ? text : null), ("state", filter.State is null ? null : state), ("kind", filter.Kind is null ? null : kind), ("institution", only?.Key)),
            only?.Name, address, page.Next?.ToString(), after is null, soon, null));
    }
}
