using Recto.Storage.Usage;

namespace Recto.Storage.Tests.Usage;

public sealed class UsageBatchTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 27, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_batch_that_is_tried_again_is_written_once_and_one_that_was_taken_back_is_written()
    {
        await using var home = await TestDatabase.CreateNewestAsync(Engine.Postgres, Ct);
        var database = home.Open();
        var store = new UsageStore(database);
        var (kept, lost) = (Guid.CreateVersion7(), Guid.CreateVersion7());

        async Task<bool> BeginAsync(Guid batch, bool commits)
        {
            await using var tx = await database.BeginAsync(Ct);
            var isNew = await store.BeginBatchAsync(tx, batch, Now, Ct);
            if (commits)
            {
                await tx.CommitAsync(Ct);
            }

            return isNew;
        }

        Assert.True(await BeginAsync(kept, commits: true));
        Assert.True(await BeginAsync(lost, commits: false));
        Assert.False(await BeginAsync(kept, commits: true));
        Assert.True(await BeginAsync(lost, commits: true));

        await store.ForgetBatchesAsync(Now.AddDays(6), Ct);
        Assert.False(await BeginAsync(kept, commits: true));
        await store.ForgetBatchesAsync(Now.AddDays(8), Ct);
        Assert.True(await BeginAsync(kept, commits: true));
    }
}
