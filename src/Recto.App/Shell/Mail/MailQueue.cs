using System.Threading.Channels;

namespace Recto.App.Shell.Mail;

/// <summary>
/// Mails for which nobody waits: an answer must not take longer because an address is known. What is in the queue when the program stops is lost; a link can be asked for again.
/// </summary>
internal sealed class MailQueue(Mailer mailer, ILogger<MailQueue> log) : BackgroundService
{
    private static readonly Action<ILogger, Exception?> NotWritten = LoggerMessage.Define(LogLevel.Warning, new EventId(4, nameof(NotWritten)), "A mail could not be written, the database being away");

    private readonly Channel<Func<CancellationToken, Task<Mail?>>> _waiting = Channel.CreateBounded<Func<CancellationToken, Task<Mail?>>>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Sends a mail soon.</summary>
    public void Add(Mail mail) => Add(_ => Task.FromResult<Mail?>(mail));

    /// <summary>Writes a mail soon, and sends it.</summary>
    /// <param name="write">Writes it; null where there is none to send.</param>
    public void Add(Func<CancellationToken, Task<Mail?>> write) => _waiting.Writer.TryWrite(write);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var write in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            try
            {
                if (await write(stoppingToken) is { } mail)
                {
                    await mailer.SendAsync(mail, stoppingToken);
                }
            }
            catch (System.Data.Common.DbException fault)
            {
                NotWritten(log, fault); // A database that is away for a moment must not end all mail.
            }
        }
    }
}
