using System.Globalization;
using System.Net.Sockets;
using System.Text.RegularExpressions;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using Recto.App.Shell.Telemetry;

namespace Recto.App.Shell.Mail;

/// <summary>Sends mails, and remembers whether the last one could be sent.</summary>
/// <param name="settings">How they leave.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where a server that is away is told of, without addresses.</param>
internal sealed partial class Mailer(MailSettings settings, TimeProvider time, ILogger<Mailer> log)
{
    /// <summary>How long a server may take for one mail.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    // Bytes, certificates counted in: what a server says about one mail is a few hundred, and MailKit keeps a word until it ends.
    private const int MostWords = 1024 * 1024;

    private static readonly Action<ILogger, string, string, Exception?> NotSent = LoggerMessage.Define<string, string>(LogLevel.Warning, new EventId(3, nameof(NotSent)), "A mail could not be sent by {Place}: {Reason}");

    /// <summary>How mails leave.</summary>
    public MailSettings Settings => settings;

    /// <summary>Why the last mail could not be sent, in the server's words without addresses; null where it was.</summary>
    public string? Trouble { get; private set; }

    /// <summary>When the server last took one from this process; null where it never did.</summary>
    public DateTimeOffset? TookAt { get; private set; }

    /// <summary>When it last did not; null where it always did.</summary>
    public DateTimeOffset? FailedAt { get; private set; }

    /// <summary>Sends a mail.</summary>
    /// <returns>Null where it is on its way; else why not.</returns>
    public async Task<string?> SendAsync(Mail mail, CancellationToken ct) => (await TryAsync(mail, ct)).Trouble;

    /// <summary>Sends a mail, and says whether it is worth to try again.</summary>
    public async Task<MailOutcome> TryAsync(Mail mail, CancellationToken ct)
    {
        using var end = new CancellationTokenSource(Patience, time);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct, end.Token);
        var isFinal = false;
        string told;
        try
        {
            using var message = MailMessage.Of(mail, settings.From, time.GetUtcNow());
            await (settings.Host is null ? KeepAsync(message, patience.Token) : SubmitAsync(message, patience.Token));
            Trouble = null;
            TookAt = time.GetUtcNow();
            Meters.Mail(isTaken: true);
            return default;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or SocketException or CommandException or ProtocolException or AuthenticationException or SslHandshakeException or ServiceNotAuthenticatedException or NotSupportedException)
        {
            // The server is away, or does not want it: whoever waits for the mail is told, and nothing else breaks.
            isFinal = refused is SmtpCommandException { ErrorCode: SmtpErrorCode.RecipientNotAccepted or SmtpErrorCode.MessageNotAccepted, StatusCode: >= (SmtpStatusCode)500 };
            Trouble = Address().Replace(refused.Message.ReplaceLineEndings(" "), "…");

            // A server that refuses may say whom it does not know: of its words the log has the number only.
            told = refused is SmtpCommandException said ? string.Create(CultureInfo.InvariantCulture, $"{(int)said.StatusCode} {said.ErrorCode}") : FaultText.Plain(refused.Message.ReplaceLineEndings(" "));
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Trouble = told = string.Create(CultureInfo.InvariantCulture, $"No answer within {Patience.TotalSeconds} seconds.");
        }

        FailedAt = time.GetUtcNow();
        Meters.Mail(isTaken: false);
        NotSent(log, settings.Place, told, null);
        return new MailOutcome(Trouble, isFinal);
    }

    private async Task KeepAsync(MimeMessage message, CancellationToken ct)
    {
        Directory.CreateDirectory(settings.Folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd'T'HHmmss}-{Guid.CreateVersion7():N}.eml");
        var path = Path.Combine(settings.Folder, name);
        await message.WriteToAsync(path + ".unfinished", ct);
        File.Move(path + ".unfinished", path); // Whoever looks into the folder finds whole mails only.
    }

    private async Task SubmitAsync(MimeMessage message, CancellationToken ct)
    {
        using var client = new SmtpClient();
        var security = settings.IsTls ? SecureSocketOptions.SslOnConnect : settings.IsLocal ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls;
        if (settings.IsLocal)
        {
            // What a mail server on this very machine shows is most often a certificate of its own making, and nobody stands between.
#pragma warning disable CA5359 // Only for a loopback address; every other server must show a certificate that holds.
            client.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(settings.Host!, settings.Port, ct);
        await using var line = new BoundedStream(new NetworkStream(socket), MostWords);
        await client.ConnectAsync(line, settings.Host!, settings.Port, security, ct);
        if (settings.User is { } user && settings.Password is { } password)
        {
            await client.AuthenticateAsync(user, password, ct);
        }

        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }

    // <ada@example.org>
    [GeneratedRegex(@"[^\s<>""']+@[^\s<>""']+", RegexOptions.NonBacktracking)]
    private static partial Regex Address();
}
