using System.Globalization;
using System.Net.Http.Headers;

namespace Recto.App.Features.CitedBy.Asking;

/// <summary>How many questions a server takes: a bucket of tokens, three a second until the server’s own headers (<c>x-rate-limit-limit</c>, <c>x-rate-limit-interval</c>) say otherwise. One question at a time.</summary>
/// <param name="time">The clock.</param>
internal sealed class RequestBudget(TimeProvider time) : IDisposable
{
    /// <summary>Most questions in a second, whatever a server offers.</summary>
    public const double Most = 20;

    private const double AtFirst = 3;
    private static readonly TimeSpan LongestInterval = TimeSpan.FromMinutes(10);
    private readonly SemaphoreSlim _one = new(1, 1);
    private double _perSecond = AtFirst;
    private double _tokens = 1;
    private long _at = time.GetTimestamp();

    /// <summary>Waits until a question may be asked, and takes its place: nobody else asks until it is given back.</summary>
    public async Task<IDisposable> EnterAsync(CancellationToken ct)
    {
        await _one.WaitAsync(ct);
        try
        {
            Refill();
            if (_tokens < 1)
            {
                await Task.Delay(TimeSpan.FromSeconds((1 - _tokens) / _perSecond) + TimeSpan.FromMilliseconds(1), time, ct);
                Refill();
            }

            _tokens = Math.Max(0, _tokens - 1);
            return new Place(_one);
        }
        catch
        {
            _one.Release();
            throw;
        }
    }

    /// <summary>Learns from an answer’s headers.</summary>
    public void Learn(HttpResponseHeaders headers)
    {
        if (Value(headers, "x-rate-limit-limit") is { } limit && double.TryParse(limit, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var questions) && questions > 0
            && Value(headers, "x-rate-limit-interval") is { } interval && Interval(interval) is { } span)
        {
            _perSecond = Math.Clamp(questions / span.TotalSeconds, 0.1, Most);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    // 1s   60s   1m
    private static TimeSpan? Interval(string text)
    {
        var unit = text.Length > 1 && text[^1] is 's' or 'm' ? text[^1] : 's';
        return double.TryParse(text.TrimEnd('s', 'm'), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number) && number > 0
            && TimeSpan.FromSeconds(Math.Min(number * (unit == 'm' ? 60 : 1), LongestInterval.TotalSeconds)) is var span && span > TimeSpan.Zero ? span : null;
    }

    private static string? Value(HttpResponseHeaders headers, string name) => headers.TryGetValues(name, out var values) ? values.FirstOrDefault()?.Trim() : null;

    private void Refill()
    {
        var now = time.GetTimestamp();
        _tokens = Math.Min(Math.Max(1, _perSecond), _tokens + (time.GetElapsedTime(_at, now).TotalSeconds * _perSecond));
        _at = now;
    }

    private sealed class Place(SemaphoreSlim one) : IDisposable
    {
        public void Dispose() => one.Release();
    }
}
