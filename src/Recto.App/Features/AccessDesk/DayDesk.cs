using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Journals.Desk;
using Recto.Storage.Access;
using Recto.Storage.Accounts;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.AccessDesk;

/// <summary>Who can read what on a day.</summary>
/// <param name="Person">Who asks.</param>
/// <param name="Journal">The journal.</param>
/// <param name="Form">The day and the reader that were chosen.</param>
/// <param name="Asker">That reader at that instant; null where the form says what is wrong.</param>
/// <param name="Rows">Articles.</param>
public sealed record DayView(DeskPerson Person, JournalRow Journal, FormValues Form, Asker? Asker, Page<ArticleOnDay> Rows);

/// <summary>“Who can read this on that day?”: what the rule decides for a chosen reader at a chosen instant, article by article.</summary>
internal static class DayDesk
{
    private const int Size = 50;

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, JournalDoor door, AccessPolicyStore policies, InstitutionStore institutions, KnownInstitutions known, AccountStore accounts, ILookupNormalizer normalizer, RightStore rights, TimeProvider time, Say say, string key, CancellationToken ct)
    {
        if (await door.EnterAsync(context, key, DeskAct.EditJournal, ct) is not { } journal)
        {
            return;
        }

        var query = context.Request.Query;
        var form = new FormValues(("day", query["day"]), ("time", query["time"]), ("reader", query["reader"]), ("who", query["who"]), ("article", query["article"]));
        form.Set("day", form.Text("day") ?? time.GetUtcNow().UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        form.Set("time", form.Text("time") ?? "12:00");
        form.Set("reader", form.Text("reader") ?? "stranger");
        var after = Cursor.TryParse(query["after"], out var cursor) ? cursor : (Cursor?)null;
        var at = Instant(form, say);
        var reader = at is null ? null : await ReaderAsync();
        var rows = at is { } instant && reader is not null
            ? await policies.ListOnDayAsync(journal.Id, Guid.TryParse(form.Text("article"), out var article) ? article : null, instant, Size, after, ct)
            : new Page<ArticleOnDay>([], null);
        await PageWriter.WriteAsync<DayPage>(context, new DayView(context.Person()!, journal, form, reader is null ? null : new Asker(reader, at!.Value), rows), status: form.IsRight ? 200 : StatusCodes.Status422UnprocessableEntity);

        async Task<AccessReader?> ReaderAsync() => form.Text("reader") switch
        {
            "institution" => await InstitutionAsync(form.Text("who") ?? ""),
            "person" => await PersonAsync(form.Text("who") ?? ""),
            "staff" => new AccessReader { StaffOf = new HashSet<Guid> { journal.Id } },
            "crawler" => new AccessReader { IsCrawler = true },
            _ => AccessReader.Anybody,
        };

        async Task<AccessReader?> InstitutionAsync(string who)
        {
            var one = known.Find(who) is { } named ? (named.Id, named.Name)
                : who.Length > 0 && (await institutions.ListAsync(who, null, at!.Value, 2, null, ct)).Items is [var only] ? (only.Id, only.Name)
                : ((Guid Id, string Name)?)null;
            if (one is not { } found)
            {
                form.Wrong("who", say["No institution, or more than one, has that name. Write its whole name, or its key."]);
                return null;
            }

            var held = await rights.ListHeldAsync(new RightKeys { Institutions = known.Find(found.Id) is { } loaded ? loaded.WithAncestors : [found.Id] }, ct);
            return new AccessReader { Rights = [.. held.Select(right => right with { InstitutionId = found.Id, Provider = found.Name })] };
        }

        async Task<AccessReader?> PersonAsync(string who)
        {
            if (!who.Contains('@', StringComparison.Ordinal) || who.Length > 254)
            {
                form.Wrong("who", say["Write the person’s address of e-mail."]);
                return null;
            }

            var email = normalizer.NormalizeEmail(who);
            var account = await accounts.FindByEmailAsync(email, ct);
            var person = account is null ? null : new DeskPerson(account.Id, account.Name, account.Email, account.Grants);
            return new AccessReader
            {
                IsAdministrator = person is { HasPlace: true, Journals: null },
                StaffOf = person?.Journals ?? new HashSet<Guid>(),
                Rights = await rights.ListHeldAsync(new RightKeys { AccountId = account?.Id, EmailKey = email }, ct),
            };
        }
    }

    private static DateTimeOffset? Instant(FormValues form, Say say)
    {
        if (Dates.ReadDay(form.Text("day")) is not { } day)
        {
            form.Wrong("day", say["Write a day as year, month, day: 2027-10-25."]);
            return null;
        }

        if (!TimeOnly.TryParseExact(form.Text("time"), ["HH:mm", "HH:mm:ss"], CultureInfo.InvariantCulture, DateTimeStyles.None, out var hour))
        {
            form.Wrong("time", say["Write the time as hours and minutes: 14:30."]);
            return null;
        }

        return new DateTimeOffset(day.ToDateTime(hour), TimeSpan.Zero);
    }
}
