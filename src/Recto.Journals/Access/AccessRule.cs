namespace Recto.Journals.Access;

/// <summary>Who may read what, when, and why: the one place that decides it. Pure and total; pages, badges, files, search and every door for machines ask here.</summary>
public static class AccessRule
{
    private const AccessParts Text = AccessParts.Record | AccessParts.Notes | AccessParts.Body;

    /// <summary>What that reader may have of that article at that instant. What opens more goes first; of several rights the one that lasts longest.</summary>
    /// <param name="terms">The article's terms.</param>
    /// <param name="reader">Who asks.</param>
    /// <param name="at">When.</param>
    public static AccessDecision Decide(AccessTerms terms, AccessReader reader, DateTimeOffset at)
    {
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(reader);
        var isStaff = reader.IsStaffOf(terms.JournalId);
        if (!terms.IsPublished)
        {
            return isStaff ? Everything(AccessReason.Staff) : AccessDecision.Nothing;
        }

        if (terms.HasOpenLicence)
        {
            return Everything(AccessReason.OpenLicence);
        }

        var free = Free(terms, at);
        if (free is { Open: AccessParts.Everything })
        {
            return free;
        }

        if (isStaff)
        {
            return Everything(AccessReason.Staff);
        }

        var (held, lapsed) = Best(terms, reader, at);
        if (held is not null)
        {
            return free is null ? held : (held.Open & ~free.Open) != 0 ? held with { Open = held.Open | free.Open, MayPrint = held.MayPrint || free.MayPrint } : free;
        }

        return free ?? Closed(terms, reader, lapsed, at);
    }

    private static AccessDecision Everything(AccessReason reason) => new() { Open = AccessParts.Everything, Reason = reason, MayPrint = true };

    private static AccessDecision? Free(AccessTerms terms, DateTimeOffset at)
    {
        var open = Text | terms.FreeForms;
        return terms.Opening.IsForGood(at) ? new() { Open = open, Reason = terms.Opening.ForGood == DateTimeOffset.UnixEpoch ? AccessReason.FreeToRead : AccessReason.MovingWall, MayPrint = true }
            : terms.Opening.IsForAWhile(at) ? new() { Open = open, Reason = AccessReason.FreeWindow, MayPrint = true, Until = terms.Opening.ForGood < terms.Opening.Until ? null : terms.Opening.Until }
            : null;
    }

    private static AccessDecision Closed(AccessTerms terms, AccessReader reader, HeldRight? lapsed, DateTimeOffset at)
    {
        var open = AccessParts.Record | (terms.NotesAreOpen ? AccessParts.Notes : AccessParts.None);
        if (reader.IsCrawler && terms.LetsCrawlersIn)
        {
            return new() { Open = Text, Reason = AccessReason.Crawler };
        }

        var opensAt = Later(terms.Opening.ForGood, at) is var forGood && Later(terms.Opening.From, at) is { } window && (forGood is null || window < forGood) ? window : forGood;
        return new()
        {
            Open = open,
            Reason = AccessReason.Closed,
            OpensAt = opensAt,
            Lapsed = lapsed,
            Ways = AccessWays.Institution | AccessWays.Buy | (opensAt is null ? AccessWays.None : AccessWays.Wait) | (lapsed is null ? AccessWays.None : AccessWays.Renew),
        };
    }

    private static DateTimeOffset? Later(DateTimeOffset? instant, DateTimeOffset at) => instant > at ? instant : null;

    // The right that opens most and lasts longest tells why and until when; what only another permits is permitted too, so that one more right never takes anything away. Each is compared by itself, not
    // with what others add to it: the order of rights says nothing. Where none opens anything, the one that ended last.
    private static (AccessDecision? Held, HeldRight? Lapsed) Best(AccessTerms terms, AccessReader reader, DateTimeOffset at)
    {
        AccessDecision? best = null;
        HeldRight? lapsed = null;
        var (open, mayPrint) = (AccessParts.None, false);
        foreach (var right in reader.Rights)
        {
            if (!right.Scope.IsAbout(terms))
            {
                continue;
            }

            if (Decide(terms, right, at) is not { } decision)
            {
                lapsed = HasEnded(right, at) && (right.Scope.Years?.Holds(terms.Year) ?? true) && !(right.ClosesAt <= lapsed?.ClosesAt) ? right : lapsed;
            }
            else
            {
                best = best is null || IsBetter(decision, best) ? decision : best;
                (open, mayPrint) = (open | decision.Open, mayPrint || decision.MayPrint);
            }
        }

        return (best is null || (best.Open, best.MayPrint) == (open, mayPrint) ? best : best with { Open = open, MayPrint = mayPrint }, lapsed);
    }

    private static AccessDecision? Decide(AccessTerms terms, HeldRight right, DateTimeOffset at)
    {
        if (right.RevokedAt <= at || at < right.From)
        {
            return null;
        }

        if (right.Scope.Years?.Holds(terms.Year) ?? true)
        {
            if (right.Until is null || at < right.Until)
            {
                return Held(right, right.Kind switch { RightKind.Subscription => AccessReason.Subscription, RightKind.Trial => AccessReason.Trial, RightKind.Purchase => AccessReason.Purchase, _ => AccessReason.Token }, Stays(terms, right) ? right.RevokedAt : right.ClosesAt);
            }

            if (at < right.ClosesAt)
            {
                return Held(right, AccessReason.Grace, Stays(terms, right) ? right.RevokedAt : right.ClosesAt);
            }
        }

        return right.Until <= at && Stays(terms, right) ? Held(right, AccessReason.Perpetual, right.RevokedAt) : null;
    }

    private static bool Stays(AccessTerms terms, HeldRight right) => right.Perpetual?.Holds(terms.Year) == true;

    private static AccessDecision Held(HeldRight right, AccessReason reason, DateTimeOffset? until) => new()
    {
        Open = Text | (right.Uses.HasFlag(RightUses.Download) ? AccessParts.Downloads : AccessParts.None),
        Reason = reason,
        Right = right,
        Until = until,
        MayPrint = right.Uses.HasFlag(RightUses.Print),
    };

    private static bool HasEnded(HeldRight right, DateTimeOffset at) => right.From <= at && right.ClosesAt <= at;

    private static bool IsBetter(AccessDecision one, AccessDecision other) => one.Open != other.Open ? (one.Open & ~other.Open) != 0
        : one.MayPrint != other.MayPrint ? one.MayPrint
        : (one.Until ?? DateTimeOffset.MaxValue) > (other.Until ?? DateTimeOffset.MaxValue);
}
