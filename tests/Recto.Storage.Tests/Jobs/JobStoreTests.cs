using Recto.Storage.Jobs;
using Recto.Storage.Search;
using Recto.Storage.Sql;
using Recto.Storage.Uploads;

namespace Recto.Storage.Tests.Jobs;

/// <summary>What nodes share: articles in hand, mails and uploads that wait.</summary>
public abstract class JobStoreTests(Engine engine) : StoreTests(engine)
{
    [Fact]
    public async Task Two_who_index_at_once_never_have_the_same_article_and_what_one_leaves_the_other_takes()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 12; i++)
        {
            await SaveAsync(Samples.Article(journal, $"Leaf {i}", source: $"s{i}", slug: $"leaf-{i}"));
        }

        await ExecuteAsync("DELETE FROM search_texts");
        var (one, other) = (new SearchStore(Database), new SearchStore(Home.Open()));

        var dead = await one.TakeBehindAsync(5, Ct);
        var mine = await other.TakeBehindAsync(50, Ct);

        Assert.Equal((5, 7), (dead!.Ids.Count, mine!.Ids.Count));
        Assert.Empty(dead.Ids.Intersect(mine.Ids));
        Assert.Null(await other.TakeBehindAsync(5, Ct));
        await other.Claims.GiveBackAsync(mine, Ct);
        Assert.True(await other.Claims.AreInHandAsync(SearchStore.ClaimedWork, Ct));
        await other.IndexAsync(mine.Ids, Ct);
        await ExecuteAsync("UPDATE node_claims SET leased_until = 0"); // As time does.
        Assert.False(await other.Claims.AreInHandAsync(SearchStore.ClaimedWork, Ct));
        Assert.Equal(dead.Ids.Order(), (await other.TakeBehindAsync(50, Ct))!.Ids.Order());
    }

    [Fact]
    public async Task Of_many_who_take_at_once_each_article_goes_to_one()
    {
        var journal = await JournalAsync();
        for (var i = 0; i < 20; i++)
        {
            await SaveAsync(Samples.Article(journal, $"Leaf {i}", source: $"s{i}", slug: $"leaf-{i}"));
        }

        await ExecuteAsync("DELETE FROM search_texts");
        var taken = new System.Collections.Concurrent.ConcurrentBag<Guid>();
        await Task.WhenAll(new[] { new SearchStore(Database), new SearchStore(Home.Open()), new SearchStore(Home.Open()) }.Select(store => Task.Run(async () =>
        {
            while (await store.TakeBehindAsync(3, Ct) is { } claim)
            {
                claim.Ids.ToList().ForEach(taken.Add);
            }
        })));

        Assert.Equal((20, 20), (taken.Count, taken.Distinct().Count()));
    }

    [Fact]
    public async Task A_mail_is_given_to_one_and_again_when_that_one_is_gone()
    {
        var (one, other) = (new WaitingMailStore(Database), new WaitingMailStore(Home.Open()));
        await using (var tx = await Database.BeginAsync(Ct))
        {
            for (var i = 0; i < 6; i++)
            {
                await one.AddAsync(tx, new WaitingMail { Id = Guid.CreateVersion7(), Address = $"reader{i}@example.org", Subject = "Your account", Body = "A passkey was added to it." }, Now, Ct);
            }

            await tx.CommitAsync(Ct);
        }

        var lease = TimeSpan.FromMinutes(5);
        var taken = await Task.WhenAll(Task.Run(() => one.TakeAsync(Now, lease, 4, Ct)), Task.Run(() => other.TakeAsync(Now, lease, 4, Ct)));
        var rest = await other.TakeAsync(Now, lease, 4, Ct);
        var all = taken.SelectMany(mails => mails).Concat(rest).ToList();

        Assert.Equal((6, 6), (all.Count, all.DistinctBy(mail => mail.Id).Count()));
        await one.FinishAsync(all[0].Id, null, Ct);
        await one.FinishAsync(all[1].Id, Now.AddHours(1), Ct);
        var later = await other.TakeAsync(Now + lease, lease, 10, Ct); // Whoever had the others died.
        Assert.Equal(4, later.Count);
        Assert.Equal(1, Assert.Single(await other.TakeAsync(Now.AddHours(1), lease * 20, 10, Ct), mail => mail.Id == all[1].Id).Tries);
    }

    [Fact]
    public async Task An_upload_is_held_by_one_who_shows_that_it_lives_and_then_goes_to_the_next()
    {
        var (one, other) = (new UploadStore(Database), new UploadStore(Home.Open()));
        var upload = new UploadRow { Id = Guid.CreateVersion7(), Person = "A. Tarrow", Journal = "leaves", OldPath = "/margin" };
        var bytes = new byte[UploadStore.PieceLength + 7];
        Random.Shared.NextBytes(bytes);
        await one.BeginAsync(upload, Now, Ct);
        await one.AddAsync(upload.Id, 0, "a/leaf.xml", new MemoryStream(bytes), Ct);
        await one.AddAsync(upload.Id, 1, "empty.xml", new MemoryStream(), Ct);
        Assert.Null(await other.TakeAsync(Now, Ct)); // Not whole.
        await one.CompleteAsync(upload.Id, Ct);

        var held = await one.TakeAsync(Now, Ct);
        Assert.Equal((upload.Id, "/margin", 1), (held!.Id, held.OldPath, held.Tries));
        Assert.Null(await other.TakeAsync(Now, Ct));
        Assert.True(await one.HoldAsync(held, Now, Ct));
        await one.GiveBackAsync(held, Ct);
        held = await one.TakeAsync(Now, Ct);
        Assert.Equal(1, held!.Tries);
        await ExecuteAsync("UPDATE node_uploads SET leased_until = 0"); // As time does: whoever had it is gone.
        var next = await other.TakeAsync(Now, Ct);

        Assert.Equal(2, next!.Tries);
        Assert.False(await one.HoldAsync(held, Now, Ct));
        var files = new Dictionary<string, MemoryStream>();
        await other.ReadAsync(upload.Id, (path, part, piece) =>
        {
            (files.TryGetValue(path, out var file) ? file : files[path] = new MemoryStream()).Write(piece);
            return Task.CompletedTask;
        }, Ct);
        Assert.Equal(bytes, files["a/leaf.xml"].ToArray());
        Assert.Empty(files["empty.xml"].ToArray());
        await one.FinishAsync(held, Ct); // Not its own any more.
        Assert.True(await other.ExistsAsync(upload.Id, Ct));
        await other.FinishAsync(next, Ct);
        Assert.Equal(0L, await NumberAsync("SELECT COUNT(*) FROM node_upload_parts"));
    }

    private async Task ExecuteAsync(string sql)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync(Ct);
    }

    private async Task<long> NumberAsync(string sql)
    {
        await using var connection = await Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        return Convert.ToInt64(await command.ExecuteScalarAsync(Ct), System.Globalization.CultureInfo.InvariantCulture);
    }
}

public sealed class JobStoreOnSqliteTests() : JobStoreTests(Engine.Sqlite);

public sealed class JobStoreOnPostgresTests() : JobStoreTests(Engine.Postgres);
