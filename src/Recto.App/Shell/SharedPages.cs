using System.Buffers.Binary;
using Microsoft.AspNetCore.OutputCaching;
using Recto.App.Shell.Sharing;
using StackExchange.Redis;

namespace Recto.App.Shell;

/// <summary>
/// Finished pages in the memory of this process, and behind that in Redis, where all nodes find them. Both are asked by a key that holds the <see cref="PageGeneration"/>, so that what lies there from before a change,
/// from before Redis was away, or from a copy of it that was read in again, is never found: throwing away is for room, not for truth. Pages come here compressed.
/// </summary>
/// <param name="near">The memory of this process.</param>
/// <param name="redis">The Redis of the site.</param>
/// <param name="generation">Of which state pages are.</param>
/// <param name="time">The clock.</param>
internal sealed class SharedPages(IOutputCacheStore near, RedisServer redis, PageGeneration generation, TimeProvider time) : IOutputCacheStore
{
    /// <summary>Larger pages, in bytes, stay in the memory of the process that made them.</summary>
    public const int Largest = 1024 * 1024;

    private const byte Form = 1;
    private const int Head = 1 + sizeof(long);

    // The page with its end, and its name in the lists by which it is thrown away; of the lists, what is over goes.
    private const string Put = """
        redis.call('SET', KEYS[1], ARGV[1], 'PX', ARGV[2])
        for i = 2, #KEYS do
          redis.call('ZREMRANGEBYSCORE', KEYS[i], '-inf', ARGV[3])
          redis.call('ZADD', KEYS[i], ARGV[3] + ARGV[2], KEYS[1])
          redis.call('PEXPIRE', KEYS[i], ARGV[2] + 60000)
        end
        return 1
        """;

    private const string Drop = """
        local pages = redis.call('ZRANGE', KEYS[1], 0, 499)
        if #pages == 0 then return 0 end
        redis.call('UNLINK', unpack(pages))
        redis.call('ZREM', KEYS[1], unpack(pages))
        return #pages
        """;

    private volatile string _last = "";

    /// <inheritdoc/>
    public async ValueTask<byte[]?> GetAsync(string key, CancellationToken cancellationToken)
    {
        if (await near.GetAsync(key, cancellationToken) is { } kept)
        {
            return kept;
        }

        if (!generation.IsShared || !redis.Answers)
        {
            return null;
        }

        var (answered, value) = await redis.TryAsync(database => database.StringGetAsync(redis.Key("page", key)));
        if (!answered || (byte[]?)value is not { Length: > Head } found || found[0] != Form)
        {
            return null;
        }

        var left = DateTimeOffset.FromUnixTimeMilliseconds(BinaryPrimitives.ReadInt64LittleEndian(found.AsSpan(1))) - time.GetUtcNow();
        if (left <= TimeSpan.Zero)
        {
            return null; // Over, by the clock of this node.
        }

        var page = found[Head..];
        await near.SetAsync(key, page, [PageCache.Tag], left, cancellationToken);
        return page;
    }

    /// <inheritdoc/>
    public async ValueTask SetAsync(string key, byte[] value, string[]? tags, TimeSpan validFor, CancellationToken cancellationToken)
    {
        await near.SetAsync(key, value, tags, validFor, cancellationToken);
        var of = generation.Key;
        if (!generation.IsShared || value.Length > Largest || !redis.Answers)
        {
            return;
        }

        _last = of;
        var now = time.GetUtcNow().ToUnixTimeMilliseconds();
        var (kept, life) = (new byte[Head + value.Length], (long)validFor.TotalMilliseconds);
        kept[0] = Form;
        BinaryPrimitives.WriteInt64LittleEndian(kept.AsSpan(1), now + life);
        value.CopyTo(kept, Head);
        RedisKey[] keys = [redis.Key("page", key), redis.Key("of", of), .. from tag in tags ?? [] where tag != PageCache.Tag select redis.Key("tag", tag)];
        await redis.TryAsync(database => database.ScriptEvaluateAsync(Put, keys, [kept, life, now]));
    }

    /// <inheritdoc/>
    public async ValueTask EvictByTagAsync(string tag, CancellationToken cancellationToken)
    {
        await near.EvictByTagAsync(tag, cancellationToken);
        if (tag != PageCache.Tag)
        {
            await DropAsync(redis.Answers ? redis.Key("tag", tag) : default);
        }
        else if (_last is { Length: > 0 } last && last != generation.Key)
        {
            // Pages of a state that is over. Those of the present one are another node’s, who has seen the change before us.
            _last = "";
            await DropAsync(redis.Answers ? redis.Key("of", last) : default);
        }
    }

    private async Task DropAsync(RedisKey list)
    {
        for (var left = 500; left == 500 && redis.Answers && !list.Equals(default);)
        {
            var (answered, dropped) = await redis.TryAsync(database => database.ScriptEvaluateAsync(Drop, [list], []));
            left = answered ? (int)dropped! : 0;
        }
    }
}
