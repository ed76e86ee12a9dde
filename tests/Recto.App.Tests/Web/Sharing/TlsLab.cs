using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Recto.App.Tests.Web.Sharing;

/// <summary>A real redis-server that speaks TLS beside its open port, with a certificate of an authority made for the test.</summary>
internal sealed class TlsLab : IAsyncDisposable
{
    private readonly string _folder;

    private TlsLab(string folder, RedisLab redis, int port) => (_folder, Redis, Port) = (folder, redis, port);

    /// <summary>The server, at its open port.</summary>
    public RedisLab Redis { get; }

    /// <summary>The port at which it speaks TLS.</summary>
    public int Port { get; }

    /// <summary>The certificate of its authority.</summary>
    public string Authority => Path.Combine(_folder, "authority.crt");

    /// <summary>The certificate of an authority that has nothing to do with it.</summary>
    public string Stranger => Path.Combine(_folder, "stranger.crt");

    /// <summary>Starts one.</summary>
    /// <param name="address">The address that its certificate is for.</param>
    public static async Task<TlsLab> StartAsync(string address = "127.0.0.1")
    {
        var folder = Directory.CreateTempSubdirectory("recto-tls-").FullName;
        using var authority = MakeAuthority("Authority of the test");
        using var stranger = MakeAuthority("Somebody else");
        await File.WriteAllTextAsync(Path.Combine(folder, "authority.crt"), authority.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "stranger.crt"), stranger.ExportCertificatePem());
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Parse(address));
        var request = new CertificateRequest("CN=redis", key, HashAlgorithmName.SHA256) { CertificateExtensions = { names.Build(), new X509BasicConstraintsExtension(false, false, 0, true) } };
        using var certificate = request.Create(authority, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddDays(1), [1, 2, 3]);
        await File.WriteAllTextAsync(Path.Combine(folder, "redis.crt"), certificate.ExportCertificatePem());
        await File.WriteAllTextAsync(Path.Combine(folder, "redis.key"), key.ExportPkcs8PrivateKeyPem());
        using var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        var redis = await RedisLab.StartAsync("--tls-port", port.ToString(CultureInfo.InvariantCulture), "--tls-cert-file", Path.Combine(folder, "redis.crt"), "--tls-key-file", Path.Combine(folder, "redis.key"), "--tls-ca-cert-file", Path.Combine(folder, "authority.crt"), "--tls-auth-clients", "no");
        return new TlsLab(folder, redis, port);
    }

    public async ValueTask DisposeAsync()
    {
        await Redis.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private static X509Certificate2 MakeAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=" + name, key, HashAlgorithmName.SHA256) { CertificateExtensions = { new X509BasicConstraintsExtension(true, false, 0, true) } };
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddHours(-2), DateTimeOffset.UtcNow.AddDays(2));
    }
}
