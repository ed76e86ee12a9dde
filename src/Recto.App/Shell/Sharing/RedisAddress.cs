using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using StackExchange.Redis;

namespace Recto.App.Shell.Sharing;

/// <summary>Where Redis is: <c>redis://user:password@host:6379/0</c> (<c>rediss</c> over TLS), or the words of StackExchange.Redis, <c>host:6379,password=…,ssl=true</c>.</summary>
internal static class RedisAddress
{
    private const string Hidden = "…";
    private const int Port = 6379;

    /// <summary>Reads it; false where it names no server.</summary>
    /// <param name="text">What <c>RECTO_REDIS</c> says.</param>
    /// <param name="server">The server.</param>
    public static bool TryRead(string text, [NotNullWhen(true)] out ConfigurationOptions? server)
    {
        server = null;
        try
        {
            server = text.Contains("://", StringComparison.Ordinal) ? OfUri(text) : ConfigurationOptions.Parse(text, ignoreUnknown: false);
        }
        catch (Exception wrong) when (wrong is ArgumentException or FormatException or OverflowException)
        {
            // Told by the answer.
        }

        return server is { EndPoints.Count: > 0 } && server.EndPoints.All(IsOne);
    }

    /// <summary>Reads it with the certificate of an authority.</summary>
    /// <param name="text">What <c>RECTO_REDIS</c> says.</param>
    /// <param name="authority">The file that <c>RECTO_REDIS_CA</c> names; null or empty for those that the machine trusts.</param>
    /// <param name="server">The server.</param>
    /// <param name="certificates">What is asked of its certificate; null where the line is open.</param>
    /// <param name="wrong">How to write it.</param>
    public static bool TryRead(string text, string? authority, [NotNullWhen(true)] out ConfigurationOptions? server, out RedisCertificate? certificates, [NotNullWhen(false)] out string? wrong)
    {
        certificates = null;
        if (!TryRead(text, out server))
        {
            wrong = "RECTO_REDIS names no server; write it as redis://user:password@redis.example.org:6379/0 (rediss:// over TLS), or as redis.example.org:6379,password=….";
            return false;
        }

        if (!RedisCertificate.TryRead(authority?.Trim(), out var known, out wrong))
        {
            return false;
        }

        certificates = server.Ssl ? known : null;
        return true;
    }

    /// <summary>The same without what is secret.</summary>
    public static string Mask(string text)
    {
        if (text.Contains("://", StringComparison.Ordinal))
        {
            return Uri.TryCreate(text, UriKind.Absolute, out var uri) ? $"{uri.Scheme}://{(uri.UserInfo.Length == 0 ? "" : uri.UserInfo.Split(':')[0] + ":" + Hidden + "@")}{uri.Authority}{uri.AbsolutePath}" : Hidden;
        }

        return string.Join(',', text.Split(',').Select(part => part.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign && part[..sign].Trim().Equals("password", StringComparison.OrdinalIgnoreCase) ? part[..(sign + 1)] + Hidden : part));
    }

    // “:::” is taken for a host without a name.
    private static bool IsOne(System.Net.EndPoint end) => end is not System.Net.DnsEndPoint { Host: var host } || Uri.CheckHostName(host) is not UriHostNameType.Unknown;

    private static ConfigurationOptions? OfUri(string text)
    {
        if (!Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("redis" or "rediss") || uri.Host.Length == 0 || uri.Query.Length > 0)
        {
            return null;
        }

        var options = new ConfigurationOptions { EndPoints = { { uri.Host, uri.Port < 0 ? Port : uri.Port } }, Ssl = uri.Scheme == "rediss" };
        if (uri.UserInfo.Split(':', 2) is [var user, var password])
        {
            (options.User, options.Password) = (user.Length == 0 ? null : Uri.UnescapeDataString(user), Uri.UnescapeDataString(password));
        }

        if (uri.AbsolutePath.Trim('/') is { Length: > 0 } number)
        {
            options.DefaultDatabase = int.Parse(number, NumberStyles.None, CultureInfo.InvariantCulture);
        }

        return options;
    }
}
