using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Net;
using System.Net.Mail;

namespace Recto.App.Shell.Mail;

/// <summary>How mails leave: by a server, else as files into a folder, where an operator finds them.</summary>
internal sealed record MailSettings
{
    /// <summary>The server; null where mails are written to the folder.</summary>
    public string? Host { get; init; }

    /// <summary>Its port.</summary>
    public int Port { get; init; }

    /// <summary>Whether the connection is TLS from its first byte. Otherwise it turns to TLS before anything is said, but for a server on this very machine.</summary>
    public bool IsTls { get; init; }

    /// <summary>Whether the server is on this machine.</summary>
    public bool IsLocal => Host is "localhost" || IPAddress.TryParse(Host?.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address);

    /// <summary>Name for signing in there; null where none is asked for.</summary>
    public string? User { get; init; }

    /// <summary>Password for it.</summary>
    public string? Password { get; init; }

    /// <summary>Address that mails come from.</summary>
    public string From { get; init; } = "recto@localhost";

    /// <summary>Folder of mails that go to no server.</summary>
    public required string Folder { get; init; }

    /// <summary>Where mails go, for an operator; no password in it.</summary>
    public string Place => Host is null ? $"the folder {Folder}" : string.Create(CultureInfo.InvariantCulture, $"{Host}:{Port}");

    /// <summary>Mails into the folder <c>mail</c> of the data folder.</summary>
    public static MailSettings ToFolder(string dataFolder) => new() { Folder = Path.Combine(dataFolder, "mail") };

    /// <summary>Reads <c>RECTO_MAIL</c> (<c>smtp://user:password@host:587</c>, <c>smtps://…</c>; what is special in an address is written as %40 and the like) and <c>RECTO_MAIL_FROM</c>.</summary>
    /// <param name="server">The address of the server; null or empty for the folder.</param>
    /// <param name="from">Address that mails come from; null for the user's name where that is an address.</param>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="settings">What was read.</param>
    /// <param name="wrong">Why it cannot be used, and how to write it.</param>
    public static bool TryRead(string? server, string? from, string dataFolder, [NotNullWhen(true)] out MailSettings? settings, [NotNullWhen(false)] out string? wrong)
    {
        (settings, wrong) = (ToFolder(dataFolder), null);
        if (string.IsNullOrWhiteSpace(server))
        {
            return true;
        }

        if (!Uri.TryCreate(server.Trim(), UriKind.Absolute, out var uri) || uri.Scheme is not ("smtp" or "smtps") || uri.Host.Length == 0)
        {
            (settings, wrong) = (null, "RECTO_MAIL is no address of a mail server; write it as smtp://user:password@mail.example.org:587, or smtps://… for port 465.");
            return false;
        }

        var (user, password) = uri.UserInfo.Split(':', 2) switch { [var name, var word] => (Uri.UnescapeDataString(name), Uri.UnescapeDataString(word)), [{ Length: > 0 } name] => (Uri.UnescapeDataString(name), null), _ => ((string?)null, (string?)null) };
        var sender = string.IsNullOrWhiteSpace(from) ? user : from.Trim();
        if (!MailAddress.TryCreate(sender, out _))
        {
            (settings, wrong) = (null, "RECTO_MAIL_FROM does not say which address mails come from; write one as recto@example.org.");
            return false;
        }

        var tls = uri.Scheme == "smtps";
        settings = settings with { Host = uri.Host, Port = uri.Port > 0 ? uri.Port : tls ? 465 : 587, IsTls = tls, User = user, Password = password, From = sender! };
        return true;
    }
}
