using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using MimeKit;
using MimeKit.Text;

namespace Recto.App.Shell.Mail;

/// <summary>Sends mails, and remembers whether the last one could be sent.</summary>
/// <param name="settings">How they leave.</param>
/// <param name="time">The clock.</param>
/// <param name="log">Where a server that is away is told of, without addresses.</param>
internal sealed class Mailer(MailSettings settings, TimeProvider time, ILogger<Mailer> log)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    private static readonly Action<ILogger, string, string, Exception?> NotSent = LoggerMessage.Define<string, string>(LogLevel.Warning, new EventId(3, nameof(NotSent)), "A mail could not be sent by {Place}: {Reason}");

    /// <summary>How mails leave.</summary>
    public MailSettings Settings => settings;

    /// <summary>Why the last mail could not be sent, in the server's words; null where it was.</summary>
    public string? Trouble { get; private set; }

    /// <summary>Sends a mail.</summary>
    /// <returns>Null where it is on its way; else why not.</returns>
    public async Task<string?> SendAsync(Mail mail, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            using var message = Write(mail);
            await (settings.Host is null ? KeepAsync(message, patience.Token) : SubmitAsync(message, patience.Token));
            return Trouble = null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or System.Net.Sockets.SocketException or CommandException or ProtocolException or AuthenticationException or SslHandshakeException or ServiceNotAuthenticatedException or NotSupportedException)
        {
            // The server is away, or does not want it: whoever waits for the mail is told, and nothing else breaks.
            Trouble = refused.Message;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            Trouble = string.Create(CultureInfo.InvariantCulture, $"No answer within {Patience.TotalSeconds} seconds.");
        }

        NotSent(log, settings.Place, Trouble, null);
        return Trouble;
    }

    private MimeMessage Write(Mail mail)
    {
        var message = new MimeMessage { Subject = mail.Subject, Date = time.GetUtcNow(), Body = new TextPart(TextFormat.Plain) { Text = mail.Text } };
        message.From.Add(new MailboxAddress("Recto", settings.From));
        message.To.Add(new MailboxAddress(mail.Name, mail.Address));
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // RFC 3834: no holiday notes in answer.
        return message;
    }

    private async Task KeepAsync(MimeMessage message, CancellationToken ct)
    {
        Directory.CreateDirectory(settings.Folder);
        var name = string.Create(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyyMMdd'T'HHmmss}-{Guid.CreateVersion7():N}.eml");
        await message.WriteToAsync(Path.Combine(settings.Folder, name), ct);
    }

    private async Task SubmitAsync(MimeMessage message, CancellationToken ct)
    {
        using var client = new SmtpClient();
        var security = settings.IsTls ? SecureSocketOptions.SslOnConnect : settings.IsLocal ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls;
        await client.ConnectAsync(settings.Host!, settings.Port, security, ct);
        if (settings.User is { } user && settings.Password is { } password)
        {
            await client.AuthenticateAsync(user, password, ct);
        }

        await client.SendAsync(message, ct);
        await client.DisconnectAsync(quit: true, ct);
    }
}
