using Recto.Journals.Desk;
using Recto.Storage.Accounts;

namespace Recto.Storage.Tests.Accounts;

public abstract class AccountStoreTests(Engine engine) : StoreTests(engine)
{
    private AccountStore Accounts => new(Database);

    [Fact]
    public async Task An_account_comes_back_as_it_was_saved_by_id_and_by_address()
    {
        var journal = await JournalAsync();
        var saved = await AddAsync("Ada Tarrow", new DeskGrant(DeskRole.Editor, journal), new DeskGrant(DeskRole.CopyEditor, null));

        var found = await Accounts.FindAsync(saved.Id, Ct);

        Assert.Equal(("Ada Tarrow", saved.Email, Now, 1, true), (found!.Name, found.Email, found.CreatedAt, found.EditVersion, found.IsActive));
        Assert.Equal(saved.Grants, found.Grants);
        Assert.Equal(saved.Id, (await Accounts.FindByEmailAsync(saved.EmailKey, Ct))!.Id);
        Assert.Null(await Accounts.FindByEmailAsync("\0", Ct));
        Assert.Null(await Accounts.FindAsync(Guid.CreateVersion7(), Ct));
    }

    [Fact]
    public async Task One_address_has_one_account()
    {
        var first = await AddAsync("Ada");

        var second = await WriteAsync(tx => Accounts.AddAsync(tx, Of("Bo") with { EmailKey = first.EmailKey, Grants = [new DeskGrant(DeskRole.Administrator, null)] }, Now, Ct));

        Assert.False(second);
        Assert.Empty((await Accounts.FindByEmailAsync(first.EmailKey, Ct))!.Grants);
    }

    [Fact]
    public async Task An_address_is_changed_for_whoever_was_shown_the_account_and_never_to_one_that_is_taken()
    {
        var (ada, bo) = (await AddAsync("Ada"), await AddAsync("Bo"));

        var taken = await WriteAsync(tx => Accounts.ChangeAddressAsync(tx, ada, bo.Email, bo.EmailKey, "s2", Now, Ct));
        var changed = await WriteAsync(tx => Accounts.ChangeAddressAsync(tx, ada, "new@example.org", "NEW@EXAMPLE.ORG", "s2", Now, Ct));
        var late = await WriteAsync(tx => Accounts.ChangeAddressAsync(tx, ada, "other@example.org", "OTHER@EXAMPLE.ORG", "s3", Now, Ct));
        var spelt = await WriteAsync(tx => Accounts.ChangeAddressAsync(tx, bo, bo.Email.ToUpperInvariant(), bo.EmailKey, "s4", Now, Ct));

        Assert.Equal((AddressOutcome.Taken, AddressOutcome.Changed, AddressOutcome.ChangedMeanwhile, AddressOutcome.Changed), (taken, changed, late, spelt));
        Assert.Equal(("new@example.org", "s2"), ((await Accounts.FindAsync(ada.Id, Ct))!.Email, (await Accounts.FindAsync(ada.Id, Ct))!.SecurityStamp));
        Assert.Equal(ada.Id, (await Accounts.FindByEmailAsync("NEW@EXAMPLE.ORG", Ct))!.Id);
    }

