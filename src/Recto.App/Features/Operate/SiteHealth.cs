using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary>Something that stands in the way of serving.</summary>
/// <param name="Check">What was looked at: <c>database</c>, <c>disk</c>.</param>
/// <param name="Reason">What is wrong, without names, addresses and secrets.</param>
internal sealed record Obstacle(string Check, string Reason);

/// <summary>Whether the site can serve right now. Looks at most once a second, however often it is asked.</summary>
/// <param name="database">Asks the database.</param>
/// <param name="folder">The data folder.</param>
/// <param name="time">The clock.</param>
internal sealed class SiteHealth(DatabaseReadiness database, string folder, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan Fresh = TimeSpan.FromSeconds(1);
    private readonly SemaphoreSlim _one = new(1, 1);
    private IReadOnlyList<Obstacle> _found = [];
    private long? _at;

    /// <summary>What stands in the way; empty where nothing does.</summary>
    public async Task<IReadOnlyList<Obstacle>> FindObstaclesAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            if (_at is not { } at || time.GetElapsedTime(at) >= Fresh)
            {
                _found = [.. await database.FindObstacleAsync(ct) is { } obstacle ? [new Obstacle("database", obstacle)] : (Obstacle[])[], .. FindDiskObstacle() is { } disk ? [new Obstacle("disk", disk)] : (Obstacle[])[]];
                _at = time.GetTimestamp();
            }

            return _found;
        }
        finally
        {
            _one.Release();
        }
    }

    public void Dispose() => _one.Dispose();

    private string? FindDiskObstacle()
    {
        var probe = Path.Combine(folder, ".recto-health-" + Environment.ProcessId.ToString(System.Globalization.CultureInfo.InvariantCulture));
        try
        {
            File.WriteAllText(probe, "recto");
            File.Delete(probe);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return "The data folder cannot be written to."; // Whether it can is the question.
        }
    }
}
