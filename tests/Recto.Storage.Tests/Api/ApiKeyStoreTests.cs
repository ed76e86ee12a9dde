using Recto.Storage.Accounts;
using Recto.Storage.Api;

namespace Recto.Storage.Tests.Api;

/// <summary>Keys of the read API.</summary>
public abstract class ApiKeyStoreTests(Engine engine) : StoreTests(engine)
{
    private ApiKeyStore Keys => new(Database);

    [Fact]
    public async Task A_key_is_found_by_its_hash_until_it_is_revoked_by_its_owner()
    {
        var (mine, other) = (await AccountAsync(), await AccountAsync());
        var key = (await AddAsync(mine, 'a'))!;

        Assert.Equal(key, await Keys.FindAsync(Hash('a'), Ct));
        Assert.Null(await Keys.FindAsync(Hash('b'), Ct));
        Assert.Equal([key], await Keys.ListAsync(mine, Ct));
        Assert.Empty(await Keys.ListAsync(other, Ct));
        Assert.Null(await WriteAsync(tx => Keys.RemoveAsync(tx, other, key.Id, Ct)));
        Assert.Equal(key, await WriteAsync(tx => Keys.RemoveAsync(tx, mine, key.Id, Ct)));
        Assert.Null(await Keys.FindAsync(Hash('a'), Ct));
    }

    [Fact]
    public async Task The_day_of_use_only_goes_on()
    {
        var key = await AddAsync(await AccountAsync(), 'a');
        foreach (var day in new[] { 3, 5, 4 })
        {
            await Keys.UsedAsync(key!.Id, new DateOnly(2026, 3, day), Ct);
        }

        Assert.Equal(new DateOnly(2026, 3, 5), (await Keys.FindAsync(Hash('a'), Ct))!.UsedOn);
    }

    [Fact]
    public async Task The_keys_of_an_account_that_may_not_sign_in_are_good_for_nothing_and_their_number_is_bounded()
    {
        var account = await AccountAsync();
        for (var i = 0; i < ApiKeyStore.Most; i++)
        {
            Assert.NotNull(await AddAsync(account, (char)('A' + i)));
        }

        Assert.Null(await AddAsync(account, 'z'));
        await using (var connection = await Database.Source.OpenConnectionAsync(Ct))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = "UPDATE accounts SET deactivated_at = 1";
            await command.ExecuteNonQueryAsync(Ct);
        }

        Assert.Null(await Keys.FindAsync(Hash('A'), Ct));
    }

    private static string Hash(char letter) => new(letter, 64);

    private async Task<ApiKeyRow?> AddAsync(Guid account, char letter)
    {
        var row = new ApiKeyRow(Guid.CreateVersion7(Now), account, "Harvester", "recto_" + letter, Now, null);
        return await WriteAsync(tx => Keys.AddAsync(tx, row, Hash(letter), Ct)) ? row : null;
    }

    private async Task<Guid> AccountAsync()
    {
        var id = Guid.CreateVersion7();
        await WriteAsync(tx => new AccountStore(Database).AddAsync(tx, new Account { Id = id, Name = "A. Reader", Email = $"{id:N}@example.org", EmailKey = $"{id:N}@EXAMPLE.ORG", SecurityStamp = "s" }, Now, Ct));
        return id;
    }
}

public sealed class ApiKeyStoreOnSqliteTests() : ApiKeyStoreTests(Engine.Sqlite);

public sealed class ApiKeyStoreOnPostgresTests() : ApiKeyStoreTests(Engine.Postgres);
