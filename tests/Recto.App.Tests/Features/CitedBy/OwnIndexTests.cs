using System.Data.Common;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Features.CitedBy.Asking;
using Recto.App.Features.References;
using Recto.App.Shell;
using Recto.App.Shell.Works;
using Recto.Journals.Matching.Works;
using Recto.Storage.Matching;

namespace Recto.App.Tests.Features.CitedBy;

/// <summary>The site’s own index of works answers first, and without anybody outside.</summary>
public sealed class OwnIndexTests
{
    private const string Grafton = "10.4159/grafton";
    private const string Printed = "Origines tragiques";
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;

    public static TheoryData<string> Engines => ["sqlite", "postgresql"];

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_index_answers_where_nobody_outside_is_asked_and_a_printed_or_editors_DOI_stands(string engine)
    {
        await using var site = await CitedBySite.StartAsync(engine, CitationQuestions.None);
        var before = await WorkAsync(site);
        var none = await site.RunAsync();
        Append(site, TheWork);

        var run = Assert.Single(await site.RunAsync());
        var match = await RowAsync(site, $"SELECT m.doi, m.source, m.confidence FROM reference_matches m WHERE m.doi_key = '{Grafton.ToUpperInvariant()}'");
        var matched = await WorkAsync(site);
        var again = Assert.Single(await site.RunAsync());

        Assert.Equal((null, null), (before.Doi, before.From));
        Assert.Empty(none);
        Assert.Equal((HarvestCitations.Own, null, true), (run.Feed, run.Problem, run.Added > 0));
        Assert.Equal((Grafton, "own"), (match[0], match[1]));
        Assert.InRange(Convert.ToDouble(match[2], System.Globalization.CultureInfo.InvariantCulture), MatchModel, 1);
        Assert.Equal((Grafton, "matched"), (matched.Doi, matched.From));
        Assert.False(again.WasDue); // What the index does not know is not asked again until it has grown.

        foreach (var from in (string[])["printed", "editor"])
        {
            await SqlAsync(site, $"UPDATE works SET doi = '10.5555/said', doi_key = '10.5555/said', doi_from = '{from}', doi_score = NULL WHERE id IN (SELECT id FROM works WHERE title LIKE '%{Printed}%')");
            await site.RunAsync();
            Assert.Equal(("10.5555/said", from), ((await WorkAsync(site)).Doi, (await WorkAsync(site)).From));
        }

        Assert.Empty(site.Outside.Asked);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task The_register_is_asked_about_the_rest_alone_and_about_all_where_there_is_no_index(string engine)
    {
        await using var site = await CitedBySite.StartAsync(engine, CitationQuestions.References);
        var due = await site.Citations.ListUnaskedAsync(500, Ct);
        var known = due.Where(one => one.Printed.Contains(Printed, StringComparison.OrdinalIgnoreCase)).ToList();
        Append(site, TheWork);

        await site.RunAsync();

        Assert.NotEmpty(known);
        Assert.InRange(site.Outside.Count("works"), 1, due.Count - known.Count);
        Assert.DoesNotContain(site.Outside.Asked, asked => asked.Question.Contains(Printed, StringComparison.OrdinalIgnoreCase));

        await using var without = await CitedBySite.StartAsync(engine, CitationQuestions.References);
        await without.RunAsync();
        Assert.Equal(due.Count, without.Outside.Count("works"));
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task What_the_index_did_not_know_is_matched_when_it_has_grown_and_an_article_that_is_not_public_is_not_told(string engine)
    {
        await using var site = await CitedBySite.StartAsync(engine, CitationQuestions.None);
        Append(site, TheWork with { Doi = "10.4159/else", Title = "A wholly other book about bees", Authors = [new WorkName("Nobody", "N.")], Year = "1911" });
        await site.RunAsync();
        var first = await WorkAsync(site);
        Append(site, TheWork);
        site.Clock.Advance(TimeSpan.FromMinutes(1));

        await site.RunAsync();
        var matched = await WorkAsync(site);
        var citing = await GuidAsync(site);
        var told = (await site.Lists.ListMatchedAsync(citing, 0, Ct)).Values.Select(doi => doi.Value).ToList();
        // The work is one of this site’s own after all, and withdrawn.
        await SqlAsync(site, $"UPDATE articles SET doi = '{Grafton}', doi_key = '{Grafton.ToUpperInvariant()}', is_draft = 1, withdrawn_at = 1 WHERE id IN (SELECT id FROM articles WHERE doi_key <> '{CitedBySite.Doi.ToUpperInvariant()}' AND id NOT IN (SELECT article_id FROM cited_works WHERE printed LIKE '%{Printed}%') ORDER BY doi_key LIMIT 1)");
        var atOnce = await site.Services.GetRequiredService<Storage.Works.WorkStore>().FindAsync(matched.Slug, Storage.Sql.Visibility.Published, Ct);
        var sought = await site.Services.GetRequiredService<Storage.Works.WorkStore>().ListAsync(Grafton, Storage.Works.WorkOrder.Name, Storage.Sql.Visibility.Published, 10, null, Ct);
        var listed = await site.Lists.ListMatchedAsync(citing, 0, Ct);
        await site.RunAsync();

        Assert.Null(first.Doi);
        Assert.Equal(Grafton, matched.Doi);
        Assert.Contains(Grafton, told);
        Assert.Null(atOnce!.Doi);
        Assert.Empty(sought.Items);
        Assert.DoesNotContain(Grafton, listed.Values.Select(doi => doi.Value));
        Assert.Null((await WorkAsync(site)).Doi);
    }

    [Theory]
    [MemberData(nameof(Engines))]
    public async Task Public_articles_are_appended_to_an_index_that_is_there_and_to_no_other(string engine)
    {
        await using var site = await CitedBySite.StartAsync(engine, CitationQuestions.None);
        var keeper = site.Services.GetRequiredService<OwnWorksKeeper>();
        site.Clock.Advance(TimeSpan.FromHours(1));
        var none = await keeper.AppendAsync(Ct);
        Append(site, TheWork);
        await SqlAsync(site, $"UPDATE articles SET is_draft = 1 WHERE doi_key = '{CitedBySite.Doi.ToUpperInvariant()}'");
        var expected = Convert.ToInt64((await RowAsync(site, "SELECT COUNT(*) FROM articles WHERE is_draft = 0 AND doi IS NOT NULL"))[0], System.Globalization.CultureInfo.InvariantCulture);

        var (appended, again) = (await keeper.AppendAsync(Ct), await keeper.AppendAsync(Ct));

        Assert.Equal((0, expected, 0), (none, appended, again));
        Assert.True(expected > 0);
    }

    [Fact]
    public async Task An_index_that_is_damaged_is_no_answer_and_no_error()
    {
        await using var site = await CitedBySite.StartAsync("sqlite", CitationQuestions.References);
        Append(site, TheWork);
        File.WriteAllText(Path.Combine(site.Data.Options.DataFolder, WorksFolder.Name, "manifest.json"), "{");

        var run = Assert.Single(await site.RunAsync());

        Assert.Equal((HarvestCitations.References, null), (run.Feed, run.Problem));
        Assert.True(site.Outside.Count("works") > 0);
    }

    private static double MatchModel => Recto.Journals.Matching.Scoring.MatchModel.Shipped.Threshold;

    private static Work TheWork => new() { Doi = Grafton, Title = "Les origines tragiques de l’érudition", Subtitle = "une histoire de la note en bas de page", Authors = [new WorkName("Grafton", "Anthony")], Year = "1998", Publisher = "Seuil", Type = "book" };

    private static void Append(CitedBySite site, Work work) => new WorksFolder(Path.Combine(site.Data.Options.DataFolder, WorksFolder.Name)).Append([work], null, Ct);

    private static async Task<(string? Doi, string? From, string Slug)> WorkAsync(CitedBySite site)
    {
        await site.Services.GetRequiredService<IndexWorks>().CatchUpAsync(null, Ct);
        var row = await RowAsync(site, $"SELECT doi, doi_from, slug FROM works WHERE title LIKE '%{Printed}%'");
        return (row[0] as string, row[1] as string, (string)row[2]!);
    }

    private static async Task<Guid> GuidAsync(CitedBySite site)
    {
        var doi = (string)(await RowAsync(site, $"SELECT a.doi FROM cited_works c JOIN articles a ON a.id = c.article_id WHERE c.printed LIKE '%{Printed}%' AND c.doi_key IS NULL AND a.doi IS NOT NULL ORDER BY a.doi LIMIT 1"))[0]!;
        return await site.IdAsync(doi);
    }

    private static async Task<object?[]> RowAsync(CitedBySite site, string sql)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using DbDataReader reader = await command.ExecuteReaderAsync(Ct);
        Assert.True(await reader.ReadAsync(Ct), sql);
        var row = new object[reader.FieldCount];
        reader.GetValues(row);
        return [.. row.Select(value => value is DBNull ? null : value)];
    }

    private static async Task SqlAsync(CitedBySite site, string sql)
    {
        await using var connection = await site.Database.Source.OpenConnectionAsync(Ct);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.True(await command.ExecuteNonQueryAsync(Ct) > 0, sql);
    }
}