    [Fact]
    public async Task Wrong_passwords_at_once_are_all_counted()
    {
        var account = await AddAsync("Ada");

        var counts = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => WriteAsync(tx => Accounts.CountFailureAsync(tx, account.Id, Ct)))));

        Assert.Equal(Enumerable.Range(1, 8), counts.Order());
        Assert.Equal(8, (await Accounts.FindAsync(account.Id, Ct))!.FailedCount);
    }

    [Fact]
    public async Task What_the_framework_writes_leaves_grants_and_locks_alone()
    {
        var account = await AddAsync("Ada", new DeskGrant(DeskRole.Administrator, null));
        await WriteAsync(async tx => { await Accounts.LockAsync(tx, account.Id, Now.AddHours(1), Ct); return 0; });

        Assert.True(await WriteAsync(tx => Accounts.UpdateAsync(tx, account with { Grants = [], PasswordHash = "h", SecurityStamp = "new", LockedUntil = null }, Now, Ct)));

        var found = await Accounts.FindAsync(account.Id, Ct);
        Assert.Equal(("h", "new", Now.AddHours(1), 1), (found!.PasswordHash, found.SecurityStamp, found.LockedUntil!.Value, found.Grants.Count));
    }

    [Fact]
    public async Task Of_two_who_change_a_person_at_once_the_second_is_told()
    {
        var account = await AddAsync("Ada");

        var first = await WriteAsync(tx => Accounts.ChangeAsync(tx, account with { Name = "Ada T.", Grants = [new DeskGrant(DeskRole.CopyEditor, null)] }, Now, Ct));
        var second = await WriteAsync(tx => Accounts.ChangeAsync(tx, account with { Name = "Ada X." }, Now, Ct));

        Assert.True(first);
        Assert.False(second);
        var found = await Accounts.FindAsync(account.Id, Ct);
        Assert.Equal(("Ada T.", 2, 1), (found!.Name, found.EditVersion, found.Grants.Count));
    }

    [Fact]
    public async Task Deactivating_changes_the_stamp_and_is_undone()
    {
        var account = await AddAsync("Ada", new DeskGrant(DeskRole.Administrator, null));

        Assert.True(await WriteAsync(tx => Accounts.SetActiveAsync(tx, account.Id, "s2", false, Now, Ct)));
        Assert.False(await WriteAsync(tx => Accounts.SetActiveAsync(tx, account.Id, "s3", false, Now, Ct)));
        var off = await Accounts.FindAsync(account.Id, Ct);
        Assert.Equal(("s2", Now, false), (off!.SecurityStamp, off.DeactivatedAt!.Value, off.IsActive));
        Assert.Equal(0, await WriteAsync(tx => Accounts.CountAdministratorsAsync(tx, Ct)));

        Assert.True(await WriteAsync(tx => Accounts.SetActiveAsync(tx, account.Id, "s4", true, Now, Ct)));
        Assert.Equal(1, await WriteAsync(tx => Accounts.CountAdministratorsAsync(tx, Ct)));
    }

    [Fact]
    public async Task The_list_pages_by_name_and_misses_nobody()
    {
        foreach (var name in new[] { "Émile", "ada", "Bo", "Bo", "Zoë", "Ада" })
        {
            await AddAsync(name, new DeskGrant(DeskRole.Editor, Guid.CreateVersion7()), new DeskGrant(DeskRole.CopyEditor, null));
        }

        var seen = new List<string>();
        for (var page = await Accounts.ListAsync(new AccountFilter(), 2, null, Ct); ; page = await Accounts.ListAsync(new AccountFilter(), 2, page.Next, Ct))
        {
            Assert.All(page.Items, account => Assert.Equal(2, account.Grants.Count));
            seen.AddRange(page.Items.Select(account => account.Name));
            if (page.Next is null)
            {
                break;
            }
        }

        Assert.Equal(["ada", "Bo", "Bo", "Émile", "Zoë", "Ада"], seen);
    }

    [Theory]
    [InlineData("tarr", 1)]
    [InlineData("ADÁ t", 1)]
    [InlineData("example.org", 2)]
    [InlineData("%", 0)] // No wildcard.
    [InlineData("_", 0)]
    [InlineData("\0", 0)]
    public async Task The_list_is_filtered_by_part_of_name_or_address(string text, int found)
    {
        await AddAsync("Ada Tarrow");
        await AddAsync("Bo");

        Assert.Equal(found, (await Accounts.ListAsync(new AccountFilter(text), 10, null, Ct)).Items.Count);
    }

    [Fact]
    public async Task The_list_is_filtered_by_role_and_by_being_in_use()
    {
        var editor = await AddAsync("Ada", new DeskGrant(DeskRole.Editor, Guid.CreateVersion7()));
        await AddAsync("Bo", new DeskGrant(DeskRole.Administrator, null));
        await WriteAsync(tx => Accounts.SetActiveAsync(tx, editor.Id, "s", false, Now, Ct));

        Assert.Equal("Ada", Assert.Single((await Accounts.ListAsync(new AccountFilter(Role: DeskRole.Editor), 10, null, Ct)).Items).Name);
        Assert.Equal("Bo", Assert.Single((await Accounts.ListAsync(new AccountFilter(AlsoDeactivated: false), 10, null, Ct)).Items).Name);
    }

    private async Task<Account> AddAsync(string name, params DeskGrant[] grants)
    {
        var account = Of(name) with { Grants = grants };
        Assert.True(await WriteAsync(tx => Accounts.AddAsync(tx, account, Now, Ct)));
        return account;
    }

    private static Account Of(string name)
    {
        var id = Guid.CreateVersion7();
        return new Account { Id = id, Name = name, Email = $"{id:N}@example.org", EmailKey = $"{id:N}@EXAMPLE.ORG", SecurityStamp = "s1" };
    }
}

public sealed class AccountStoreOnSqliteTests() : AccountStoreTests(Engine.Sqlite);

public sealed class AccountStoreOnPostgresTests() : AccountStoreTests(Engine.Postgres);
