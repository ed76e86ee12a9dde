using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Accounts;
using Recto.Storage.Issues;

namespace Recto.App.Features.Subscriptions.Desk;

/// <summary>A right that is to be: a new one, or one that continues another.</summary>
/// <param name="Person">Who makes it.</param>
/// <param name="Form">What the form holds.</param>
/// <param name="Targets">What it can be for.</param>
/// <param name="Institutions">Key and name of institutions to choose from.</param>
/// <param name="Renews">The right that it continues; null for a new one.</param>
public sealed record NewSubscriptionView(DeskPerson Person, FormValues Form, IReadOnlyList<(string, string)> Targets, IReadOnlyList<(string Key, string Name)> Institutions, RightRow? Renews);

/// <summary>Making a right, and renewing one.</summary>
internal static class NewSubscription
{
    private const int MostOffered = 1000;

    /// <summary>Shows the form of a new right.</summary>
    public static async Task ShowAsync(HttpContext context, JournalStore journals, TitleListStore lists, KnownInstitutions institutions, RightChange change, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null))
        {
            return;
        }

        var form = RightFields.Empty(DateOnly.FromDateTime(change.Now.UtcDateTime));
        form.Set("institution", institutions.Find(context.Request.Query["institution"].ToString())?.Key);
        form.Set("email", context.Request.Query["email"].ToString() is { Length: > 0 and <= Addresses.Longest } email ? email : null);
        form.Set("language", say.Language);
        await WriteAsync(context, form, await TargetField.LoadAsync(journals, lists, ct), institutions, null, say);
    }

    /// <summary>Takes it.</summary>
    public static async Task MakeAsync(HttpContext context, JournalStore journals, TitleListStore lists, KnownInstitutions institutions, AccountStore accounts, RightChange change, Say say, CancellationToken ct)
    {
        if (!await DeskDoor.MayAsync(context, DeskAct.ManageRights, null) || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var targets = await TargetField.LoadAsync(journals, lists, ct);
        var holder = await ReadHolderAsync(form, institutions, accounts, say, ct);
        var right = await ReadAsync(form, targets, change, say, ct);
        if (holder is not null && form.Text("contact-email") is null && holder.EmailKey is not null)
        {
            right = right with { Details = right.Details with { ContactEmail = form.Text("email") } };
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, form, targets, institutions, null, say);
            return;
        }

        await KeepAsync(context, right with { Holder = holder! }, change, "right.made", say, ct);
        DeskDoor.Done(context, $"{SubscriptionList.Address}/{right.Id}?done=made");
    }

    /// <summary>Shows the form of a right that continues another.</summary>
    public static async Task ShowRenewalAsync(HttpContext context, Guid id, JournalStore journals, TitleListStore lists, KnownInstitutions institutions, RightChange change, Say say, CancellationToken ct)
    {
        if (await RenewableAsync(context, id, change, ct) is not { } old)
        {
            return;
        }

        var next = RenewalRule.Renewed(new RightTerms
        {
            Kind = old.Right.Kind,
            From = DateOnly.FromDateTime(old.Right.StartsAt.UtcDateTime),
            To = RightTerms.LastDayBefore(old.Right.EndsAt!.Value),
            Years = old.Right.Years,
            Perpetual = old.Right.Perpetual,
            GraceDays = old.Right.GraceDays,
        });
        var (form, terms) = (RightFields.FormOf(old), RightFields.TermsOf(next));
        foreach (var name in new[] { "kind", "from", "to", "first-year", "last-year", "perpetual-first", "perpetual-last" })
        {
            form.Set(name, terms.Text(name));
        }

        await WriteAsync(context, form, await TargetField.LoadAsync(journals, lists, ct), institutions, old, say);
    }

    /// <summary>Takes it. Of two who renew at once, the second is led to the renewal of the first.</summary>
    public static async Task RenewAsync(HttpContext context, Guid id, JournalStore journals, TitleListStore lists, KnownInstitutions institutions, RightChange change, Say say, CancellationToken ct)
    {
        if (await RenewableAsync(context, id, change, ct) is not { } old || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        var targets = await TargetField.LoadAsync(journals, lists, ct);
        var right = await ReadAsync(form, targets, change, say, ct);
        if (form.IsRight && right.StartsAt < old.Right.EndsAt)
        {
            form.Wrong("from", say["The right of now lasts until the day before {0}: begin then, or later.", Dates.Day(old.Right.EndsAt.Value)]);
        }

        if (!form.IsRight)
        {
            await WriteAsync(context, form, targets, institutions, old, say);
            return;
        }

        var kept = await KeepAsync(context, right with { Holder = old.Right.Holder, RenewsId = old.Right.Id }, change, "right.renewed", say, ct);
        DeskDoor.Done(context, kept ? $"{SubscriptionList.Address}/{right.Id}?done=renewed" : $"{SubscriptionList.Address}/{id}?done=renewed-before");
    }

    private static async Task<RightRow?> RenewableAsync(HttpContext context, Guid id, RightChange change, CancellationToken ct)
    {
        if (await SubscriptionRecord.FindAsync(context, id, change.Rights, ct) is not { } old)
        {
            return null;
        }

        if (old is { IsOfDesk: true, Right.EndsAt: not null, RenewedById: null, RevokedAt: null })
        {
            return old;
        }

        DeskDoor.Done(context, $"{SubscriptionList.Address}/{id}?done={(old.RenewedById is null ? "not-renewable" : "renewed-before")}");
        return null;
    }

    private static async Task<RightToKeep> ReadAsync(FormValues form, TargetField targets, RightChange change, Say say, CancellationToken ct)
    {
        var target = await targets.ReadAsync(form, change.Rights, say, ct);
        var (terms, uses, details) = RightFields.Read(form, target, say);
        return new RightToKeep
        {
            Id = Guid.CreateVersion7(change.Now),
            Kind = terms.Kind,
            Holder = new(),
            Target = target ?? RightTarget.Site,
            Years = terms.Years,
            StartsAt = terms.StartsAt,
            EndsAt = form.IsRight ? terms.EndsAt : null,
            GraceDays = terms.GraceDays,
            Perpetual = terms.Perpetual,
            Uses = uses,
            Details = details,
        };
    }

    // An account is held by itself: it stays the same when its owner takes another address.
    private static async Task<RightHolder?> ReadHolderAsync(FormValues form, KnownInstitutions institutions, AccountStore accounts, Say say, CancellationToken ct)
    {
        switch (form.Text("institution"), form.Text("email"))
        {
            case ({ } name, null):
                var found = institutions.Find(name) is { } byKey ? [byKey] : institutions.All.Where(known => string.Equals(known.Name, name, StringComparison.OrdinalIgnoreCase)).ToArray();
                if (found is [var one])
                {
                    return new RightHolder { InstitutionId = one.Id };
                }

                form.Wrong("institution", found.Length == 0 ? say["No institution has that name or address. Make it first, or choose one of the list."] : say["Several institutions have that name. Write the last part of its address instead."]);
                return null;
            case (null, { } email) when Addresses.IsAddress(email):
                var key = Addresses.KeyOf(email);
                return await accounts.FindByEmailAsync(key, ct) is { } account ? new RightHolder { AccountId = account.Id } : new RightHolder { EmailKey = key };
            case (null, not null):
                form.Wrong("email", say["This is no complete address. It looks like name@example.org."]);
                return null;
            case (null, null):
                form.Wrong("institution", say["Say who holds it: an institution, or a person by their e-mail address."]);
                return null;
            default:
                form.Wrong("email", say["Name an institution or a person, and not both."]);
                return null;
        }
    }

    private static Task<bool> KeepAsync(HttpContext context, RightToKeep right, RightChange change, string act, Say say, CancellationToken ct)
    {
        var institution = right.Holder.InstitutionId is { } id ? context.RequestServices.GetRequiredService<KnownInstitutions>().Find(id)?.Name : null;
        var details = new System.Text.Json.Nodes.JsonObject { ["from"] = RightFields.Day(DateOnly.FromDateTime(right.StartsAt.UtcDateTime)), ["to"] = right.EndsAt is { } end ? RightFields.Day(RightTerms.LastDayBefore(end)) : null };
        return change.MakeAsync(context, act, right.Id, institution ?? say["a reader"], details, (tx, now) => change.Rights.AddAsync(tx, right, now, ct), ct);
    }

    private static Task WriteAsync(HttpContext context, FormValues form, TargetField targets, KnownInstitutions institutions, RightRow? renews, Say say) =>
        PageWriter.WriteAsync<NewSubscriptionPage>(context, new NewSubscriptionView(context.Person()!, form, targets.Choices(say), [.. institutions.All.Take(MostOffered).Select(known => (known.Key, known.Name))], renews),
            status: form.IsRight ? StatusCodes.Status200OK : StatusCodes.Status422UnprocessableEntity);
}
