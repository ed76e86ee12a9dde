using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Access;
using Recto.Storage.Access;

namespace Recto.App.Features.Subscriptions.Terms;

/// <summary>Reminders in words, for the desk. To which address one went is not shown: the holder is.</summary>
internal static class ReminderWords
{
    /// <summary>Which, when, and what became of it.</summary>
    public static string Of(ReminderRow row, Say say) => say["{0}, {1}: {2}", Dates.ShortDay(row.At), Which(row.Key.Reminder, say), row.State switch
    {
        ReminderState.Sent => say["sent"],
        ReminderState.Failed => say["not taken by the mail server, tried again"],
        ReminderState.GivenUp => say["given up: {0}", row.Problem is { } problem ? say[problem] : ""],
        ReminderState.Nobody => say["nobody is known to be told"],
        _ => say["perhaps sent: the program stopped just then"],
    }];

    private static string Which(Reminder reminder, Say say) => reminder switch
    {
        Reminder.TwoMonthsBefore => say["60 days before the end"],
        Reminder.MonthBefore => say["30 days before the end"],
        Reminder.WeekBefore => say["7 days before the end"],
        Reminder.AtEnd => say["at the end"],
        _ => say["at the end of grace"],
    };
}
