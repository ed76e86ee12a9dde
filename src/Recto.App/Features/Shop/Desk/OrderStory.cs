using Recto.App.Shell.Language;

namespace Recto.App.Features.Shop.Desk;

/// <summary>What happened to an order, in the words of whoever looks.</summary>
internal static class OrderStory
{
    private const string Refused = "Stripe refused (";

    /// <summary>What somebody of the desk did.</summary>
    /// <param name="say">The language.</param>
    /// <param name="act">The act as the log calls it.</param>
    /// <param name="person">Who did it.</param>
    public static string Act(Say say, string act, string person) => act switch
    {
        "order.refunded" => say["{0} paid money back", person],
        "order.released" => say["{0} released it", person],
        "order.cancelled" => say["{0} gave it up", person],
        "order.resent" => say["{0} had the mail sent again", person],
        _ => $"{person} ({act})",
    };

    /// <summary>Why something did not succeed; what is kept is English, and what a payment house says stays as it says it.</summary>
    public static string Problem(Say say, string problem) => problem switch
    {
        Orders.RefundOrder.IsOff => say["That way of payment is off now; turn it on, or pay back by hand."],
        "Stripe could not be reached, or did not answer in time." => say["Stripe could not be reached, or did not answer in time."],
        "The session at Stripe is of another order, or of another sum." => say["The session at Stripe is of another order, or of another sum."],
        _ when problem.StartsWith(Refused, StringComparison.Ordinal) && problem.EndsWith(").", StringComparison.Ordinal) => say["Stripe refused ({0}).", problem[Refused.Length..^2]],
        _ => problem,
    };
}
