using Recto.Journals.Access;

namespace Recto.Journals.Shop;

/// <summary>Finds the right by which somebody already has what they want to buy.</summary>
public static class AlreadyHeld
{
    /// <summary>
    /// The right that already opens all of it, the one that lasts longest; null where none does. An article is held by its issue, its year or its journal too; an issue by its year or its journal.
    /// Grace does not count: who is in it may renew; nor does a right that may be extended (<see cref="ExtensionRule"/>).
    /// </summary>
    /// <param name="rights">What they hold.</param>
    /// <param name="thing">What they want.</param>
    /// <param name="uses">What they may then do: a right that permits less is none.</param>
    /// <param name="at">When.</param>
    public static HeldRight? Find(IEnumerable<HeldRight> rights, BoughtThing thing, RightUses uses, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(rights);
        ArgumentNullException.ThrowIfNull(thing);
        var extended = ExtensionRule.Find(rights, thing, at);
        return rights.Where(right => right != extended && right.RevokedAt is null && right.From <= at && (right.Until is null || at < right.Until) && (right.Uses & uses) == uses && Covers(right.Scope, thing))
            .MaxBy(right => right.Until ?? DateTimeOffset.MaxValue);
    }

    private static bool Covers(RightScope scope, BoughtThing thing)
    {
        var about = scope.ArticleId is { } article ? thing.Kind == ProductKind.Article && article == thing.ArticleId
            : scope.IssueId is { } issue ? thing.Kind is ProductKind.Article or ProductKind.Issue && issue == thing.IssueId
            : scope.JournalIds is null || scope.JournalIds.Contains(thing.JournalId);
        return about && (scope.Years is not { } years || years.Holds(thing.Kind == ProductKind.Journal ? null : thing.Year));
    }

    /// <summary>Whether another line of the same cart already covers it: an article beside its issue, the same thing twice.</summary>
    public static bool IsIn(BoughtThing wider, BoughtThing thing)
    {
        ArgumentNullException.ThrowIfNull(wider);
        ArgumentNullException.ThrowIfNull(thing);
        return Covers(wider.ToScope(), thing);
    }
}
