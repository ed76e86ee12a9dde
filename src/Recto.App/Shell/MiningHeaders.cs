using Recto.App.Shell.Persons;
using Recto.Journals.Access;

namespace Recto.App.Shell;

/// <summary>Says of an article, its notes and its files whether the right to mine them is reserved (TDM Reservation Protocol): by headers, and by the head of the page, which repeats them. Costs no statement.</summary>
internal static class MiningHeaders
{
    private const string Reservation = "tdm-reservation";
    private const string Policy = "tdm-policy";

    /// <summary>Sets the headers; none where nothing is to be said.</summary>
    /// <param name="context">The request.</param>
    /// <param name="terms">The terms of the article.</param>
    public static void Set(HttpContext context, AccessTerms terms)
    {
        var face = context.RequestServices.GetRequiredService<JournalFaces>().Find(terms.JournalId);
        if (MiningRule.IsReserved(face?.ReservesMining, context.Anybody().Decide(terms)) is not { } reserved)
        {
            return;
        }

        context.Response.Headers[Reservation] = reserved ? "1" : "0";
        if (reserved && face is not null)
        {
            context.Response.Headers[Policy] = face.MiningTerms(context.RequestServices.GetRequiredService<SiteOptions>().AddressFor(context.Request));
        }
    }

    /// <summary>What the headers of this answer say, for the head of its page.</summary>
    public static IEnumerable<(string Name, string Value)> Said(HttpContext? context) => new[] { Reservation, Policy }
        .Select(name => (name, value: context?.Response.Headers[name].ToString() ?? "")).Where(said => said.value.Length > 0);
}
