using System.Xml.Linq;
using Dapper;

namespace Recto.App.Tests.Features.Deposits;

/// <summary>What is deposited of references that print no DOI and for which one was found.</summary>
public sealed class MatchedCitationsTests
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_sure_match_is_deposited_and_an_unsure_one_is_not()
    {
        await using var site = await DepositSite.StartAsync("sqlite");
        List<(string Key, string StringKey)> asked;
        await using (var connection = await site.Database.Source.OpenConnectionAsync(Ct))
        {
            asked = (await connection.QueryAsync<(string, string)>("""
                SELECT c.key, c.string_key FROM cited_works c JOIN articles a ON a.id = c.article_id WHERE a.doi = '10.5555/tlm.2026.0101' AND c.string_key IS NOT NULL AND c.source_id IS NOT NULL ORDER BY c.key LIMIT 2
                """)).AsList();
            foreach (var ((_, key), confidence) in asked.Zip([0.95, 0.85]))
            {
                await connection.ExecuteAsync("INSERT INTO reference_matches (string_key, doi, doi_key, confidence, source, asked_at) VALUES (@key, @doi, @doi, @confidence, 'crossref', 0)",
                    new { key, doi = $"10.5555/MATCH.{confidence * 100:0}", confidence });
            }
        }

        await site.RunAllAsync();

        Assert.Empty(site.Register.Faults);
        var citations = site.Register.Kept.SelectMany(batch => batch.Document.Descendants().Where(element => element.Name.LocalName == "citation")).ToList();
        var (sure, unsure) = (Of(citations, asked[0].Key), Of(citations, asked[1].Key));
        Assert.Equal(["10.5555/MATCH.95"], sure.Elements().Select(element => element.Value), StringComparer.OrdinalIgnoreCase);
        Assert.DoesNotContain(unsure.Elements(), element => element.Name.LocalName == "doi");
        Assert.NotEmpty(unsure.Elements());
    }

    private static XElement Of(List<XElement> citations, string key) => citations.First(citation => (string?)citation.Attribute("key") == key);
}
