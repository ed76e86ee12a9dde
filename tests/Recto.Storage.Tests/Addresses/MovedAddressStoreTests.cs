using Recto.Storage.Addresses;

namespace Recto.Storage.Tests.Addresses;

public abstract class MovedAddressStoreTests(Engine engine) : StoreTests(engine)
{
    private MovedAddressStore Moved => new(Database);

    private Task<MovedOutcome> AddAsync(Guid journal, string from, string to, bool below = false) =>
        WriteAsync(tx => Moved.AddAsync(tx, new() { Address = from, Target = to, WithBelow = below, JournalId = journal, ByHand = true }, Now, Ct));

    private Task<bool> MoveAsync(Guid journal, string from, string to) => WriteAsync(async tx => { await Moved.MoveAsync(tx, from, to, journal, Now, Ct); return true; });

    [Theory]
    [InlineData("/old", "", "/journals/margin")]
    [InlineData("/old", "?x=1", "/journals/margin?x=1")]
    [InlineData("/old/below", "", null)]
    [InlineData("/tree", "", "/journals/margin/pages/about")]
    [InlineData("/tree/a/b", "?x=1", "/journals/margin/pages/about/a/b?x=1")]
    [InlineData("/tree/a/leaf", "", "/articles/leaf")] // The nearest decides.
    [InlineData("/index.php", "?journal=m&op=view", "/articles/leaf")]
    [InlineData("/index.php", "?journal=m&op=list", null)]
    [InlineData("/trees", "", null)]
    [InlineData("/OLD", "", null)]
    [InlineData("/old\0", "", null)]
    public async Task An_address_leads_where_it_was_said_to(string path, string query, string? target)
    {
        var journal = await JournalAsync();
        await AddAsync(journal, "/old", "/journals/margin");
        await AddAsync(journal, "/tree", "/journals/margin/pages/about", below: true);
        await AddAsync(journal, "/tree/a/leaf", "/articles/leaf");
        await AddAsync(journal, "/index.php?journal=m&op=view", "/articles/leaf");

        Assert.Equal(target, await Moved.FindAsync(path, query, Ct));
    }

    [Fact]
    public async Task A_journal_that_moves_twice_and_back_leaves_no_chain_and_no_loop()
    {
        var journal = await JournalAsync();
        await AddAsync(journal, "/older-site", "/journals/a/1-1");
        await MoveAsync(journal, "/journals/a", "/journals/b");
        await MoveAsync(journal, "/journals/b", "/journals/c");

        Assert.Equal("/journals/c/1-2", await Moved.FindAsync("/journals/a/1-2", "", Ct));
        Assert.Equal("/journals/c/1-1", await Moved.FindAsync("/older-site", "", Ct));

        await MoveAsync(journal, "/journals/c", "/journals/a");

        Assert.Null(await Moved.FindAsync("/journals/a", "", Ct));
        Assert.Equal("/journals/a", await Moved.FindAsync("/journals/b", "", Ct));
        Assert.Equal("/journals/a/x", await Moved.FindAsync("/journals/c/x", "", Ct));
    }

    [Fact]
    public async Task What_would_lead_back_is_refused()
    {
        var journal = await JournalAsync();

        Assert.Equal(MovedOutcome.Loop, await AddAsync(journal, "/a", "/a"));
        Assert.Equal(MovedOutcome.Loop, await AddAsync(journal, "/a", "/a/b", below: true));
        Assert.Equal(MovedOutcome.Kept, await AddAsync(journal, "/a", "/b"));
        Assert.Equal(MovedOutcome.Kept, await AddAsync(journal, "/b", "/c"));
        Assert.Equal(MovedOutcome.Loop, await AddAsync(journal, "/c", "/a"));
        Assert.Equal(MovedOutcome.Kept, await AddAsync(journal, "/a", "/d")); // Written over.
        Assert.Equal("/d", await Moved.FindAsync("/a", "", Ct));
    }

    [Fact]
    public async Task An_address_of_another_journal_stays_that_journals()
    {
        var (mine, other) = (await JournalAsync(), await JournalAsync("other", "Other"));
        await AddAsync(mine, "/old", "/journals/margin");

        Assert.Equal(MovedOutcome.AnothersAddress, await AddAsync(other, "/old", "/journals/other"));
        Assert.False(await WriteAsync(tx => Moved.RemoveAsync(tx, "/old", other, Ct)));
        Assert.True(await WriteAsync(tx => Moved.RemoveAsync(tx, "/old", mine, Ct)));
        Assert.Null(await Moved.FindAsync("/old", "", Ct));
    }

    [Fact]
    public async Task The_list_goes_on_where_it_broke_off_and_is_searched()
    {
        var journal = await JournalAsync();
        foreach (var name in new[] { "b", "a", "d", "c", "e_f" })
        {
            await AddAsync(journal, "/old/" + name, "/articles/" + name);
        }

        var (first, next) = await Moved.ListAsync(journal, null, 3, null, Ct);
        var (second, last) = await Moved.ListAsync(journal, null, 3, next, Ct);

        Assert.Equal(["/old/a", "/old/b", "/old/c", "/old/d", "/old/e_f"], first.Concat(second).Select(one => one.Address));
        Assert.Null(last);
        Assert.Equal(["/old/e_f"], (await Moved.ListAsync(journal, "_", 3, null, Ct)).Items.Select(one => one.Address));
        Assert.Equal(["/old/d"], (await Moved.ListAsync(journal, "articles/d", 3, null, Ct)).Items.Select(one => one.Address));
    }
}

public sealed class MovedAddressStoreOnSqliteTests() : MovedAddressStoreTests(Engine.Sqlite);

public sealed class MovedAddressStoreOnPostgresTests() : MovedAddressStoreTests(Engine.Postgres);
