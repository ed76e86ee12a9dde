using System.Buffers;
using System.Text.RegularExpressions;

namespace Recto.Journals.Usage;

/// <summary>Tells robots by what they call themselves (COUNTER 5.1, 7.8): made once of any number of lists, then asked at every request, from any thread.</summary>
/// <remarks>Most patterns are words or hold a word that must stand in the agent. All these words are looked for in one pass; an expression is tried only where its word was found.</remarks>
public sealed class RobotList
{
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

    /// <summary>Patterns that are no regular expression, as they stand in the list: they tell no robot.</summary>
    public IReadOnlyList<string> Unreadable { get; }

    /// <summary>Whether what calls itself so is a robot.</summary>
    /// <param name="agent">The request's <c>User-Agent</c>; null where it has none, which is as good as an empty one.</param>
    public bool IsRobot(string? agent)
    {
        var name = agent ?? "";
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
