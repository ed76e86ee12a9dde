using System.Data.Common;

namespace Recto.App.Shell.Rounds;

/// <summary>The door of jobs, the third beside those of the web and of the command line: what breaks off a round ends neither the rounds after it nor the site, which a job that fell would take with it.</summary>
internal static class JobDoor
{
    private static readonly Action<ILogger, string, Exception?> BrokeOff = LoggerMessage.Define<string>(LogLevel.Error, new EventId(30, nameof(BrokeOff)), "The work “{Name}” broke off; it is tried again at its next turn");

    /// <summary>Does a round.</summary>
    /// <param name="name">Whose, for the log.</param>
    /// <param name="round">What is done.</param>
    /// <param name="away">Is told of a database that did not answer: away for a moment, or not made yet.</param>
    /// <param name="log">Where every other fault goes, for it is ours.</param>
    /// <param name="ct">Ends it, and is the one thing that goes through.</param>
    /// <returns>False where it broke off by a fault of ours, which trying again at once does not mend.</returns>
    public static async Task<bool> TryAsync(string name, Func<CancellationToken, Task> round, Action<DbException> away, ILogger log, CancellationToken ct)
    {
        try
        {
            await round(ct);
            return true;
        }
        catch (DbException fault)
        {
            away(fault);
            return true;
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !ct.IsCancellationRequested)
        {
            BrokeOff(log, name, fault); // A server that was waited for too long is cancelled too, and ends nothing.
            return false;
        }
    }
}
