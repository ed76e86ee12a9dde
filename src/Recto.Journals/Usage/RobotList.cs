using System.Buffers;
using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Recto.Journals.Usage;

/// <summary>Tells robots by what they call themselves (COUNTER 5.1, 7.8): made once of any number of lists, then asked at every request, from any thread.</summary>
/// <remarks>Most patterns are words or hold a word that must stand in the agent. All these words are looked for in one pass; an expression is tried only where its word was found. What was decided of some thousand agents is remembered.</remarks>
public sealed class RobotList
{
    private const int MostRemembered = 4096;
    private const int LongestRemembered = 512;

    // What was decided of the agents that were seen: browsers have few names, and come again and again.
    private readonly ConcurrentDictionary<string, bool> _remembered = new(StringComparer.Ordinal);
    private int _rememberedCount;
    private readonly SearchValues<string> _words;
    private readonly SearchValues<string> _hints;
    private readonly (string? Hint, Regex Expression)[] _expressions;
    private readonly bool _hasAlways;

    /// <summary>Makes it.</summary>
    /// <param name="patterns">The patterns of all lists, the site's own among them.</param>
    public RobotList(IEnumerable<RobotPattern> patterns)
    {
        ArgumentNullException.ThrowIfNull(patterns);
        var (words, expressions, unreadable) = (new HashSet<string>(StringComparer.OrdinalIgnoreCase), new List<(string? Hint, Regex Expression)>(), new List<string>());
        foreach (var pattern in patterns.Distinct())
        {
            var (literal, isWhole) = pattern.IsExpression ? RequiredLiteral.Of(pattern.Text) : (pattern.Text, true);
            if (isWhole && literal is not null)
            {
                words.Add(literal);
            }
            else if (pattern.Expression() is { } expression)
            {
                expressions.Add((literal, expression));
            }
            else
            {
                unreadable.Add(pattern.Text);
            }
        }

        _words = SearchValues.Create([.. words], StringComparison.OrdinalIgnoreCase);
        _hints = SearchValues.Create([.. expressions.Select(expression => expression.Hint).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase)], StringComparison.OrdinalIgnoreCase);
        _expressions = [.. expressions];
        _hasAlways = expressions.Any(expression => expression.Hint is null);
        Unreadable = unreadable;
        Count = words.Count + expressions.Count;
    }

    /// <summary>How many patterns it knows.</summary>
    public int Count { get; }

    /// <summary>Of how many agents it remembers what it decided.</summary>
    internal int Remembered => _remembered.Count;

    /// <summary>Patterns that are no regular expression, as they stand in the list: they tell no robot.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    /// <summary>Whether what calls itself so is a robot.</summary>
    /// <param name="agent">The request's <c>User-Agent</c>; null where it has none, which is as good as an empty one.</param>
    public bool IsRobot(string? agent)
    {
        var name = agent ?? "";
        if (_remembered.TryGetValue(name, out var known))
        {
            return known;
        }

        var isRobot = Decide(name);
        if (name.Length <= LongestRemembered && _remembered.TryAdd(name, isRobot) && Interlocked.Increment(ref _rememberedCount) >= MostRemembered)
        {
            _remembered.Clear();
            Interlocked.Exchange(ref _rememberedCount, 0);
        }

        return isRobot;
    }

    private bool Decide(string name)
    {
        if (name.AsSpan().ContainsAny(_words))
        {
            return true;
        }

        var hasHint = name.AsSpan().ContainsAny(_hints);
        if (!hasHint && !_hasAlways)
        {
            return false;
        }

        foreach (var (hint, expression) in _expressions)
        {
            if (hint is null || (hasHint && name.Contains(hint, StringComparison.OrdinalIgnoreCase)))
            {
                if (expression.IsMatch(name))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
