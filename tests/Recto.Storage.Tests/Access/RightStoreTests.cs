using Recto.Journals.Access;
using Recto.Storage.Access;
using Recto.Storage.Accounts;

namespace Recto.Storage.Tests.Access;

public abstract class RightStoreTests(Engine engine) : StoreTests(engine)
{
    private RightStore Rights => new(Database);

    private InstitutionStore Institutions => new(Database);

    private TitleListStore Lists => new(Database);

    private ReminderStore Reminders => new(Database);

    private InstitutionPeopleStore People => new(Database);

    [Fact]
    public async Task A_right_comes_back_as_it_was_written_with_its_names_and_opens_what_it_says()
    {
        var (journal, institution) = (await JournalAsync(), await InstitutionAsync("somewhere", "University of Somewhere"));
        var right = Right() with
        {
            Holder = new() { InstitutionId = institution },
            Target = new() { JournalId = journal },
            Years = new(2020, null),
            Perpetual = new(2020, 2026),
            GraceDays = 30,
            Uses = RightUses.Print,
            Details = new() { Reference = "PO 4711", ContactEmail = "Library@Example.org", Language = "fr", IsSilent = true },
        };

        Assert.True(await AddAsync(right));

        var row = (await Rights.FindAsync(right.Id, Ct))!;
        Assert.Equal(right with { EditVersion = 1 }, row.Right);
        Assert.Equal(("University of Somewhere", "The Lower Margin", Now), (row.Institution!.Value.Name, row.Target.JournalTitle, row.EndKnownSince));
        var held = Assert.Single(await Rights.ListHeldAsync(new RightKeys { Institutions = [institution] }, Ct));
        Assert.Equal((right.EndsAt, TimeSpan.FromDays(30), new YearRange(2020, 2026), RightUses.Print), (held.Until, held.Grace, held.Perpetual!.Value, held.Uses));
        Assert.Null(await Rights.FindAsync(Guid.CreateVersion7(), Ct));
    }

    [Fact]
    public async Task Of_two_who_edit_a_right_the_second_is_told()
    {
        var right = Right();
        await AddAsync(right);
        var shown = (await Rights.FindAsync(right.Id, Ct))!.Right;

        var first = await WriteAsync(tx => Rights.ChangeAsync(tx, shown with { EndsAt = shown.EndsAt!.Value.AddDays(1) }, Now.AddHours(1), Ct));
        var second = await WriteAsync(tx => Rights.ChangeAsync(tx, shown with { GraceDays = 9 }, Now.AddHours(2), Ct));

        var row = (await Rights.FindAsync(right.Id, Ct))!;
        Assert.True(first && !second);
        Assert.Equal((0, 2, Now.AddHours(1)), (row.Right.GraceDays, row.Right.EditVersion, row.EndKnownSince));
        await WriteAsync(tx => Rights.ChangeAsync(tx, row.Right with { GraceDays = 9 }, Now.AddHours(3), Ct));
        Assert.Equal(Now.AddHours(1), (await Rights.FindAsync(right.Id, Ct))!.EndKnownSince); // Its end stayed.
    }

    [Fact]
    public async Task What_is_taken_back_opens_nothing_and_is_given_again()
    {
        var right = Right();
        await AddAsync(right);

        Assert.True(await WriteAsync(tx => Rights.RevokeAsync(tx, right.Id, "Not paid", Now, Ct)));
        Assert.False(await WriteAsync(tx => Rights.RevokeAsync(tx, right.Id, "Again", Now.AddDays(1), Ct)));
        var row = (await Rights.FindAsync(right.Id, Ct))!;
        Assert.Equal((Now, "Not paid", RightState.Revoked), (row.RevokedAt!.Value, row.RevokedWhy, row.StateAt(Now)));
        Assert.Equal(Now, Assert.Single(await Rights.ListHeldAsync(new RightKeys { EmailKey = "ADA@EXAMPLE.ORG" }, Ct)).RevokedAt);

        Assert.Equal(RestoreOutcome.Restored, await WriteAsync(tx => Rights.RestoreAsync(tx, right.Id, Now, Ct)));
        Assert.Equal(RestoreOutcome.Stands, await WriteAsync(tx => Rights.RestoreAsync(tx, right.Id, Now, Ct)));
        Assert.Null((await Rights.FindAsync(right.Id, Ct))!.RevokedAt);
    }

