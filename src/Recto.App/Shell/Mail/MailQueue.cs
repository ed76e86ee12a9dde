using System.Threading.Channels;

namespace Recto.App.Shell.Mail;

/// <summary>
/// Mails for which nobody waits: an answer must not take longer because an address is known. What is in the queue when the program stops is lost; a link can be asked for again.
/// </summary>
internal sealed class MailQueue(Mailer mailer) : BackgroundService
{
    private readonly Channel<Mail> _waiting = Channel.CreateBounded<Mail>(new BoundedChannelOptions(1000) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Sends a mail soon.</summary>
    public void Add(Mail mail) => _waiting.Writer.TryWrite(mail);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var mail in _waiting.Reader.ReadAllAsync(stoppingToken))
        {
            await mailer.SendAsync(mail, stoppingToken);
        }
    }
}
