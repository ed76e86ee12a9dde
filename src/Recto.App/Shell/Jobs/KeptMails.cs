using Recto.App.Shell.Mail;
using Recto.App.Shell.Rounds;
using Recto.Storage.Jobs;
using Recto.Storage.Sql;

namespace Recto.App.Shell.Jobs;

/// <summary>Rings when a mail is kept.</summary>
internal sealed class MailsBell : JobBell;

/// <summary>Mails that nobody can ask for again: they are kept in the database until they are sent, whatever becomes of the node on which they were written. A mail with a link that opens something is none of them (<see cref="MailQueue"/>): such links are kept nowhere.</summary>
internal sealed class KeptMails(Database database, WaitingMailStore store, MailsBell bell, TimeProvider time)
{
    /// <summary>Keeps a mail and has it sent soon.</summary>
    public async Task AddAsync(Mail.Mail mail, CancellationToken ct)
    {
        await using (var tx = await database.BeginAsync(ct))
        {
            await AddAsync(tx, mail, ct);
            await tx.CommitAsync(ct);
        }

        bell.Ring();
    }

    /// <summary>Keeps a mail with what it tells of; after the transaction, <see cref="SendSoon"/>.</summary>
    public Task AddAsync(WriteTransaction tx, Mail.Mail mail, CancellationToken ct) =>
        store.AddAsync(tx, new WaitingMail { Id = Guid.CreateVersion7(), Address = mail.Address, Name = mail.Name, Subject = mail.Subject, Body = mail.Text, Language = mail.Language }, time.GetUtcNow(), ct);

    /// <summary>Has what was kept sent soon.</summary>
    public void SendSoon() => bell.Ring();
}

/// <summary>Sends mails that are kept, on every node that works: none is given to two. What a server does not take now is tried again, for a day; a mail that was on its way when its node died leaves once more, under the same name.</summary>
internal sealed class SendKeptMails(WaitingMailStore store, Mailer mailer, MailsBell bell, TimeProvider time, ILogger<SendKeptMails> log) : BackgroundService
{
    /// <summary>How often it looks by itself.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromSeconds(30);

    private const int AtOnce = 10;
    private const int MostTries = 5;
    private static readonly TimeSpan Lease = Mailer.Patience * AtOnce * 3;
    private static readonly Action<ILogger, Exception?> CouldNotLook = LoggerMessage.Define(LogLevel.Warning, new EventId(7, nameof(CouldNotLook)), "The database did not say which mails are to be sent");
    private static readonly Action<ILogger, int, Exception?> GivenUp = LoggerMessage.Define<int>(LogLevel.Error, new EventId(8, nameof(GivenUp)), "A mail is given up after {Tries} tries");

    /// <summary>Sends what is due.</summary>
    public async Task RunOnceAsync(CancellationToken ct)
    {
        while (await store.TakeAsync(time.GetUtcNow(), Lease, AtOnce, ct) is { Count: > 0 } due)
        {
            foreach (var waiting in due)
            {
                await SendAsync(waiting, ct);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await Task.Yield();
        while (true)
        {
            await JobDoor.TryAsync("kept-mails", RunOnceAsync, fault => CouldNotLook(log, fault), log, stoppingToken);
            await bell.WaitAsync(Every, time, stoppingToken);
        }
    }

    private async Task SendAsync(WaitingMail waiting, CancellationToken ct)
    {
        var outcome = await mailer.TryAsync(new Mail.Mail(waiting.Address, waiting.Name, waiting.Subject, waiting.Body, waiting.Language, waiting.Id.ToString()), ct);
        var isOver = outcome.Trouble is null || outcome.IsFinal || mailer.Settings.Host is null || waiting.Tries + 1 >= MostTries;
        if (isOver && outcome.Trouble is not null)
        {
            GivenUp(log, waiting.Tries + 1, null);
        }

        await store.FinishAsync(waiting.Id, isOver ? null : time.GetUtcNow() + JobWaits.AfterTry(waiting.Tries + 1), ct);
    }
}
