namespace Recto.Journals.Access;

/// <summary>Whether the right to mine an article (Directive (EU) 2019/790, article 4) is reserved: what the site says by the TDM Reservation Protocol.</summary>
public static class MiningRule
{
    /// <summary>
    /// A journal's own word holds. Where it has said nothing, what is closed is reserved, what bears an open licence is not, and of what is free to read without a licence nothing is said:
    /// a reservation is the publisher's to make, and so is its opposite.
    /// </summary>
    /// <param name="said">What the journal says; null where it says nothing.</param>
    /// <param name="decision">What anybody may have of the article.</param>
    /// <returns>Null where nothing is to be said.</returns>
    public static bool? IsReserved(bool? said, AccessDecision decision)
    {
        ArgumentNullException.ThrowIfNull(decision);
        return decision.Reason == AccessReason.Unpublished ? null : said ?? decision.Reason switch
        {
            AccessReason.Closed => true,
            AccessReason.OpenLicence => false,
            _ => null,
        };
    }
}
