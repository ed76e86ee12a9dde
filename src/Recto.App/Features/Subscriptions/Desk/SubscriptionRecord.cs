using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Issues;

namespace Recto.App.Features.Subscriptions.Desk;

/// <summary>One right at the desk.</summary>
public sealed record SubscriptionRecordView
{
    /// <summary>Who looks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>The right.</summary>
    public required RightRow Row { get; init; }

    /// <summary>As how it stands.</summary>
    public required DateTimeOffset Now { get; init; }

    /// <summary>What the form holds; null where an order wrote the right, or a link carries it: then it is only taken back.</summary>
    public FormValues? Form { get; init; }

    /// <summary>What it can be for.</summary>
    public IReadOnlyList<(string, string)> Targets { get; init; } = [];

    /// <summary>What somebody else has saved meanwhile.</summary>
    public EditConflict? Conflict { get; init; }

    /// <summary>Reminders that went out.</summary>
    public IReadOnlyList<ReminderRow> Reminders { get; init; } = [];

    /// <summary>Uses of a link by day.</summary>
    public IReadOnlyList<(DateOnly Day, int Uses)> Uses { get; init; } = [];

    /// <summary>What was just done.</summary>
    public string? Notice { get; init; }
}

/// <summary>The record of a right: seen and edited.</summary>
internal static class SubscriptionRecord
{
    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, Guid id, RightStore rights, JournalStore journals, TitleListStore lists, Say say, CancellationToken ct)
    {
        if (await FindAsync(context, id, rights, ct) is { } row)
        {
            await WriteAsync(context, row, row.IsOfDesk ? RightFields.FormOf(row) : null, null, row.IsOfDesk ? await TargetField.LoadAsync(journals, lists, ct) : null, say, ct);
        }
    }

    /// <summary>Takes the form.</summary>
    public static async Task SaveAsync(HttpContext context, Guid id, RightChange change, JournalStore journals, TitleListStore lists, Say say, CancellationToken ct)
    {
        if (await FindAsync(context, id, change.Rights, ct) is not { } row || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (!row.IsOfDesk)
        {
            await DeskDoor.ForbiddenAsync(context);
            return;
        }

        var targets = await TargetField.LoadAsync(journals, lists, ct);
        var target = await targets.ReadAsync(form, change.Rights, say, ct);
        var (terms, uses, details) = RightFields.Read(form, target, say);
        if (!form.IsRight)
        {
            await WriteAsync(context, row, form, null, targets, say, ct);
            return;
        }

        var edited = row.Right with { Kind = terms.Kind, Target = target!, Years = terms.Years, StartsAt = terms.StartsAt, EndsAt = terms.EndsAt, GraceDays = terms.GraceDays, Perpetual = terms.Perpetual, Uses = uses, Details = details, EditVersion = EditConflict.ShownVersion(form) };
        // Whom to write to, and what the desk notes, are no matter of the log.
        var changes = DeskLog.Changes(RightFields.FormOf(row), form, RightFields.Labels(say).Select(field => field.Name).Except(["contact", "contact-email", "notes"]));
        if (await change.MakeAsync(context, "right.edited", id, RightChange.NameOf(row, say), changes, (tx, now) => change.Rights.ChangeAsync(tx, edited, now, ct), ct))
        {
            DeskDoor.Done(context, $"{SubscriptionList.Address}/{id}?done=saved");
            return;
        }

        var theirs = await change.Rights.FindAsync(id, ct) ?? row;
        var (who, when) = await change.LastAsync(id, ct);
        var conflict = EditConflict.Of(form, RightFields.FormOf(theirs), theirs.Right.EditVersion, RightFields.Labels(say), person: who, at: when);
        await WriteAsync(context, theirs, form, conflict, targets, say, ct);
    }

    /// <summary>The right, where whoever asks may manage rights; else the answer is written already.</summary>
    public static async Task<RightRow?> FindAsync(HttpContext context, Guid id, RightStore rights, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            return null;
        }

        if (await rights.FindAsync(id, ct) is { } row)
        {
            return row;
        }

        await NotFound.WriteAsync(context);
        return null;
    }

    private static async Task WriteAsync(HttpContext context, RightRow row, FormValues? form, EditConflict? conflict, TargetField? targets, Say say, CancellationToken ct)
    {
        var services = context.RequestServices;
        await PageWriter.WriteAsync<SubscriptionRecordPage>(context, new SubscriptionRecordView
        {
            Person = context.Person()!,
            Row = row,
            Now = services.GetRequiredService<TimeProvider>().GetUtcNow(),
            Form = form,
            Targets = targets?.Choices(say) ?? [],
            Conflict = conflict,
            Reminders = await services.GetRequiredService<ReminderStore>().ListAsync(row.Right.Id, ct),
            Uses = row.Right.Holder.TokenHash is null ? [] : await services.GetRequiredService<ReadingLinkStore>().ListAsync(row.Right.Id, ct),
            Notice = context.Request.Query["done"].ToString() switch
            {
                "made" => say["The right is there. It holds from its first day on."],
                "saved" => say["Saved. It holds from the next page that they open."],
                "renewed" => say["Renewed: this is the new right."],
                "renewed-before" => say["Somebody has renewed it already."],
                "not-renewable" => say["Only a right with an end that stands and was given by the desk is renewed."],
                "ended" => say["It ends with today."],
                "revoked" => say["Taken back. It opens nothing any more."],
                "restored" => say["It stands again, as it was."],
                "continued" => say["It was not given back: what it continued has another renewal by now."],
                _ => null,
            },
        }, status: conflict is not null ? StatusCodes.Status409Conflict : form is { IsRight: false } ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status200OK);
    }
}
