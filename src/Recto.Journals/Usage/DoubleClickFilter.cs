namespace Recto.Journals.Usage;

/// <summary>Leaves out the earlier of two clicks on one address by one reader within 30 seconds, the later counts, however long the chain (COUNTER 5.1, 7.2). Investigations and requests are clicks alike, for one address may give either; a denial is a click on its own account, so that a reader who signs in at once has still been refused. Searches pass.</summary>
/// <remarks>
/// Whether a click counts hangs on the 30 seconds after it and on nothing before: so days and hours can be worked on apart, where each is given the 30 seconds that follow it.
/// What is held in memory is the last 30 seconds. HTML and PDF of an article are different addresses.
/// </remarks>
/// <param name="counted">Told of each event that counts, in order of time.</param>
public sealed class DoubleClickFilter(Action<UsageEvent> counted)
{
    /// <summary>Two clicks that lie no further apart are one.</summary>
    public static TimeSpan Window { get; } = TimeSpan.FromSeconds(30);

    private readonly Queue<(UsageEvent Happened, Click? Click, long Number)> _waiting = new();
    private readonly Dictionary<Click, long> _last = [];
    private DateTimeOffset _now = DateTimeOffset.MinValue;
    private long _number;

    /// <summary>How many events were left out so far.</summary>
    public long LeftOut { get; private set; }

    /// <summary>Takes the next event.</summary>
    /// <exception cref="ArgumentException">It lies before the last one.</exception>
    public void Add(UsageEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        if (happened.At < _now)
        {
            throw new ArgumentException("Events come in order of time.", nameof(happened));
        }

        _now = happened.At;
        while (_waiting.TryPeek(out var first) && _now - first.Happened.At > Window)
        {
            Decide();
        }

        var click = Click.Of(happened);
        _number++;
        _waiting.Enqueue((happened, click, _number));
        if (click is { } known)
        {
            _last[known] = _number;
        }
    }

    /// <summary>Tells that nothing follows.</summary>
    public void Finish()
    {
        while (_waiting.Count > 0)
        {
            Decide();
        }
    }

    private void Decide()
    {
        var (happened, click, number) = _waiting.Dequeue();
        if (click is { } known)
        {
            if (_last[known] != number)
            {
                LeftOut++;
                return;
            }

            _last.Remove(known);
        }

        counted(happened);
    }

    private readonly record struct Click(UserKey User, Guid Article, UsageForm Address, string? Part, UsageKind Kind)
    {
        public static Click? Of(UsageEvent happened) => happened.Kind == UsageKind.Search ? null : new(
            happened.User,
            happened.ArticleId ?? Guid.Empty,
            happened.Form is null or UsageForm.Record ? UsageForm.Html : happened.Form.Value,
            happened.Part,
            happened.Kind == UsageKind.Request ? UsageKind.Investigation : happened.Kind);

        // Users are hashes already, and who clicks on several parts of one article at a time is rare.
        public override int GetHashCode() => HashCode.Combine(User.Value, Article, Address);
    }
}
