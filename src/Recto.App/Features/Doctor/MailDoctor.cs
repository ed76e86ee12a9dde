using System.Globalization;
using MailKit;
using MailKit.Net.Smtp;
using MailKit.Security;
using Recto.App.Shell.Mail;

namespace Recto.App.Features.Doctor;

/// <summary>Calls the mail server: whether it answers, turns to TLS and takes the login. Sends nothing.</summary>
internal static class MailDoctor
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How it is.</summary>
    /// <param name="settings">The server, which is set.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<Finding> CallAsync(MailSettings settings, CancellationToken ct)
    {
        const string Subject = "mail";
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(Patience);
        using var client = new SmtpClient();
        if (settings.IsLocal)
        {
#pragma warning disable CA5359 // Only for a loopback address, as the mailer does.
            client.ServerCertificateValidationCallback = (_, _, _, _) => true;
#pragma warning restore CA5359
        }

        try
        {
            await client.ConnectAsync(settings.Host!, settings.Port, settings.IsTls ? SecureSocketOptions.SslOnConnect : settings.IsLocal ? SecureSocketOptions.StartTlsWhenAvailable : SecureSocketOptions.StartTls, end.Token);
            if (settings.User is { } user && settings.Password is { } password)
            {
                await client.AuthenticateAsync(user, password, end.Token);
            }

            await client.DisconnectAsync(quit: true, end.Token);
            return new(Health.Ok, Subject, $"goes to {settings.Place}, which answers{(settings.User is null ? "" : " and takes the login")}; from {settings.From}");
        }
        catch (Exception refused) when (refused is AuthenticationException)
        {
            return new(Health.Fail, Subject, $"{settings.Place} refuses the login of RECTO_MAIL: look at user and password; special characters are written as %40.", "mail-login");
        }
        catch (Exception refused) when (refused is SslHandshakeException or NotSupportedException)
        {
            return new(Health.Fail, Subject, $"{settings.Place} does not speak TLS as it should ({(refused is NotSupportedException ? "it offers no STARTTLS" : "its certificate does not hold")}): smtps:// for port 465, smtp:// for 587, and the name that the certificate bears.", "mail-tls");
        }
        catch (Exception refused) when (refused is IOException or System.Net.Sockets.SocketException or CommandException or ProtocolException || refused is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return new(Health.Fail, Subject, string.Create(CultureInfo.InvariantCulture, $"{settings.Place} does not answer as a mail server ({(refused is OperationCanceledException ? $"nothing within {Patience.TotalSeconds} seconds" : refused.GetType().Name)}): links to sign in and receipts do not go out. Look at host and port of RECTO_MAIL and at the firewall."), "mail-silent");
        }
    }
}
