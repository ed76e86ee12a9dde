namespace Recto.Journals.Shop;

/// <summary>What tells where a buyer is (Implementing Regulation (EU) 282/2011, article 24f): countries, ISO 3166-1, two capital letters.</summary>
/// <param name="Billing">What the buyer says.</param>
/// <param name="Card">Where the card is from, as the payment house says after the payment; null where it is not known.</param>
/// <param name="Network">Where the buyer's address of the network is, by the operator's table; null where there is none. The address itself is not kept.</param>
public sealed record PlaceEvidence(string Billing, string? Card = null, string? Network = null)
{
    /// <summary>How well it tells.</summary>
    public PlaceAnswer Weigh()
    {
        var others = new[] { Card, Network }.Where(country => country is not null).ToList();
        return others.Count == 0 ? PlaceAnswer.OnePiece
            : others.Contains(Billing) ? PlaceAnswer.TwoAgree
            : PlaceAnswer.Conflict;
    }
}

/// <summary>How well evidence tells where a buyer is. Tax is reckoned by what the buyer says; what follows from a conflict, the desk decides.</summary>
public enum PlaceAnswer
{
    /// <summary>Two pieces agree with each other.</summary>
    TwoAgree = 1,

    /// <summary>Only the buyer's own word is there; whether that suffices for a seller of that size, its adviser knows (article 24b).</summary>
    OnePiece,

    /// <summary>Nothing agrees with what the buyer says.</summary>
    Conflict,
}
