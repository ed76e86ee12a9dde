namespace Recto.App.Features.Check;

/// <summary>
/// Runs checks: a few at once, each within its time. What cannot be stopped at once (a file being unpacked) keeps its place until it ends, so that nobody can start more by giving up early.
/// </summary>
internal sealed class CheckWork(CheckLimits limits, TimeProvider time) : IDisposable
{
    private readonly SemaphoreSlim _places = new(limits.AtOnce);

    /// <summary>Runs one.</summary>
    /// <returns>What it gave; null where its time was over.</returns>
    public async Task<T?> RunAsync<T>(Func<CancellationToken, T> check, CancellationToken ct)
        where T : class
    {
        using var late = new CancellationTokenSource(limits.Time, time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, ct);
        try
        {
            await _places.WaitAsync(stop.Token);
            var token = stop.Token;
            return await Task.Run(() => InItsPlace(check, token), CancellationToken.None).WaitAsync(token);
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return null;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _places.Dispose();

    private T InItsPlace<T>(Func<CancellationToken, T> check, CancellationToken token)
    {
        try
        {
            return check(token);
        }
        finally
        {
            _places.Release();
        }
    }
}
