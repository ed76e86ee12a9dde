using System.Threading.Channels;
using Recto.App.Shell.Rounds;

namespace Recto.App.Shell.Mail;

/// <summary>
/// Mails for which nobody waits: an answer must not take longer because an address is known. A mail that the server does not take now is tried again, each time after a longer wait, while the others go on.
/// What is in the queue when the program stops is lost; a link can be asked for again, and what cannot is kept in the database (<c>KeptMails</c>).
/// </summary>
internal sealed class MailQueue(Mailer mailer, TimeProvider time, ILogger<MailQueue> log) : BackgroundService
{
    private const int Most = 1000;
    private static readonly Action<ILogger, Exception?> NotWritten = LoggerMessage.Define(LogLevel.Warning, new EventId(4, nameof(NotWritten)), "A mail could not be written, the database being away");
    private static readonly Action<ILogger, int, Exception?> GivenUp = LoggerMessage.Define<int>(LogLevel.Error, new EventId(5, nameof(GivenUp)), "A mail is given up after {Tries} tries");
    private static readonly Action<ILogger, Exception?> Full = LoggerMessage.Define(LogLevel.Error, new EventId(6, nameof(Full)), "A mail is lost: the queue is full");

    private readonly Channel<Waiting> _waiting = Channel.CreateBounded<Waiting>(new BoundedChannelOptions(Most) { FullMode = BoundedChannelFullMode.Wait });
    private int _resting;

    /// <summary>How long is waited before each further try. A link to sign in is good for 15 minutes, so that the last comes before that ends.</summary>
    public static IReadOnlyList<TimeSpan> Waits { get; } = [TimeSpan.FromSeconds(15), TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(4), TimeSpan.FromMinutes(8)];

    /// <summary>How many wait to be sent, or to be tried again.</summary>
    public int Count => _waiting.Reader.Count + Volatile.Read(ref _resting);

    /// <summary>Sends a mail soon.</summary>
    public void Add(Mail mail) => Add(_ => Task.FromResult<Mail?>(mail));

    /// <summary>Writes a mail soon, and sends it.</summary>
    /// <param name="write">Writes it; null where there is none to send.</param>
    public void Add(Func<CancellationToken, Task<Mail?>> write) => Put(new Waiting(write, 0));

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var next in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            await JobDoor.TryAsync("mails", ct => SendAsync(next, ct), fault => NotWritten(log, fault), log, stoppingToken); // One that cannot be written must not end all mail.
        }
    }

    private async Task SendAsync(Waiting next, CancellationToken ct)
    {
        if (await next.Write(ct) is { } mail && await mailer.TryAsync(mail, ct) is { Trouble: not null } outcome)
        {
            TryAgain(mail, next.Tries + 1, outcome.IsFinal, ct);
        }
    }

    // A mail that could not be kept in a folder is not better off later; one that a server refused for good neither.
    private void TryAgain(Mail mail, int tries, bool isFinal, CancellationToken stop)
    {
        if (isFinal || tries > Waits.Count || mailer.Settings.Host is null || Volatile.Read(ref _resting) >= Most)
        {
            GivenUp(log, tries, null);
            return;
        }

        _ = RestAsync(new Waiting(_ => Task.FromResult<Mail?>(mail), tries), stop);
    }

    private async Task RestAsync(Waiting next, CancellationToken stop)
    {
        Interlocked.Increment(ref _resting);
        try
        {
            await Task.Delay(Waits[next.Tries - 1], time, stop);
            Put(next);
        }
        catch (OperationCanceledException)
        {
            // The program stops.
        }
        finally
        {
            Interlocked.Decrement(ref _resting);
        }
    }

    private void Put(Waiting next)
    {
        if (!_waiting.Writer.TryWrite(next))
        {
            Full(log, null);
        }
    }

    /// <param name="Write">Writes the mail.</param>
    /// <param name="Tries">How often it was tried.</param>
    private sealed record Waiting(Func<CancellationToken, Task<Mail?>> Write, int Tries);
}