    [Fact]
    public async Task Of_many_who_renew_at_once_one_does()
    {
        var old = Right();
        await AddAsync(old);

        var made = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => AddAsync(Renewal(old)))));

        Assert.Single(made, isMade => isMade);
        var renewal = (await Rights.FindAsync(old.Id, Ct))!.RenewedById!.Value;
        Assert.Equal(old.Id, (await Rights.FindAsync(renewal, Ct))!.Right.RenewsId);

        await WriteAsync(tx => Rights.RevokeAsync(tx, renewal, "A slip", Now, Ct));
        Assert.Null((await Rights.FindAsync(old.Id, Ct))!.RenewedById);
        Assert.True(await AddAsync(Renewal(old)));
        Assert.Equal(RestoreOutcome.ContinuedOtherwise, await WriteAsync(tx => Rights.RestoreAsync(tx, renewal, Now, Ct)));
    }

    [Fact]
    public async Task Rights_are_found_by_holder_by_reference_and_by_how_they_stand()
    {
        var (journal, institution) = (await JournalAsync(), await InstitutionAsync("somewhere", "Université d'Ailleurs"));
        var account = await AccountAsync("Élodie Meladze", "elodie@example.org");
        var ofInstitution = Right("2026-01-01", "2026-05-01") with { Holder = new() { InstitutionId = institution }, Target = new() { JournalId = journal }, Details = new() { Reference = "Bestellung 12/34" } };
        var ofAccount = Right("2025-01-01", "2026-01-01") with { Holder = new() { AccountId = account } };
        var later = Right("2027-01-01", null) with { Kind = RightKind.Trial };
        var link = Right("2026-02-01", "2026-12-01") with { Kind = RightKind.Token, Holder = new() { TokenHash = new string('a', 64) } };
        foreach (var right in new[] { ofInstitution, ofAccount, later, link })
        {
            await AddAsync(right);
        }

        async Task<Guid[]> FoundAsync(RightFilter filter) => [.. (await Rights.ListAsync(filter, Now, 10, null, Ct)).Items.Select(row => row.Right.Id)];
        Assert.Equal([later.Id, link.Id, ofInstitution.Id, ofAccount.Id], await FoundAsync(new()));
        Assert.Equal([ofInstitution.Id], await FoundAsync(new() { Text = "ailleurs" }));
        Assert.Equal([ofInstitution.Id], await FoundAsync(new() { Text = "12/34" }));
        Assert.Equal([ofAccount.Id], await FoundAsync(new() { Text = "elodie mel" }));
        Assert.Equal([ofAccount.Id], await FoundAsync(new() { Text = "Elodie@Example" }));
        Assert.Equal([later.Id], await FoundAsync(new() { Text = "ada@" }));
        Assert.Empty(await FoundAsync(new() { Text = "%" }));
        Assert.Empty(await FoundAsync(new() { Text = "a\0" }));
        Assert.Equal([link.Id, ofInstitution.Id], await FoundAsync(new() { State = RightListing.Running }));
        Assert.Equal([ofInstitution.Id], await FoundAsync(new() { State = RightListing.EndingSoon }));
        Assert.Equal([later.Id], await FoundAsync(new() { State = RightListing.NotBegun }));
        Assert.Equal([ofAccount.Id], await FoundAsync(new() { State = RightListing.Ended }));
        Assert.Empty(await FoundAsync(new() { State = RightListing.Revoked }));
        Assert.Equal([link.Id], await FoundAsync(new() { LinksOnly = true }));
        Assert.Equal([later.Id], await FoundAsync(new() { Kind = RightKind.Trial }));
        Assert.Equal([ofInstitution.Id], await FoundAsync(new() { JournalId = journal, Institutions = [institution] }));
        Assert.Empty(await FoundAsync(new() { Institutions = [] }));
        Assert.Equal([later.Id, ofAccount.Id], await FoundAsync(new() { AccountId = account, EmailKey = "ADA@EXAMPLE.ORG" }));
    }

    [Fact]
    public async Task Pages_of_rights_leave_nothing_out_and_show_nothing_twice()
    {
        for (var i = 0; i < 7; i++)
        {
            await AddAsync(Right("2026-01-01", i < 3 ? "2026-05-01" : "2026-05-02"));
        }

        foreach (var state in new RightListing?[] { null, RightListing.EndingSoon })
        {
            var (seen, after) = (new List<Guid>(), (Storage.Lists.Cursor?)null);
            do
            {
                var page = await Rights.ListAsync(new() { State = state }, Now, 2, after, Ct);
                seen.AddRange(page.Items.Select(row => row.Right.Id));
                after = page.Next;
            }
            while (after is not null);

            Assert.Equal(7, seen.Distinct().Count());
            Assert.Equal(7, seen.Count);
        }

        Assert.Empty((await Rights.ListAsync(new(), Now, 2, new Storage.Lists.Cursor("no number", Guid.Empty), Ct)).Items);
    }

    [Fact]
    public async Task A_link_is_found_by_its_hash_while_it_holds_and_counted_by_the_day()
    {
        var (uses, link) = (new ReadingLinkStore(Database), Right("2026-03-01", "2026-04-01") with { Kind = RightKind.Token, Holder = new() { TokenHash = new string('b', 64) } });
        await AddAsync(link);

        Assert.Equal(link.Id, (await Rights.FindByTokenAsync(new string('b', 64), Now, Ct))!.Right.Id);
        Assert.Null(await Rights.FindByTokenAsync(new string('c', 64), Now, Ct));
        Assert.Null(await Rights.FindByTokenAsync(new string('b', 64), link.EndsAt!.Value, Ct));
        Assert.Null(await Rights.FindByTokenAsync(new string('b', 64), link.StartsAt.AddSeconds(-1), Ct));
        foreach (var at in new[] { Now, Now.AddHours(1), Now.AddDays(1) })
        {
            await WriteAsync(async tx => { await uses.CountAsync(tx, link.Id, at, Ct); return 0; });
        }

        Assert.Equal([(new DateOnly(2026, 3, 15), 1), (new DateOnly(2026, 3, 14), 2)], await uses.ListAsync(link.Id, Ct));
        Assert.Equal(3, (await uses.CountsAsync([link.Id, Guid.CreateVersion7()], Ct))[link.Id]);
        await WriteAsync(tx => Rights.RevokeAsync(tx, link.Id, "Lost", Now, Ct));
        Assert.Null(await Rights.FindByTokenAsync(new string('b', 64), Now, Ct));
    }

    [Fact]
    public async Task A_list_of_titles_opens_what_is_in_it_and_goes_only_where_no_right_names_it()
    {
        var (one, other, list) = (await JournalAsync("one", "One"), await JournalAsync("two", "Two"), Guid.CreateVersion7());
        Assert.True(await WriteAsync(tx => Lists.AddAsync(tx, list, "classics", "Classics", Now, Ct)));
        Assert.False(await WriteAsync(tx => Lists.AddAsync(tx, Guid.CreateVersion7(), "classics", "Others", Now, Ct)));
        var kept = (await Lists.FindAsync("classics", Ct))!;

        Assert.Equal(TitleListOutcome.Done, await WriteAsync(tx => Lists.ChangeAsync(tx, kept with { Name = "The classics" }, [one, other, one], Now, Ct)));
        Assert.Equal(TitleListOutcome.ChangedMeanwhile, await WriteAsync(tx => Lists.ChangeAsync(tx, kept, [], Now, Ct)));
        await WriteAsync(tx => Lists.AddAsync(tx, Guid.CreateVersion7(), "others", "Others", Now, Ct));
        Assert.Equal(TitleListOutcome.KeyTaken, await WriteAsync(tx => Lists.ChangeAsync(tx, kept with { Key = "others", EditVersion = 2 }, [], Now, Ct)));

        var right = Right() with { Target = new() { TitleListId = list } };
        await AddAsync(right);
        Assert.Equal(new HashSet<Guid> { one, other }, Assert.Single(await Rights.ListHeldAsync(new RightKeys { EmailKey = "ADA@EXAMPLE.ORG" }, Ct)).Scope.JournalIds);
        Assert.Equal(["One", "Two"], (await Lists.ListTitlesAsync(list, Ct)).Select(title => title.Title));
        Assert.Equal([("classics", 2, 1), ("others", 0, 0)], (await Lists.ListAsync(10, null, Ct)).Items.Select(row => (row.Key, row.Titles, row.Rights)));
        Assert.False(await WriteAsync(tx => Lists.DeleteUnusedAsync(tx, list, Ct)));
        Assert.True(await WriteAsync(async tx => await Lists.DeleteUnusedAsync(tx, (await Lists.FindAsync("others", Ct))!.Id, Ct)));
        Assert.Null(await Lists.FindAsync("\0", Ct));
    }

    [Fact]
    public async Task Librarians_are_added_removed_and_never_all_of_them_by_a_slip()
    {
        var institution = await InstitutionAsync("somewhere", "Somewhere");
        var (ada, bo) = (await AccountAsync("Ada", "ada@example.org"), await AccountAsync("Bo", "bo@example.org"));
        Assert.True(await WriteAsync(tx => People.AddAsync(tx, institution, ada, InstitutionRole.Manager, Now, Ct)));
        Assert.True(await WriteAsync(tx => People.AddAsync(tx, institution, bo, InstitutionRole.Manager, Now, Ct)));
        Assert.True(await WriteAsync(tx => People.AddAsync(tx, institution, bo, InstitutionRole.Viewer, Now, Ct)));

        Assert.Equal([("Ada", InstitutionRole.Manager), ("Bo", InstitutionRole.Viewer)], (await People.ListAsync(institution, Ct)).Select(person => (person.Name, person.Role)));
        Assert.Equal(("somewhere", InstitutionRole.Viewer), (await People.ListOfAsync(bo, Ct)) is [var one] ? (one.Key, one.Role) : default);
        await using (var tx = await Database.BeginAsync(Ct))
        {
            Assert.Equal(RemovalOutcome.Last, await People.RemoveAsync(tx, institution, ada, mayBeLast: false, Ct)); // And is not committed.
        }

        Assert.Equal(RemovalOutcome.Removed, await WriteAsync(tx => People.RemoveAsync(tx, institution, bo, mayBeLast: false, Ct)));
        Assert.Equal(RemovalOutcome.NotThere, await WriteAsync(tx => People.RemoveAsync(tx, institution, bo, mayBeLast: false, Ct)));
        Assert.Equal(RemovalOutcome.Removed, await WriteAsync(tx => People.RemoveAsync(tx, institution, ada, mayBeLast: true, Ct)));
        Assert.Empty(await People.ListAsync(institution, Ct));
    }

    [Fact]
    public async Task A_reminder_is_one_senders_to_send_and_a_failed_one_is_tried_again_by_one()
    {
        var right = Right("2026-01-01", "2026-04-01");
        await AddAsync(right);
        var key = new ReminderKey(right.Id, right.EndsAt!.Value, Reminder.MonthBefore, "ADA@EXAMPLE.ORG");

        var claimed = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => WriteAsync(tx => Reminders.ClaimAsync(tx, key, Now, Ct)))));
        Assert.Single(claimed, isMine => isMine);
        Assert.Equal((right.Id, Reminder.MonthBefore), Assert.Single((await Reminders.ListEndingAsync(Now, 10, null, Ct)).Items) is var ending ? (ending.Id, ending.Last!.Value) : default);
        Assert.Null(await WriteAsync(tx => Reminders.RetryAsync(tx, Now.AddYears(1), Ct))); // On its way is not failed.

        await WriteAsync(async tx => { await Reminders.SettleAsync(tx, key, "Away", Now.AddHours(1), Ct); return 0; });
        Assert.Null(await WriteAsync(tx => Reminders.RetryAsync(tx, Now, Ct)));
        var again = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => WriteAsync(tx => Reminders.RetryAsync(tx, Now.AddHours(1), Ct)))));
        Assert.Equal((key, 2), Assert.Single(again, taken => taken is not null)!.Value);
        await WriteAsync(async tx => { await Reminders.SettleAsync(tx, key, null, null, Ct); return 0; });
        Assert.Equal((ReminderState.Sent, 2), Assert.Single(await Reminders.ListAsync(right.Id, Ct)) is var row ? (row.State, row.Tries) : default);
    }

    [Theory]
    [InlineData("2026-05-10", 0, true)]
    [InlineData("2026-06-01", 0, false)] // Too far ahead.
    [InlineData("2026-03-01", 0, true)]
    [InlineData("2026-02-01", 0, false)] // Long over.
    [InlineData("2026-02-01", 30, true)] // Grace counts.
    public async Task Only_ends_that_are_near_are_looked_at(string end, int grace, bool isNear)
    {
        await AddAsync(Right("2025-01-01", end) with { GraceDays = grace });

        Assert.Equal(isNear, (await Reminders.ListEndingAsync(Now, 10, null, Ct)).Items.Count == 1);
    }

    [Fact]
    public async Task What_was_renewed_taken_back_bought_or_has_no_end_is_not_looked_at()
    {
        var (renewed, revoked) = (Right("2025-01-01", "2026-04-01"), Right("2025-01-01", "2026-04-01"));
        await AddAsync(renewed);
        await AddAsync(Renewal(renewed) with { EndsAt = null });
        await AddAsync(revoked);
        await WriteAsync(tx => Rights.RevokeAsync(tx, revoked.Id, "Why", Now, Ct));
        await AddAsync(Right("2025-01-01", "2026-04-01") with { Kind = RightKind.Purchase });
        await AddAsync(Right("2025-01-01", "2026-04-01") with { Kind = RightKind.Token, Holder = new() { TokenHash = new string('d', 64) } });

        Assert.Empty((await Reminders.ListEndingAsync(Now, 10, null, Ct)).Items);
    }

    private static RightToKeep Right(string from = "2026-01-01", string? until = "2027-01-01") => new()
    {
        Id = Guid.CreateVersion7(),
        Kind = RightKind.Subscription,
        Holder = new() { EmailKey = "ADA@EXAMPLE.ORG" },
        Target = RightTarget.Site,
        StartsAt = At(from),
        EndsAt = until is null ? null : At(until),
    };

    private static RightToKeep Renewal(RightToKeep old) => Right() with { StartsAt = old.EndsAt!.Value, EndsAt = old.EndsAt.Value.AddYears(1), RenewsId = old.Id };

    private static DateTimeOffset At(string day) => new(DateTime.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);

    private Task<bool> AddAsync(RightToKeep right) => WriteAsync(tx => Rights.AddAsync(tx, right, Now, Ct));

    private async Task<Guid> InstitutionAsync(string key, string name)
    {
        var institution = new Institution { Id = Guid.CreateVersion7(), Key = key, Name = name };
        Assert.Equal(InstitutionSaving.Saved, await WriteAsync(tx => Institutions.SaveAsync(tx, institution, Now, Ct)));
        return institution.Id;
    }

    private async Task<Guid> AccountAsync(string name, string email)
    {
        var account = new Account { Id = Guid.CreateVersion7(), Name = name, Email = email, EmailKey = email.ToUpperInvariant(), SecurityStamp = "s", CreatedAt = Now };
        await WriteAsync(tx => new AccountStore(Database).AddAsync(tx, account, Now, Ct));
        return account.Id;
    }
}

public sealed class RightStoreOnSqliteTests() : RightStoreTests(Engine.Sqlite);

public sealed class RightStoreOnPostgresTests() : RightStoreTests(Engine.Postgres);
