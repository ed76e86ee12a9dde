using System.Text;
using System.Text.Encodings.Web;
using MimeKit;
using MimeKit.Utils;

namespace Recto.App.Shell.Mail;

/// <summary>A mail as it leaves: plain text, and beside it the same as HTML without a style, a picture or anything that is fetched.</summary>
internal static class MailMessage
{
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(System.Text.Unicode.UnicodeRanges.All);

    /// <summary>Writes it.</summary>
    /// <param name="mail">What it says.</param>
    /// <param name="from">Address that it comes from.</param>
    /// <param name="at">When it is written.</param>
    public static MimeMessage Of(Mail mail, string from, DateTimeOffset at)
    {
        var message = new MimeMessage { Subject = OneLine(mail.Subject), Date = at, Body = new BodyBuilder { TextBody = mail.Text, HtmlBody = Html(mail) }.ToMessageBody() };
        message.From.Add(new MailboxAddress("Recto", from));
        message.To.Add(new MailboxAddress(mail.Name is null ? null : OneLine(mail.Name), mail.Address));
        var host = from[(from.LastIndexOf('@') + 1)..];
        message.MessageId = mail.Key is { } key ? $"{key}@{host}" : MimeUtils.GenerateMessageId(host); // Else it would tell the name of this machine.
        message.Headers.Add(HeaderId.AutoSubmitted, "auto-generated"); // RFC 3834: no holiday notes in answer.
        if (mail.Language is { } language)
        {
            message.Body.Headers.Add(HeaderId.ContentLanguage, language);
        }

        return message;
    }

    private static string Html(Mail mail)
    {
        var html = new StringBuilder("<!DOCTYPE html>\n<html").Append(mail.Language is { } language ? $" lang=\"{Encoder.Encode(language)}\"" : "")
            .Append("><head><meta charset=\"utf-8\"><title>").Append(Encoder.Encode(OneLine(mail.Subject))).Append("</title></head>\n<body dir=\"auto\">\n");
        foreach (var paragraph in mail.Text.Split("\n\n", StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var words = string.Join("<br>\n", paragraph.Split('\n').Select(Encoder.Encode));
            html.Append(Uri.TryCreate(paragraph, UriKind.Absolute, out var address) && address.Scheme is ("http" or "https") && !paragraph.Any(char.IsWhiteSpace)
                ? $"<p><a href=\"{words}\">{words}</a></p>\n" : $"<p>{words}</p>\n");
        }

        return html.Append("</body></html>\n").ToString();
    }

    // A name may hold what it likes; a header holds one line.
    private static string OneLine(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
