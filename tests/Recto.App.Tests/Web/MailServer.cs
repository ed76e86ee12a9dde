using System.Collections.Concurrent;
using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using MimeKit;

namespace Recto.App.Tests.Web;

/// <summary>A mail server (RFC 5321) on this machine that turns to TLS, asks for a name and a password, and keeps what it gets; or refuses, or says nothing at all.</summary>
internal sealed class MailServer : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly X509Certificate2 _certificate = Certificate();
    private readonly ConcurrentBag<Task> _sessions = [];
    private int _connections;

    private MailServer()
    {
        _listener.Start();
        _sessions.Add(AcceptAsync());
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    /// <summary>How often somebody came.</summary>
    public int Connections => _connections;

    /// <summary>Mails that it took, with whom the envelope names.</summary>
    public ConcurrentQueue<(string To, MimeMessage Message)> Taken { get; } = [];

    /// <summary>Every command that came, and whether over TLS.</summary>
    public ConcurrentQueue<(string Command, bool IsTls)> Commands { get; } = [];

    /// <summary>The answer to a command where it is not the usual one: <c>550 …</c> for <c>RCPT</c>.</summary>
    public Func<string, string?> Refuses { get; set; } = _ => null;

    /// <summary>Whether it takes the connection and never says a word.</summary>
    public bool IsSilent { get; set; }

    /// <summary>Whether its greeting has no end.</summary>
    public bool IsEndless { get; set; }

    /// <summary>Bytes of an endless greeting that were taken from it.</summary>
    public long Said { get; private set; }

    public static MailServer Start() => new();

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _listener.Stop();
        foreach (var session in _sessions)
        {
            try
            {
                await session;
            }
            catch (Exception gone) when (gone is OperationCanceledException or IOException or SocketException or ObjectDisposedException)
            {
                // The client went, or the test is over.
            }
        }

        _stop.Dispose();
        _certificate.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (!_stop.IsCancellationRequested)
        {
            var client = await _listener.AcceptTcpClientAsync(_stop.Token);
            Interlocked.Increment(ref _connections);
            _sessions.Add(TalkAsync(client));
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using var owned = client;
        Stream stream = client.GetStream();
        if (IsSilent)
        {
            await Task.Delay(Timeout.Infinite, _stop.Token);
        }

        var endless = Encoding.ASCII.GetBytes("220-" + new string('x', 60_000));
        for (var at = 0; IsEndless; at = 4)
        {
            await stream.WriteAsync(endless.AsMemory(at), _stop.Token);
            Said += endless.Length - at;
        }

        var (isTls, to) = (false, "");
        await SayAsync(stream, "220 mail.example.org");
        while (await ReadLineAsync(stream) is { } line)
        {
            Commands.Enqueue((line, isTls));
            var verb = line.Split(' ', ':')[0].ToUpperInvariant();
            if (Refuses(verb) is { } refusal)
            {
                await SayAsync(stream, refusal);
                continue;
            }

            switch (verb)
            {
                case "EHLO":
                    await SayAsync(stream, isTls ? "250-mail.example.org\r\n250-8BITMIME\r\n250 AUTH PLAIN" : "250-mail.example.org\r\n250-8BITMIME\r\n250 STARTTLS");
                    break;
                case "STARTTLS":
                    await SayAsync(stream, "220 go on");
                    var tls = new SslStream(stream);
                    await tls.AuthenticateAsServerAsync(new SslServerAuthenticationOptions { ServerCertificate = _certificate }, _stop.Token);
                    (stream, isTls) = (tls, true);
                    break;
                case "AUTH":
                    await SayAsync(stream, line.EndsWith(Convert.ToBase64String(Encoding.UTF8.GetBytes("\0recto\0secret")), StringComparison.Ordinal) ? "235 welcome" : "535 no");
                    break;
                case "RCPT":
                    to = line;
                    await SayAsync(stream, "250 ok");
                    break;
                case "DATA":
                    await SayAsync(stream, "354 go on");
                    Taken.Enqueue((to, await ReadMessageAsync(stream)));
                    await SayAsync(stream, "250 taken");
                    break;
                case "QUIT":
                    await SayAsync(stream, "221 bye");
                    return;
                default:
                    await SayAsync(stream, "250 ok");
                    break;
            }
        }
    }

    private async Task<MimeMessage> ReadMessageAsync(Stream stream)
    {
        using var content = new MemoryStream();
        while (await ReadLineAsync(stream) is { } line && line != ".")
        {
            content.Write(Encoding.UTF8.GetBytes((line.StartsWith('.') ? line[1..] : line) + "\r\n"));
        }

        content.Position = 0;
        return await MimeMessage.LoadAsync(content, _stop.Token);
    }

    private async Task SayAsync(Stream stream, string text)
    {
        await stream.WriteAsync(Encoding.ASCII.GetBytes(text + "\r\n"), _stop.Token);
        await stream.FlushAsync(_stop.Token);
    }

    private async Task<string?> ReadLineAsync(Stream stream)
    {
        var bytes = new List<byte>();
        var one = new byte[1];
        while (await stream.ReadAsync(one, _stop.Token) == 1)
        {
            if (one[0] == (byte)'\n')
            {
                return Encoding.UTF8.GetString([.. bytes]).TrimEnd('\r');
            }

            bytes.Add(one[0]);
        }

        return null;
    }

    private static X509Certificate2 Certificate()
    {
        using var key = RSA.Create(2048);
        return new CertificateRequest("CN=mail.example.org", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
