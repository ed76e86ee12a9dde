using MimeKit;
using Recto.App.Tests.Features.Accounts;
using Recto.Storage.Access;

namespace Recto.App.Tests.Features.Subscriptions;

/// <summary>Reminders go out once each, to whom they belong, in their language.</summary>
public sealed class ReminderTests
{
    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Each_reminder_goes_out_once_however_often_and_at_once_it_is_looked_for()
    {
        await using var site = await RightsSite.StartAsync(options => options with { Address = "https://journals.example.org" });
        var (ada, _) = await site.PersonAsync("Ada");
        var id = await site.SubscribeAsync(("email", ada.Email), ("to", site.Day(99)), ("grace", "20"), ("reference", "PO 4711"));
        var end = (await site.Rights.FindAsync(id, Ct))!.Right.EndsAt!.Value;
        Assert.Equal(0, await site.Reminders.RunAsync(Ct));

        var sent = new List<int>();
        foreach (var at in new[] { end.AddDays(-60), end.AddDays(-30), end.AddDays(-7), end, end.AddDays(20) })
        {
            site.Home.Clock.SetUtcNow(at.AddSeconds(-1));
            sent.Add(await site.Reminders.RunAsync(Ct));
            site.Home.Clock.SetUtcNow(at);
            sent.Add((await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(() => site.Reminders.RunAsync(Ct))))).Sum());
            sent.Add(await site.Reminders.RunAsync(Ct));
        }

        Assert.Equal([0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0, 0, 1, 0], sent);
        var mails = await site.Home.MailsAsync(5);
        Assert.Equal(5, mails.Count);
        Assert.All(mails, mail => Assert.Equal(ada.Email, mail.To.Mailboxes.Single().Address));
        Assert.All(mails, mail => Assert.Contains("https://journals.example.org/account/rights", mail.TextBody, StringComparison.Ordinal));
        Assert.All(mails, mail => Assert.NotNull(mail.HtmlBody));
        Assert.Contains(mails, mail => mail.TextBody!.Contains("PO 4711", StringComparison.Ordinal));
        Assert.All(await Reminded(site, id), row => Assert.Equal(ReminderState.Sent, row.State));
    }

    [Fact]
    public async Task Librarians_and_the_named_contact_are_told_each_in_their_language()
    {
        await using var site = await RightsSite.StartAsync();
        var mine = await site.InstitutionAsync("mine");
        var (ada, _) = await site.PersonAsync("Ada");
        await site.RunAsync($"UPDATE accounts SET language = 'fr' WHERE email_key = '{ada.EmailKey}'");
        await site.LooksAfterAsync(ada, mine);
        await site.SubscribeAsync(("institution", "mine"), ("to", site.Day(59)), ("contact", "Einkauf"), ("contact-email", "einkauf@example.org"), ("language", "de"));
        site.Home.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(2, await site.Reminders.RunAsync(Ct));

        var mails = await site.Home.MailsAsync(2);
        Assert.Contains("Votre abonnement finit le", To(mails, ada.Email).Subject, StringComparison.Ordinal);
        Assert.Contains("Ihr Abonnement endet am", To(mails, "einkauf@example.org").Subject, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_renewed_silenced_or_taken_back_reminds_nobody()
    {
        await using var site = await RightsSite.StartAsync();
        var renewed = await site.SubscribeAsync(("email", "a@example.org"), ("to", site.Day(59)));
        await site.SubscribeAsync(("email", "b@example.org"), ("to", site.Day(59)), ("silent", "on"));
        var revoked = await site.SubscribeAsync(("email", "c@example.org"), ("to", site.Day(59)));
        using var renewal = await site.Site.PostAsync($"/desk/subscriptions/{renewed}/renew", site.Desk, ("kind", "subscription"), ("target", "site"), ("from", site.Day(60)), ("to", site.Day(400)));
        using var gone = await site.Site.PostAsync($"/desk/subscriptions/{revoked}/revoke", site.Desk, ("why", "Cancelled"));
        site.Home.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(0, await site.Reminders.RunAsync(Ct));
    }

    [Fact]
    public async Task Where_nobody_is_known_the_desk_is_told()
    {
        await using var site = await RightsSite.StartAsync();
        await site.InstitutionAsync("mine");
        var id = await site.SubscribeAsync(("institution", "mine"), ("to", site.Day(59)));
        site.Home.Clock.Advance(TimeSpan.FromDays(31));

        Assert.Equal(0, await site.Reminders.RunAsync(Ct));

        Assert.Contains("nobody is known to be told", await site.PageAsync($"/desk/subscriptions/{id}", site.Desk), StringComparison.Ordinal);
        Assert.Contains("University of mine", await site.PageAsync("/desk/subscriptions?state=ending", site.Desk), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_right_that_is_given_another_end_is_reminded_of_that_one()
    {
        await using var site = await RightsSite.StartAsync();
        var id = await site.SubscribeAsync(("email", "a@example.org"), ("to", site.Day(59)));
        site.Home.Clock.Advance(TimeSpan.FromDays(31));
        Assert.Equal(1, await site.Reminders.RunAsync(Ct));

        using var edited = await site.Site.PostAsync($"/desk/subscriptions/{id}", site.Desk, ("edit_version", "1"), ("kind", "subscription"), ("target", "site"), ("from", site.Today), ("to", site.Day(39)), ("contact-email", "a@example.org"));
        Assert.Equal(0, await site.Reminders.RunAsync(Ct));
        site.Home.Clock.Advance(TimeSpan.FromDays(10));
        Assert.Equal(1, await site.Reminders.RunAsync(Ct));
    }

    private static MimeMessage To(IReadOnlyList<MimeMessage> mails, string address) => mails.Single(mail => mail.To.Mailboxes.Single().Address == address);

    private static async Task<IReadOnlyList<ReminderRow>> Reminded(RightsSite site, Guid id) => await new ReminderStore(site.Site.Database).ListAsync(id, Ct);
}
