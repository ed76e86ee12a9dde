using System.Data.Common;

namespace Recto.App.Shell;

/// <summary>Work that is done again and again behind everything else.</summary>
internal static class Rounds
{
    /// <summary>Does it at once and then after each pause, until it is cancelled. A database that is away for a moment, or not made yet, ends nothing: that is told, and it is tried at the next round.</summary>
    /// <param name="work">What is done.</param>
    /// <param name="every">The pause.</param>
    /// <param name="away">Told of a database that did not answer.</param>
    /// <param name="time">Gives the time.</param>
    /// <param name="ct">Ends it.</param>
    public static async Task GoAsync(Func<CancellationToken, Task> work, TimeSpan every, Action<DbException> away, TimeProvider time, CancellationToken ct)
    {
        await Task.Yield();
        while (true)
        {
            try
            {
                await work(ct);
            }
            catch (DbException fault)
            {
                away(fault);
            }

            await Task.Delay(every, time, ct);
        }
    }
}
