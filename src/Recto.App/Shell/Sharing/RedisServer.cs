using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using StackExchange.Redis;

namespace Recto.App.Shell.Sharing;

/// <summary>
/// The Redis that the nodes of a site share. Nobody waits for it longer than <see cref="Patience"/>: whoever finds it silent or refusing goes on without it, and so does everybody else at once,
/// until it has answered again. Nothing that lies there is ever needed.
/// </summary>
/// <param name="options">Where it is; null for a site without one.</param>
/// <param name="secret">The site’s secret for it, the same on all nodes: names of keys are made of it, so that they tell nothing.</param>
/// <param name="log">The log.</param>
/// <param name="certificate">What is asked of its certificate; null where the line to it is open.</param>
internal sealed class RedisServer(ConfigurationOptions? options, Func<CancellationToken, Task<byte[]>> secret, ILogger<RedisServer> log, RedisCertificate? certificate = null) : BackgroundService
{
    /// <summary>How long an answer is waited for.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromMilliseconds(150);

    private static readonly TimeSpan Look = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan FirstPatience = TimeSpan.FromSeconds(2);
    private static readonly Action<ILogger, string, Exception?> WentAway = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, nameof(WentAway)), "Redis cannot be used ({Reason}): this process keeps pages and counts by itself until it can");
    private static readonly Action<ILogger, Exception?> CameBack = LoggerMessage.Define(LogLevel.Warning, new EventId(2, nameof(CameBack)), "Redis answers: pages and counts are shared with the other processes of the site");
    private static readonly Action<ILogger, string, Exception?> Refused = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(3, nameof(Refused)), "Redis takes nothing ({Reason}): give it a limit of memory with “maxmemory-policy allkeys-lru”, or a primary to write to");
    private static readonly Action<ILogger, Exception?> NoSecret = LoggerMessage.Define(LogLevel.Warning, new EventId(4, nameof(NoSecret)), "The database did not give the key by which things are named in Redis; it is asked again");

    private readonly TaskCompletionSource _looked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Lock _lock = new();
    private ConnectionMultiplexer? _connection;
    private byte[]? _secret;
    private string _prefix = "";
    private volatile bool _answers;
    private volatile bool _isTold;
    private long _refusedAt;

    /// <summary>Heard when another node says that something was changed.</summary>
    public event Action? Changed;

    /// <summary>Whether the site has one.</summary>
    public bool IsConfigured => options is not null;

    /// <summary>Whether it answered when it was asked last.</summary>
    public bool Answers => _answers;

    /// <summary>The name of a key: what it is for, and a hash that only this site can make of the rest. All keys of a site lie in one slot of a cluster.</summary>
    public RedisKey Key(string kind, string rest)
    {
        Span<byte> hash = stackalloc byte[HMACSHA256.HashSizeInBytes];
        HMACSHA256.HashData(_secret!, Encoding.UTF8.GetBytes(kind + "\0" + rest), hash);
        return $"{_prefix}{kind}:{Convert.ToHexStringLower(hash[..16])}";
    }

    /// <summary>Asks it something.</summary>
    /// <param name="ask">The question; asks once.</param>
    /// <returns>Whether it answered, and what. Never throws for what Redis does.</returns>
    public async ValueTask<(bool Answered, T? Value)> TryAsync<T>(Func<IDatabase, Task<T>> ask)
    {
        if (!_answers || _connection is not { } connection)
        {
            return default;
        }

        try
        {
            return (true, await ask(connection.GetDatabase()).WaitAsync(Patience));
        }
        catch (RedisServerException full) when (full.Message.StartsWith("OOM", StringComparison.Ordinal) || full.Message.StartsWith("READONLY", StringComparison.Ordinal) || full.Message.StartsWith("MISCONF", StringComparison.Ordinal))
        {
            Refuse(full); // It is read as before.
            return default;
        }
        catch (Exception fault) when (IsOfRedis(fault))
        {
            Leave(fault);
            return default;
        }
    }

    /// <summary>Tells the other nodes that something was changed; where that cannot be, they find it at their next look.</summary>
    public async ValueTask TellAsync() => await TryAsync(database => database.PublishAsync(Channel, "", CommandFlags.None));

    /// <inheritdoc/>
    public override async Task StartAsync(CancellationToken cancellationToken)
    {
        await base.StartAsync(cancellationToken);
        if (options is not null)
        {
            // So that the first page is shared already; a Redis that is away does not keep the site from starting.
            await Task.WhenAny(_looked.Task, Task.Delay(FirstPatience, cancellationToken));
        }
    }

    /// <inheritdoc/>
    public override void Dispose()
    {
        _answers = false;
        _connection?.Dispose();
        base.Dispose();
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (options is null)
        {
            return;
        }

        await Task.Yield();
        while (true)
        {
            await LookAsync(stoppingToken);
            _looked.TrySetResult();
            await Task.Delay(Look, stoppingToken);
        }
    }

    private RedisChannel Channel => RedisChannel.Literal(_prefix + "changed");

    private async Task LookAsync(CancellationToken ct)
    {
        try
        {
            if (_secret is null)
            {
                var found = await secret(ct);
                _prefix = $"recto:{{{Convert.ToHexStringLower(HMACSHA256.HashData(found, "site"u8).AsSpan(0, 6))}}}:"; // Another site, or a copy of this one for trying, may use the same Redis.
                _secret = found;
            }

            if (_connection is null)
            {
                _connection = await ConnectionMultiplexer.ConnectAsync(Told(options!, certificate));
                await _connection.GetSubscriber().SubscribeAsync(Channel, (_, _) => Changed?.Invoke()).WaitAsync(FirstPatience, ct);
            }

            await _connection.GetDatabase().PingAsync().WaitAsync(Patience, ct);
            if (!_answers)
            {
                _answers = true;
                _isTold = false;
                CameBack(log, null);
            }
        }
        catch (DbException fault)
        {
            NoSecret(log, fault);
        }
        catch (Exception fault) when (IsOfRedis(fault))
        {
            Leave(fault);
        }
    }

    // What is asked while nobody answers fails at once, and is not saved up for later: what was true then need not be true then.
    private static ConfigurationOptions Told(ConfigurationOptions told, RedisCertificate? certificate)
    {
        var own = told.Clone();
        if (certificate is not null)
        {
            own.CertificateValidation += certificate.Validate;
        }

        own.AbortOnConnectFail = false;
        own.BacklogPolicy = BacklogPolicy.FailFast;
        own.ConnectTimeout = (int)FirstPatience.TotalMilliseconds;
        own.AsyncTimeout = own.SyncTimeout = 1000;
        own.ConnectRetry = 1;
        own.KeepAlive = 5;
        own.ReconnectRetryPolicy = new LinearRetry(1000);
        own.ClientName ??= "recto";
        own.IncludeDetailInExceptions = false;
        return own;
    }

    private static bool IsOfRedis(Exception fault) => fault is RedisException or TimeoutException or ObjectDisposedException || fault is AggregateException { InnerException: RedisException };

    private void Leave(Exception fault)
    {
        _answers = false;
        lock (_lock)
        {
            if (_isTold)
            {
                return;
            }

            _isTold = true;
        }

        WentAway(log, certificate?.Wrong ?? (fault is TimeoutException ? "no answer in time" : Words(fault)), null);
    }

    private void Refuse(RedisServerException full)
    {
        var now = Environment.TickCount64;
        var last = Interlocked.Read(ref _refusedAt);
        if (now - last > 60_000 && Interlocked.CompareExchange(ref _refusedAt, now, last) == last)
        {
            Refused(log, Words(full), null);
        }
    }

    // What the server says may name keys, and its client hosts; the first words say what it is.
    private static string Words(Exception fault) => fault switch
    {
        RedisServerException server => server.Message.Split(' ')[0],
        RedisConnectionException connection => connection.FailureType.ToString(),
        _ => fault.GetType().Name,
    };
}
