using Recto.Storage.Accounts;
using Recto.Storage.Recommending;

namespace Recto.Storage.Tests.Recommending;

/// <summary>What readers with a list of their own have read, and vectors of articles.</summary>
public abstract class ReadingStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly DateTimeOffset Later = Now.AddMinutes(5);

    private Guid _journal;

    private ReadingStore Store => new(Database);

    private VectorStore Vectors => new(Database);

    [Fact]
    public async Task Only_what_is_read_after_it_was_switched_on_is_kept_with_the_first_day()
    {
        var (ada, bo) = (await AccountAsync("ada"), await AccountAsync("bo"));
        var (one, two, draft) = (await SaveAsync("one"), await SaveAsync("two"), await SaveAsync("draft", draft: true));
        Assert.False(await Store.AnyAsync(Ct));
        await Store.AddAsync([new(ada, one, Now)], Ct);
        Assert.True(await Store.SwitchOnAsync(ada, Now, Ct));
        Assert.False(await Store.SwitchOnAsync(ada, Later, Ct));

        await Store.AddAsync([new(ada, two, Now.AddSeconds(-1)), new(ada, one, Later.AddDays(1)), new(ada, one, Later), new(bo, one, Later), new(ada, draft, Later), new(ada, Guid.CreateVersion7(), Later)], Ct);

        var kept = (await Store.ListAsync(ada, 10, null, Ct)).Items.Single();
        Assert.Equal((one, "one", "one", DateOnly.FromDateTime(Later.UtcDateTime)), (kept.ArticleId, kept.Slug, kept.Title, kept.Day));
        Assert.Equal(new KeptReading(Now, 1), await Store.FindAsync(ada, Ct));
        Assert.Null(await Store.FindAsync(bo, Ct));
        Assert.True(await Store.AnyAsync(Ct));
    }

    [Fact]
    public async Task It_is_deleted_one_by_one_all_at_once_with_the_switch_and_with_age()
    {
        var (ada, bo) = (await AccountAsync("ada"), await AccountAsync("bo"));
        var (one, two) = (await SaveAsync("one"), await SaveAsync("two"));
        foreach (var account in new[] { ada, bo })
        {
            await Store.SwitchOnAsync(account, Now, Ct);
            await Store.AddAsync([new(account, one, Later), new(account, two, Later.AddDays(2))], Ct);
        }

        Assert.Equal([[two, one], [two, one]], await Store.ListReadersAsync(Ct));
        await Store.RemoveAsync(ada, two, Ct);
        Assert.Equal([one], (await Store.ListAsync(ada, 10, null, Ct)).Items.Select(read => read.ArticleId));

        await Store.ClearAsync(ada, Later.AddDays(3), Ct);
        await Store.AddAsync([new(ada, one, Later.AddDays(3).AddSeconds(-1)), new(ada, two, Later.AddDays(3))], Ct); // The first was read before all was deleted.
        Assert.Equal([two], (await Store.ListAsync(ada, 10, null, Ct)).Items.Select(read => read.ArticleId));

        Assert.Equal(1, await Store.FadeAsync(DateOnly.FromDateTime(Later.UtcDateTime).AddDays(1), Ct));
        Assert.Equal([two], (await Store.ListAsync(bo, 10, null, Ct)).Items.Select(read => read.ArticleId));

        await Store.SwitchOffAsync(bo, Ct);
        await Store.AddAsync([new(bo, one, Later.AddDays(4))], Ct);
        Assert.Null(await Store.FindAsync(bo, Ct));
        Assert.Equal([[two]], await Store.ListReadersAsync(Ct));
    }

    [Fact]
    public async Task Of_one_reader_the_latest_thousand_stay_and_pages_give_all_of_them_once()
    {
        var ada = await AccountAsync("ada");
        var articles = await ManyAsync(ReadingStore.MostReads + 3);
        await Store.SwitchOnAsync(ada, Now, Ct);

        await Store.AddAsync([.. articles.Select((article, i) => new AccountRead(ada, article, Now.AddDays(i / 100)))], Ct);

        var (all, after) = (new List<KeptRead>(), (Recto.Storage.Lists.Cursor?)null);
        do
        {
            var page = await Store.ListAsync(ada, 300, after, Ct);
            all.AddRange(page.Items);
            after = page.Next;
        }
        while (after is not null);
        Assert.Equal(ReadingStore.MostReads, all.Select(read => read.ArticleId).Distinct().Count());
        Assert.Equal(all.OrderByDescending(read => read.Day).Select(read => read.Day), all.Select(read => read.Day));
        Assert.Equal(97, all.Count(read => read.Day == DateOnly.FromDateTime(Now.UtcDateTime)));
    }

    [Fact]
    public async Task What_is_near_is_kept_for_published_articles_and_what_may_not_be_shown_is_no_candidate()
    {
        var ada = await AccountAsync("ada");
        var (one, two, three, notice) = (await SaveAsync("one"), await SaveAsync("two"), await SaveAsync("three"), await SaveAsync("notice"));
        await WriteAsync(tx => Articles.RelateAsync(tx, notice, three, Recto.Journals.Articles.RelationKind.Retraction, Now, Ct));
        await Store.SwitchOnAsync(ada, Now, Ct);
        await Store.AddAsync([new(ada, one, Later), new(ada, notice, Later)], Ct);
        foreach (var id in new[] { one, two, three, notice })
        {
            await new RecommendationStore(Database).ReadAsync(id, Ct);
        }

        Assert.Equal(4, (await Store.ListNearDueAsync(Now, Ct)).Count);
        await Store.WriteNearAsync([(one, [1, 2]), (two, [3]), (Guid.CreateVersion7(), [4])], Now, Ct);
        await Store.WriteNearAsync([(one, [1, 2, 3])], Now, Ct);
        Assert.Equal(new[] { three, notice }.Order(), (await Store.ListNearDueAsync(Now, Ct)).Order());
        var read = (await Store.ListWithNearAsync(ada, Ct)).OrderBy(one => one.Read.Slug, StringComparer.Ordinal).ToList();
        Assert.Equal([("notice", three, 0), ("one", (Guid?)null, 3)], read.Select(one => (one.Read.Slug, one.About, one.Near.Length)));

        var candidates = await Store.ListCandidatesAsync([one, two, three, notice], Ct);
        Assert.Equal(["one", "two"], candidates.Select(row => row.Slug).Order(StringComparer.Ordinal));
        Assert.Equal(["davit-meladze", "sara-contin"], candidates[0].People.Order(StringComparer.Ordinal));
        await RunAsync("UPDATE articles SET is_draft = 1 WHERE slug IN ('one', 'two')");
        Assert.Empty(await Store.ListCandidatesAsync([one, two], Ct));
        Assert.Null((await Store.ListAsync(ada, 10, null, Ct)).Items.Single(kept => kept.ArticleId == one).Title);

        await Store.DropNearAsync(Ct);
        Assert.All(await Store.ListWithNearAsync(ada, Ct), row => Assert.Empty(row.Near));
    }

    [Fact]
    public async Task Vectors_are_made_once_for_each_version_and_go_with_their_model()
    {
        var (one, _) = (await SaveAsync("one"), await SaveAsync("draft", draft: true));
        await new RecommendationStore(Database).ReadAsync(one, Ct);
        Assert.Equal([one], await Vectors.ListBehindAsync("a", 10, Ct));
        var text = await Vectors.FindTextAsync(one, Ct);
        Assert.StartsWith("one", text!.Text, StringComparison.Ordinal);

        ReadOnlyMemory<float> vector = new[] { .6f, -.8f };
        await Vectors.WriteAsync(one, "a", text, vector, Ct);
        Assert.Empty(await Vectors.ListBehindAsync("a", 10, Ct));
        var kept = (await new RecommendationStore(Database).LoadAsync(5, Ct)).Articles.Single().Vector;
        Assert.Equal(vector.ToArray(), kept.ToArray());

        await RunAsync("UPDATE articles SET version = version + 1 WHERE is_draft = 0");
        Assert.Equal([one], await Vectors.ListBehindAsync("a", 10, Ct));
        Assert.Equal([one], await Vectors.ListBehindAsync("b", 10, Ct));
        await Vectors.KeepOnlyAsync("a", Ct);
        Assert.True(await Vectors.AnyAsync(Ct));
        await Vectors.KeepOnlyAsync(null, Ct);
        Assert.False(await Vectors.AnyAsync(Ct));
        Assert.True((await new RecommendationStore(Database).LoadAsync(5, Ct)).Articles.Single().Vector.IsEmpty);
    }

    private async Task<Guid> AccountAsync(string name)
    {
        var account = new Account { Id = Guid.CreateVersion7(), Name = name, Email = $"{name}@example.org", EmailKey = $"{name}@example.org".ToUpperInvariant(), SecurityStamp = "s", Grants = [] };
        Assert.True(await WriteAsync(tx => new AccountStore(Database).AddAsync(tx, account, Now, Ct)));
        return account.Id;
    }

    private async Task<Guid> SaveAsync(string slug, bool draft = false)
    {
        _journal = _journal == Guid.Empty ? await JournalAsync() : _journal;
        return (await SaveAsync(Samples.Article(_journal, title: slug, slug: slug, draft: draft, source: slug))).Id;
    }

    private async Task<List<Guid>> ManyAsync(int count)
    {
        _journal = await JournalAsync();
        var ids = new List<Guid>(count);
        await WriteAsync(async tx =>
        {
            for (var i = 0; i < count; i++)
            {
                ids.Add((await Articles.SaveAsync(tx, Samples.Article(_journal, title: $"a{i}", slug: $"a{i}", source: $"a{i}"), Now, Ct)).Id);
            }

            return 0;
        });
        return ids;
    }

    private async Task RunAsync(string sql)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }
}

public sealed class ReadingStoreOnSqliteTests() : ReadingStoreTests(Engine.Sqlite);

public sealed class ReadingStoreOnPostgresTests() : ReadingStoreTests(Engine.Postgres);
