using System.Text.Json.Nodes;
using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;

namespace Recto.App.Features.Subscriptions.Desk;

/// <summary>A right that is to be taken back.</summary>
/// <param name="Person">Who does it.</param>
/// <param name="Row">The right.</param>
/// <param name="Form">What the form holds.</param>
public sealed record RevokeView(DeskPerson Person, RightRow Row, FormValues Form);

/// <summary>Ending a right, taking one back, giving it again.</summary>
internal static class SubscriptionActs
{
    private const int LongestReason = 500;

    /// <summary>Asks before a right ends with today.</summary>
    public static async Task ConfirmEndAsync(HttpContext context, Guid id, RightChange change, Say say, CancellationToken ct)
    {
        if (await SubscriptionRecord.FindAsync(context, id, change.Rights, ct) is not { } row)
        {
            return;
        }

        await PageWriter.WriteAsync<ConfirmPage>(context, new ConfirmView(context.Person()!, say["End it with today"],
            [
                say["{0}: {1}, {2}.", RightWords.Holder(row, say), RightWords.What(row, say), RightWords.Period(row, say)],
                row.Right.GraceDays > 0 ? say["Its last day will be today, universal time; its days of grace follow. What stays open for good stays."] : say["Its last day will be today, universal time. What stays open for good stays."],
            ],
            CanEnd(row, change) ? say["End it with today"] : null, $"{SubscriptionList.Address}/{id}/end", $"{SubscriptionList.Address}/{id}")
        {
            Place = SubscriptionList.Address,
            Crumbs = [(SubscriptionList.Address, say["Subscriptions"]), ($"{SubscriptionList.Address}/{id}", RightWords.Holder(row, say))],
            Fields = [(EditConflict.VersionField, row.Right.EditVersion.ToString(System.Globalization.CultureInfo.InvariantCulture))],
        });
    }

    /// <summary>Ends it.</summary>
    public static async Task EndAsync(HttpContext context, Guid id, RightChange change, Say say, CancellationToken ct)
    {
        if (await SubscriptionRecord.FindAsync(context, id, change.Rights, ct) is not { } row || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var today = DateOnly.FromDateTime(change.Now.UtcDateTime);
        var ended = row.Right with { EndsAt = new RightTerms { Kind = row.Right.Kind, From = today, To = today }.EndsAt, EditVersion = EditConflict.ShownVersion(form) };
        var done = CanEnd(row, change) && await change.MakeAsync(context, "right.ended", id, RightChange.NameOf(row, say), new JsonObject { ["to"] = RightFields.Day(today) }, (tx, now) => change.Rights.ChangeAsync(tx, ended, now, ct), ct);
        DeskDoor.Done(context, $"{SubscriptionList.Address}/{id}{(done ? "?done=ended" : "")}");
    }

    /// <summary>Asks why a right is taken back.</summary>
    public static async Task ConfirmRevokeAsync(HttpContext context, Guid id, RightChange change, CancellationToken ct)
    {
        if (await SubscriptionRecord.FindAsync(context, id, change.Rights, ct) is { } row)
        {
            await WriteAsync(context, row, new FormValues());
        }
    }

    /// <summary>Takes it back.</summary>
    public static async Task RevokeAsync(HttpContext context, Guid id, RightChange change, Say say, CancellationToken ct)
    {
        if (await SubscriptionRecord.FindAsync(context, id, change.Rights, ct) is not { } row || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (form.Text("why") is not { Length: <= LongestReason } why)
        {
            form.Wrong("why", say["Say why, in up to {0} characters: whoever asks later finds it here and in the log.", LongestReason]);
            await WriteAsync(context, row, form);
            return;
        }

        await change.MakeAsync(context, "right.revoked", id, RightChange.NameOf(row, say), new JsonObject { ["reason"] = why }, (tx, now) => change.Rights.RevokeAsync(tx, id, why, now, ct), ct);
        DeskDoor.Done(context, $"{SubscriptionList.Address}/{id}?done=revoked");
    }

    /// <summary>Gives it again.</summary>
    public static async Task RestoreAsync(HttpContext context, Guid id, RightChange change, Say say, CancellationToken ct)
    {
        if (await SubscriptionRecord.FindAsync(context, id, change.Rights, ct) is not { } row)
        {
            return;
        }

        var outcome = RestoreOutcome.Stands;
        await change.MakeAsync(context, "right.restored", id, RightChange.NameOf(row, say), null, async (tx, now) => (outcome = await change.Rights.RestoreAsync(tx, id, now, ct)) == RestoreOutcome.Restored, ct);
        DeskDoor.Done(context, $"{SubscriptionList.Address}/{id}?done={(outcome == RestoreOutcome.ContinuedOtherwise ? "continued" : "restored")}");
    }

    private static bool CanEnd(RightRow row, RightChange change) => row.IsOfDesk && row.StateAt(change.Now) == RightState.Running;

    private static Task WriteAsync(HttpContext context, RightRow row, FormValues form) =>
        PageWriter.WriteAsync<RevokePage>(context, new RevokeView(context.Person()!, row, form), status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
