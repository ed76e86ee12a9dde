using Recto.Journals.Access;

namespace Recto.Journals.Shop;

/// <summary>Says when what somebody has bought may be bought again before it ends. The new time is added at the end, so that nothing that was paid for is lost.</summary>
public static class ExtensionRule
{
    /// <summary>A right shorter than that is bought again when it is over.</summary>
    public static TimeSpan Shortest { get; } = TimeSpan.FromDays(7);

    /// <summary>So long before the end at most.</summary>
    public static TimeSpan Before { get; } = TimeSpan.FromDays(30);

    /// <summary>The right that would be extended: bought, for that very thing, past half of its time and near its end; the one that ends last. Null where there is none.</summary>
    /// <param name="rights">What the buyer holds.</param>
    /// <param name="thing">What they want.</param>
    /// <param name="at">When.</param>
    public static HeldRight? Find(IEnumerable<HeldRight> rights, BoughtThing thing, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(rights);
        ArgumentNullException.ThrowIfNull(thing);
        return rights.Where(right => right is { Kind: RightKind.Purchase, InstitutionId: null, RevokedAt: null, Until: { } until } && IsNearEnd(right.From, until, at) && IsOf(right.Scope, thing)).MaxBy(right => right.Until);
    }

    /// <summary>Whether a bought right is past half of its time, and near its end.</summary>
    public static bool IsNearEnd(DateTimeOffset from, DateTimeOffset until, DateTimeOffset at)
    {
        var (length, left) = (until - from, until - at);
        return from <= at && left > TimeSpan.Zero && length >= Shortest && left <= Before && left <= length / 2;
    }

    private static bool IsOf(RightScope scope, BoughtThing thing) => thing.Kind switch
    {
        ProductKind.Article => scope.ArticleId is { } article && article == thing.ArticleId,
        ProductKind.Issue => scope.IssueId is { } issue && issue == thing.IssueId,
        _ => scope is { ArticleId: null, IssueId: null, JournalIds: { } journals } && journals.Contains(thing.JournalId) && scope.Years == thing.ToScope().Years,
    };
}
