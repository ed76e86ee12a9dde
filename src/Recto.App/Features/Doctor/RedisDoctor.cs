using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Recto.App.Shell.Sharing;
using StackExchange.Redis;

namespace Recto.App.Features.Doctor;

/// <summary>What a Redis says of itself (<c>INFO</c>).</summary>
/// <param name="Version">Its version.</param>
/// <param name="Role"><c>master</c> or <c>slave</c>.</param>
/// <param name="Memory">Most bytes that it takes; 0 for no limit.</param>
/// <param name="Policy">What it throws away when it is full.</param>
internal sealed record RedisFacts(Version Version, string Role, long Memory, string Policy);

/// <summary>Calls the Redis that the nodes share: whether it answers, takes the login, and is set up so that it can be of use. Writes nothing.</summary>
internal static class RedisDoctor
{
    private const string Subject = "Redis";
    private static readonly Version Oldest = new(5, 0); // Scripts that ask for the time write in it since then.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(3);

    /// <summary>How it is; nothing where the site has none, or where its setting cannot be read, which another line says.</summary>
    public static async Task<IReadOnlyList<Finding>> LookAsync(Patient patient, CancellationToken ct)
    {
        if (patient.Read("RECTO_REDIS")?.Trim() is not { Length: > 0 } said)
        {
            return [];
        }

        return RedisAddress.TryRead(said, patient.Read("RECTO_REDIS_CA"), out var server, out var certificate, out var wrong)
            ? await CallAsync(server, certificate, RedisAddress.Mask(said), ct)
            : [new(Health.Fail, Subject, wrong, "redis-unreadable")];
    }

    /// <summary>What is wrong with one that answers; one line that says so where nothing is.</summary>
    /// <param name="facts">What it says of itself.</param>
    /// <param name="place">As messages name it.</param>
    public static IReadOnlyList<Finding> Judge(RedisFacts facts, string place)
    {
        var found = new List<Finding>();
        if (facts.Version < Oldest)
        {
            found.Add(new(Health.Fail, Subject, $"{place} is of version {facts.Version}, and limits are counted by scripts that need 5 or newer: upgrade it.", "redis-old"));
        }

        if (facts.Role != "master")
        {
            found.Add(new(Health.Fail, Subject, $"{place} only repeats another Redis and takes nothing: name the primary in RECTO_REDIS.", "redis-replica"));
        }

        if (facts is { Memory: > 0, Policy: "noeviction" })
        {
            found.Add(new(Health.Warn, Subject, string.Create(CultureInfo.InvariantCulture, $"{place} throws nothing away (maxmemory-policy noeviction) and refuses when its {facts.Memory / (1024 * 1024)} MB are full: pages are shared no more then. Set maxmemory-policy allkeys-lru (docs/operate/redis.md)."), "redis-policy"));
        }

        return found.Count > 0 ? found : [new(Health.Ok, Subject, string.Create(CultureInfo.InvariantCulture, $"{place} answers, version {facts.Version}{(facts.Memory > 0 ? $", {facts.Memory / (1024 * 1024)} MB, {facts.Policy}" : ", no limit of memory")}"))];
    }

    private static async Task<IReadOnlyList<Finding>> CallAsync(ConfigurationOptions server, RedisCertificate? certificate, string place, CancellationToken ct)
    {
        var own = server.Clone();
        own.SetDefaultPorts();
        if (await FindSilentAsync(own.EndPoints[0], ct) is { } silent)
        {
            return [new(Health.Warn, Subject, $"{place} does not answer ({silent}): each node keeps pages and counts for itself. See that it runs, and that RECTO_REDIS and the firewall are right.", "redis-silent")];
        }

        (own.AllowAdmin, own.AbortOnConnectFail, own.ConnectRetry, own.ConnectTimeout, own.SyncTimeout, own.AsyncTimeout, own.IncludeDetailInExceptions) = (true, true, 1, 3000, 3000, 3000, false);
        if (certificate is not null)
        {
            own.CertificateValidation += certificate.Validate;
        }

        try
        {
            await using var connection = await ConnectionMultiplexer.ConnectAsync(own).WaitAsync(Patience * 3, ct);
            return Judge(FactsOf(await connection.GetServers()[0].InfoRawAsync() ?? ""), place);
        }
        catch (RedisServerException refused) when (refused.Message.StartsWith("NOPERM", StringComparison.Ordinal))
        {
            return [new(Health.Ok, Subject, $"{place} answers; its user may not ask how it is set up (INFO)")];
        }
        catch (Exception refused) when (refused is RedisException or TimeoutException)
        {
            return [certificate?.Wrong is { } wrong
                ? new(Health.Warn, Subject, $"{place} is not believed to be who it says: {wrong}. Put that right; until then each node keeps pages and counts for itself.", "redis-tls")
                : Says(refused, "WRONGPASS", "NOAUTH", "invalid password", "no password is set", "NOPERM")
                ? new(Health.Warn, Subject, $"{place} refuses the login: look at user and password of RECTO_REDIS; special characters are written as %40.", "redis-login")
                : new(Health.Warn, Subject, $"{place} takes the connection and does not speak as a Redis: {(server.Ssl ? "it offers no TLS there (redis:// asks it without)" : "it may want TLS (rediss://), or be something else")}.", server.Ssl ? "redis-tls" : "redis-silent")];
        }
    }

    // redis_version:7.0.15
    private static RedisFacts FactsOf(string info)
    {
        var said = info.Split('\n').Select(line => line.Trim().Split(':', 2)).Where(pair => pair.Length == 2).GroupBy(pair => pair[0]).ToDictionary(group => group.Key, group => group.First()[1], StringComparer.Ordinal);
        return new RedisFacts(Version.TryParse(said.GetValueOrDefault("redis_version"), out var version) ? version : Oldest, said.GetValueOrDefault("role", "master"),
            long.TryParse(said.GetValueOrDefault("maxmemory"), NumberStyles.None, CultureInfo.InvariantCulture, out var memory) ? memory : 0, said.GetValueOrDefault("maxmemory_policy", ""));
    }

    private static async Task<string?> FindSilentAsync(EndPoint end, CancellationToken ct)
    {
        if (end is not (IPEndPoint or DnsEndPoint))
        {
            return null; // A socket of this machine.
        }

        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
            await socket.ConnectAsync(end, patience.Token);
            return null;
        }
        catch (SocketException refused)
        {
            return refused.SocketErrorCode.ToString();
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return string.Create(CultureInfo.InvariantCulture, $"nothing within {Patience.TotalSeconds} seconds");
        }
    }

    private static bool Says(Exception fault, params ReadOnlySpan<string> words)
    {
        for (var inner = fault; inner is not null; inner = inner.InnerException)
        {
            foreach (var word in words)
            {
                if (inner.Message.Contains(word, StringComparison.OrdinalIgnoreCase))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
