namespace Recto.Journals.Exchange.Crossref;

/// <summary>What Crossref demands beyond its schema, and what would be refused for sure: looked for before anything is sent.</summary>
public static class DepositNeeds
{
    /// <summary>Sentences on what is missing, each with what to do; none where it can be sent.</summary>
    public static IReadOnlyList<string> Find(Deposit deposit)
    {
        ArgumentNullException.ThrowIfNull(deposit);
        var faults = new List<string>();
        if (string.IsNullOrWhiteSpace(deposit.Journal.Title))
        {
            faults.Add("The journal has no title: give it one in its record.");
        }

        if (deposit.Journal is { PrintIssn: null, OnlineIssn: null, Place: null } && deposit.Articles.Count > 0)
        {
            faults.Add("The journal has no ISSN, and Crossref takes no article without one: write it into the journal's record.");
        }

        if (string.IsNullOrWhiteSpace(deposit.DepositorName) || string.IsNullOrWhiteSpace(deposit.Registrant) || deposit.DepositorEmail.Length < 6)
        {
            faults.Add("Name, e-mail or registrant of the depositor is missing: write them into the settings of deposits.");
        }

        foreach (var article in deposit.Articles)
        {
            if (!article.Article.Title.Any(char.IsLetterOrDigit))
            {
                faults.Add($"{article.Doi}: the article has no title; give it one in its record.");
            }

            if (!CrossrefDoi.IsValid(article.Doi))
            {
                faults.Add($"{article.Doi} is no DOI that Crossref takes: 10., four to nine digits, a slash and up to 200 characters.");
            }

            if (!IsAddress(article.Address))
            {
                faults.Add($"{article.Doi}: the address {article.Address} is none that everybody reaches; set RECTO_ADDRESS.");
            }
        }

        return faults;
    }

    private static bool IsAddress(string address) => address.Length <= 2048 && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https";
}
