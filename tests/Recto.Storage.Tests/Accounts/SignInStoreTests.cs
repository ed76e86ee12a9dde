using Recto.Storage.Accounts;

namespace Recto.Storage.Tests.Accounts;

/// <summary>What people sign in with: passkeys, links; and the keys of cookies.</summary>
public abstract class SignInStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly string Hash = new('a', 64);

    private PasskeyStore Passkeys => new(Database);

    private AccountLinkStore Links => new(Database);

    [Fact]
    public async Task A_passkey_comes_back_as_it_was_saved_and_opens_its_account()
    {
        var account = await AccountAsync();
        Assert.True(await WriteAsync(tx => Passkeys.SaveAsync(tx, account, Key(1), Ct)));

        var found = await Passkeys.FindAsync(account, [1, 2], Ct);

        Assert.Equal(("Laptop", 7L, true, false), (found!.Name, found.SignCount, found.IsUserVerified, found.IsBackedUp));
        Assert.Equal(["usb", "nfc"], found.Transports);
        Assert.Equal([9, 9], found.PublicKey);
        Assert.Equal(Now, found.CreatedAt);
        Assert.Equal(account, (await new AccountStore(Database).FindByPasskeyAsync([1, 2], Ct))!.Id);
        Assert.Null(await new AccountStore(Database).FindByPasskeyAsync([3], Ct));
    }

    [Fact]
    public async Task Use_and_a_new_name_are_written_and_another_account_cannot_take_a_passkey()
    {
        var (mine, other) = (await AccountAsync(), await AccountAsync());
        await WriteAsync(tx => Passkeys.SaveAsync(tx, mine, Key(1), Ct));

        Assert.True(await WriteAsync(tx => Passkeys.SaveAsync(tx, mine, Key(1) with { Name = "Phone", SignCount = 8, IsBackedUp = true }, Ct)));
        Assert.False(await WriteAsync(tx => Passkeys.SaveAsync(tx, other, Key(1) with { Name = "Stolen" }, Ct)));

        var kept = Assert.Single(await Passkeys.ListAsync(mine, Ct));
        Assert.Equal(("Phone", 8L, true), (kept.Name, kept.SignCount, kept.IsBackedUp));
        Assert.False(await WriteAsync(tx => Passkeys.RemoveAsync(tx, other, kept.CredentialId, Ct)));
        Assert.True(await WriteAsync(tx => Passkeys.RemoveAsync(tx, mine, kept.CredentialId, Ct)));
    }

    [Fact]
    public async Task A_link_is_used_once_even_by_many_at_once()
    {
        var account = await AccountAsync();
        await WriteAsync(async tx => { await Links.AddAsync(tx, Hash, account, Now, Now.AddMinutes(15), Ct); return 0; });
        Assert.True((await Links.FindAsync(Hash, Ct))!.IsGood(Now));

        var used = await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => Task.Run(() => WriteAsync(tx => Links.UseAsync(tx, Hash, Now, Ct)))));

        Assert.Equal(account, Assert.Single(used, link => link is not null)!.AccountId);
        Assert.False((await Links.FindAsync(Hash, Ct))!.IsGood(Now));
    }

    [Fact]
    public async Task A_link_that_is_too_old_or_unknown_is_not_used()
    {
        var account = await AccountAsync();
        await WriteAsync(async tx => { await Links.AddAsync(tx, Hash, account, Now, Now.AddMinutes(15), Ct); return 0; });

        Assert.Null(await WriteAsync(tx => Links.UseAsync(tx, Hash, Now.AddMinutes(15), Ct)));
        Assert.Null(await WriteAsync(tx => Links.UseAsync(tx, new string('b', 64), Now, Ct)));
        Assert.False((await Links.FindAsync(Hash, Ct))!.IsGood(Now.AddMinutes(15)));
        Assert.Equal(1, await Links.CountAsync(account, Now.AddMinutes(-1), Ct));
        Assert.Equal(0, await Links.CountAsync(account, Now, Ct));
    }

    [Fact]
    public async Task Links_of_an_account_can_all_be_made_worthless()
    {
        var account = await AccountAsync();
        await WriteAsync(async tx => { await Links.AddAsync(tx, Hash, account, Now, null, Ct); return 0; });

        await WriteAsync(async tx => { await Links.RevokeAsync(tx, account, Ct); return 0; });

        Assert.Null(await WriteAsync(tx => Links.UseAsync(tx, Hash, Now, Ct)));
    }

    [Fact]
    public void Keys_of_cookies_are_seen_by_the_other_process()
    {
        new ProtectionKeyStore(Database).Add("key-1", "<key id='1'/>", Now);
        new ProtectionKeyStore(Database).Add("key-1", "<key id='another'/>", Now);

        Assert.Equal(["<key id='1'/>"], new ProtectionKeyStore(Home.Open()).All());
    }

    private static Passkey Key(byte first) => new()
    {
        CredentialId = [first, 2],
        Name = "Laptop",
        PublicKey = [9, 9],
        CreatedAt = Now,
        SignCount = 7,
        Transports = ["usb", "nfc"],
        IsUserVerified = true,
        IsBackupEligible = true,
        IsBackedUp = false,
        AttestationObject = [1],
        ClientDataJson = [2],
    };

    private async Task<Guid> AccountAsync()
    {
        var id = Guid.CreateVersion7();
        await WriteAsync(tx => new AccountStore(Database).AddAsync(tx, new Account { Id = id, Name = "Ada", Email = $"{id:N}@x.org", EmailKey = $"{id:N}", SecurityStamp = "s" }, Now, Ct));
        return id;
    }
}

public sealed class SignInStoreOnSqliteTests() : SignInStoreTests(Engine.Sqlite);

public sealed class SignInStoreOnPostgresTests() : SignInStoreTests(Engine.Postgres);
