using Recto.App.Shell.Rounds;

namespace Recto.App.Shell;

/// <summary>What is known everywhere of the job that makes files: which kinds there can be, and a bell by which it is told that something has changed.</summary>
/// <param name="Kinds">The kinds that this site can make.</param>
/// <param name="Makers">Versions of all makers together; another word makes all files again.</param>
/// <param name="Since">When this program was started.</param>
internal sealed record FilesInMaking(IReadOnlySet<string> Kinds, string Makers, DateTimeOffset Since)
{
    private readonly Bell _bell = new();

    /// <summary>Tells the job to look at once. Never waits.</summary>
    public void Nudge() => _bell.Ring();

    /// <summary>Waits until somebody nudges, or the time is over.</summary>
    public Task WaitAsync(TimeSpan longest, TimeProvider time, CancellationToken ct) => _bell.WaitAsync(longest, time, ct);
}
