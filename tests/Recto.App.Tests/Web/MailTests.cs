using System.Diagnostics;
using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using Recto.App.Shell.Mail;
using Recto.App.Tests.Features.Accounts;
using Letter = Recto.App.Shell.Mail.Mail;

namespace Recto.App.Tests.Web;

/// <summary>Mails go out to a real server; one that refuses, hangs or is away does not hurt the site.</summary>
public sealed class MailTests
{
    private static readonly Letter Hello = new("ida@example.org", "Ida Maubert", "Ваша ссылка — „Anmeldelink“", "Первая строка.\n.Eine Zeile mit Punkt <&>.\n\nhttps://example.org/account/link?key=a&b=c\n\nБолее ничего.\n", "ru");

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_mail_goes_out_over_TLS_with_a_password_and_arrives_as_it_was_written()
    {
        await using var server = MailServer.Start();
        var trouble = await MailerOf(server, new KeptLog()).SendAsync(Hello, Ct);

        Assert.Null(trouble);
        var (to, message) = Assert.Single(server.Taken);
        Assert.Equal("RCPT TO:<ida@example.org>", to);
        Assert.Equal(("Recto", "desk@journals.example.org"), (message.From.Mailboxes.Single().Name, message.From.Mailboxes.Single().Address));
        Assert.Equal(("Ida Maubert", "ida@example.org"), (message.To.Mailboxes.Single().Name, message.To.Mailboxes.Single().Address));
        Assert.Equal(Hello.Subject, message.Subject);
        Assert.Equal(("auto-generated", "ru"), (message.Headers["Auto-Submitted"], message.Body?.Headers["Content-Language"]));
        Assert.EndsWith("@journals.example.org", message.MessageId, StringComparison.Ordinal);
        Assert.True((DateTimeOffset.UtcNow - message.Date).Duration() < TimeSpan.FromMinutes(5));

        // Both parts: the plain one to the letter, the other encoded, with its one link.
        Assert.Equal("multipart/alternative", message.Body?.ContentType.MimeType);
        Assert.Equal(Hello.Text.TrimEnd(), message.TextBody!.ReplaceLineEndings("\n").TrimEnd());
        Assert.Contains("<html lang=\"ru\">", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains(".Eine Zeile mit Punkt &lt;&amp;&gt;.", message.HtmlBody, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://example.org/account/link?key=a&amp;b=c\">https://example.org/account/link?key=a&amp;b=c</a>", message.HtmlBody, StringComparison.Ordinal);

        // Neither the password nor a word of the mail went in the clear.
        Assert.All(server.Commands.Where(command => !command.IsTls), command => Assert.True(command.Command is "STARTTLS" || command.Command.StartsWith("EHLO", StringComparison.Ordinal), command.Command));
    }

    [Fact]
    public async Task A_name_that_looks_like_headers_stays_a_name()
    {
        await using var server = MailServer.Start();

        await MailerOf(server, new KeptLog()).SendAsync(Hello with { Name = "Ida\r\nBcc: all@example.org", Subject = "One\nX-Two: three" }, Ct);

        var (_, message) = Assert.Single(server.Taken);
        Assert.Equal(("Ida Bcc: all@example.org", "One X-Two: three"), (message.To.Mailboxes.Single().Name, message.Subject));
        Assert.Empty(message.Bcc);
        Assert.Single(server.Commands, command => command.Command.StartsWith("RCPT", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_server_that_does_not_take_a_mail_now_is_asked_again_after_growing_waits()
    {
        await using var server = MailServer.Start();
        server.Refuses = verb => verb == "RCPT" ? "451 4.7.1 <ida@example.org>: greylisted, come again" : null;
        var log = new KeptLog();
        var clock = new TimersSeen();
        using var queue = await QueueAsync(server, log, clock);

        queue.Add(Hello);
        await UntilAsync(() => server.Connections == 1 && log.Lines.Count == 1);
        foreach (var (wait, tries) in MailQueue.Waits.Take(3).Select((wait, i) => (wait, i + 1)))
        {
            await UntilAsync(() => clock.Seen.Contains(wait));
            clock.Advance(wait - TimeSpan.FromSeconds(1));
            await Task.Delay(100, Ct);
            Assert.Equal(tries, server.Connections);
            if (tries == 3)
            {
                server.Refuses = _ => null;
            }

            clock.Advance(TimeSpan.FromSeconds(1));
            await UntilAsync(() => server.Connections == tries + 1 && (tries == 3 ? server.Taken.Count == 1 : log.Lines.Count == tries + 1));
        }

        Assert.Equal(MailQueue.Waits.Order(), MailQueue.Waits);
        Assert.All(log.Lines, line => Assert.DoesNotContain("ida@", line, StringComparison.Ordinal));
        Assert.Contains("451 RecipientNotAccepted", log.Lines.First(), StringComparison.Ordinal);
        await queue.StopAsync(Ct);
    }

    [Fact]
    public async Task An_address_that_the_server_does_not_know_is_not_tried_again_and_stands_in_no_log()
    {
        await using var server = MailServer.Start();
        server.Refuses = verb => verb == "RCPT" ? "550 5.1.1 <ida@example.org>: no such person" : null;
        var log = new KeptLog();
        var clock = new TimersSeen();
        using var queue = await QueueAsync(server, log, clock);

        queue.Add(Hello);
        await UntilAsync(() => log.Lines.Count == 2);
        clock.Advance(TimeSpan.FromHours(1));
        await Task.Delay(100, Ct);

        Assert.Equal(1, server.Connections);
        Assert.Contains("550 RecipientNotAccepted", log.Lines.First(), StringComparison.Ordinal);
        Assert.Contains("given up after 1", log.Lines.Last(), StringComparison.Ordinal);
        Assert.All(log.Lines, line => Assert.DoesNotContain("ida@", line, StringComparison.Ordinal));

        // The next one goes.
        server.Refuses = _ => null;
        queue.Add(Hello with { Address = "ada@example.org" });
        await UntilAsync(() => server.Taken.Count == 1);
        await queue.StopAsync(Ct);
    }

    [Fact]
    public async Task A_mail_is_given_up_after_the_last_wait()
    {
        await using var server = MailServer.Start();
        server.Refuses = verb => verb == "MAIL" ? "421 not now" : null;
        var log = new KeptLog();
        var clock = new TimersSeen();
        using var queue = await QueueAsync(server, log, clock);

        queue.Add(Hello);
        for (var tries = 1; tries <= MailQueue.Waits.Count; tries++)
        {
            await UntilAsync(() => log.Lines.Count == tries && clock.Seen.Contains(MailQueue.Waits[tries - 1]));
            clock.Advance(MailQueue.Waits[tries - 1]);
        }

        await UntilAsync(() => log.Lines.Any(line => line.Contains("given up after 5", StringComparison.Ordinal)));
        Assert.Equal(5, server.Connections);
        await queue.StopAsync(Ct);
    }

    [Fact]
    public async Task A_server_that_hangs_or_is_away_holds_up_no_page_and_the_sign_in_says_so()
    {
        await using var server = MailServer.Start();
        server.IsSilent = true;
        await using var home = await AccountSite.StartAsync(options => options with { Mail = SettingsOf(server) });
        var account = await home.AccountAsync("Ada");

        var began = Stopwatch.GetTimestamp();
        using var asked = await home.AskAsync(account.Email);
        Assert.Equal(HttpStatusCode.OK, asked.StatusCode);
        Assert.True(Stopwatch.GetElapsedTime(began) < Mailer.Patience);
        await UntilAsync(() => server.Connections == 1);

        var mailer = home.Site.Services.GetRequiredService<Mailer>();
        await UntilAsync(() =>
        {
            home.Clock.Advance(Mailer.Patience);
            return mailer.Trouble is not null;
        });
        Assert.Equal("No answer within 10 seconds.", mailer.Trouble);
        using var again = await home.AskAsync(account.Email);
        Assert.Contains("did not take this site’s last mail", await AccountSite.TextAsync(again), StringComparison.Ordinal);

        // It recovers: a mail that waited goes out, once its wait is over.
        server.IsSilent = false;
        for (var round = 0; round < 8 && server.Taken.IsEmpty; round++)
        {
            home.Clock.Advance(TimeSpan.FromSeconds(60));
            for (var i = 0; i < 80 && server.Taken.IsEmpty; i++)
            {
                await Task.Delay(25, Ct); // A try is not cut short by the clock.
            }
        }

        Assert.Contains("/account/link?key=", server.Taken.First().Message.TextBody, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_whose_greeting_has_no_end_is_heard_no_further()
    {
        await using var server = MailServer.Start();
        server.IsEndless = true;

        var outcome = await MailerOf(server, new KeptLog()).TryAsync(Hello, Ct);

        Assert.Equal(("What the server says has no end.", false), (outcome.Trouble, outcome.IsFinal));
        Assert.True(server.Said < 32 * 1024 * 1024, $"{server.Said} bytes were taken."); // What lies in the buffers of the system is counted in.
    }

    [Fact]
    public async Task Nobody_listening_is_said_in_words()
    {
        MailSettings settings;
        await using (var server = MailServer.Start())
        {
            settings = SettingsOf(server);
        }

        var log = new KeptLog();
        using var factory = LoggerFactory.Create(logging => logging.AddProvider(log));
        var outcome = await new Mailer(settings, TimeProvider.System, factory.CreateLogger<Mailer>()).TryAsync(Hello, Ct);

        Assert.NotNull(outcome.Trouble);
        Assert.False(outcome.IsFinal);
        Assert.Contains($"127.0.0.1:{settings.Port}", Assert.Single(log.Lines), StringComparison.Ordinal);
    }

    private static MailSettings SettingsOf(MailServer server) => new() { Host = "127.0.0.1", Port = server.Port, User = "recto", Password = "secret", From = "desk@journals.example.org", Folder = "nowhere" };

    private static Mailer MailerOf(MailServer server, KeptLog log, TimeProvider? time = null) =>
        new(SettingsOf(server), time ?? TimeProvider.System, LoggerFactory.Create(logging => logging.AddProvider(log)).CreateLogger<Mailer>());

    private static async Task<MailQueue> QueueAsync(MailServer server, KeptLog log, TimersSeen clock)
    {
        var queue = new MailQueue(MailerOf(server, log, clock), clock, LoggerFactory.Create(logging => logging.AddProvider(log)).CreateLogger<MailQueue>());
        await queue.StartAsync(Ct);
        return queue;
    }

    private static async Task UntilAsync(Func<bool> holds)
    {
        for (var i = 0; i < 400; i++)
        {
            if (holds())
            {
                return;
            }

            await Task.Delay(25, Ct);
        }

        Assert.Fail("It never came to that.");
    }

    /// <summary>A clock that says for which spans somebody waits or has waited: a test goes on when the wait has begun.</summary>
    private sealed class TimersSeen() : FakeTimeProvider(DateTimeOffset.UtcNow)
    {
        public System.Collections.Concurrent.ConcurrentQueue<TimeSpan> Seen { get; } = [];

        public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
        {
            var timer = base.CreateTimer(callback, state, dueTime, period);
            Seen.Enqueue(dueTime);
            return timer;
        }
    }
}
