using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.Journals.Access;
using Recto.Storage.Access;

namespace Recto.App.Features.Subscriptions.Reminding;

/// <summary>Somebody who is to be reminded.</summary>
/// <param name="Email">Their address.</param>
/// <param name="Name">Their name; null where it is not known.</param>
/// <param name="Language">BCP 47 tag of mails to them; null where it is not known: then English.</param>
/// <param name="Page">Path of the page where they see the right; null where they have none.</param>
internal sealed record Reminded(string Email, string? Name, string? Language, string? Page);

/// <summary>Reminders as mails, in the language of whoever gets them.</summary>
internal sealed class ReminderMails(Say say, SiteOptions site)
{
    /// <summary>Writes one.</summary>
    public Mail Of(Reminder reminder, RightRow row, Reminded to) => Say.In(to.Language ?? "en", () => Write(reminder, row, to));

    private Mail Write(Reminder reminder, RightRow row, Reminded to)
    {
        var (what, end) = (RightWords.What(row, say), row.Right.EndsAt!.Value);
        var lastDay = Dates.Day(end.AddTicks(-1));
        var (subject, sentence) = reminder switch
        {
            Reminder.AtEndOfGrace => (say["Access has ended: {0}", what], say["The days of grace are over, and {0} is closed now.", what]),
            Reminder.AtEnd when row.Right.GraceDays > 0 => (say["Your subscription has ended: {0}", what], say["The last day was {0}. {1} stays open for {2} more days, until the end of {3} (UTC), while a renewal is under way.", lastDay, what, row.Right.GraceDays, Dates.Day((end + row.Grace).AddTicks(-1))]),
            Reminder.AtEnd => (say["Your subscription has ended: {0}", what], say["The last day was {0}, and {1} is closed now.", lastDay, what]),
            _ => (say["Your subscription ends on {0}: {1}", lastDay, what], say["{0} is open to you until the end of {1} (UTC).", what, lastDay]),
        };
        List<string> paragraphs = [say["Dear {0},", to.Name ?? RightWords.Holder(row, say)], sentence];
        if (row.Right.Perpetual is { } kept)
        {
            paragraphs.Add(say["Content of these years stays open to you for good: {0}.", RightWords.Years(kept, say)]);
        }

        paragraphs.Add(row.Right.Details.Reference is { } reference ? say["To go on without a gap, write to the publisher and name the reference {0}.", reference] : say["To go on without a gap, write to the publisher."]);
        if (site.Address is { } address && to.Page is { } page)
        {
            paragraphs.Add(say["What you have, and until when:"]);
            paragraphs.Add(address + page);
        }

        return new Mail(to.Email, to.Name, subject, string.Join("\n\n", paragraphs) + "\n", say.Language);
    }
}
