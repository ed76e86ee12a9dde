using System.Net;
using Recto.App.Shell.Persons;
using Recto.App.Tests.Web;
using Recto.Storage.Access;

namespace Recto.App.Tests.Features.Harvest.Lists;

/// <summary>What one institution may read, and moving walls, in KBART.</summary>
public sealed class KbartOfInstitutionTests : IAsyncLifetime
{
    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private InstitutionSite _home = null!;

    public async ValueTask InitializeAsync()
    {
        _home = await InstitutionSite.StartAsync();
        await _home.RunAsync("UPDATE journals SET reading = 'closed'");
        await _home.RunAsync("UPDATE articles SET has_open_licence = 0, reading = NULL, opens_at = NULL");
    }

    public ValueTask DisposeAsync() => _home.DisposeAsync();

    [Fact]
    public async Task A_key_opens_the_list_of_its_institution_and_of_no_other()
    {
        var library = await _home.AddAsync("bern", []);
        await _home.AddAsync("basel", []);
        await _home.Known.RenewAsync(Ct);
        var key = await KeyAsync(library.Id);

        Assert.Single(await RowsAsync($"/kbart?customer_id=bern&api_key={key}")); // The line of headings: it holds nothing.
        await _home.SubscribeAsync(library.Id);
        var rows = await RowsAsync($"/kbart?customer_id=bern&api_key={key}");
        Assert.True(rows.Count > 1);
        Assert.All(rows.Skip(1), row => Assert.Equal(("P", ""), (row[24], row[12])));

        foreach (var query in new[] { $"customer_id=basel&api_key={key}", $"api_key={key}", "customer_id=bern&api_key=", $"customer_id=bern&api_key={key[..^1]}", $"customer_id=nobody&api_key={key}" })
        {
            using var refused = await _home.Site.GetAsync("/kbart?" + query);
            Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        }

        using var page = await _home.Site.GetAsync("/kbart");
        Assert.Equal("text/html", page.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task A_right_to_some_years_gives_a_stretch_with_an_end()
    {
        var library = await _home.AddAsync("bern", []);
        await _home.Known.RenewAsync(Ct);
        var key = await KeyAsync(library.Id);
        await _home.RunAsync("INSERT INTO rights (id, kind, institution_id, starts_at, first_year, last_year, created_at, updated_at) VALUES (@id, 'subscription', @institution, 0, 1, 1999, 1, 1)", ("id", Guid.CreateVersion7()), ("institution", library.Id));

        Assert.Single(await RowsAsync($"/kbart?customer_id=bern&api_key={key}")); // Nothing is that old.
    }

    [Fact]
    public async Task What_a_moving_wall_has_passed_stands_in_rows_of_its_own_with_the_embargo()
    {
        await _home.RunAsync("UPDATE journals SET access_policy = '{\"movingWallMonths\": 24}'");
        await _home.RunAsync("UPDATE articles SET opens_at = 1 WHERE issue_id IS NOT NULL");
        await _home.RunAsync("UPDATE articles SET opens_at = NULL WHERE id = (SELECT MAX(id) FROM articles WHERE is_draft = 0)");

        var rows = await RowsAsync("/kbart/AllTitles.txt");

        Assert.Contains(rows, row => row[24] == "F" && row[12] == "P24M");
        Assert.Contains(rows, row => row[24] == "P" && row[12].Length == 0);
        Assert.All((await RowsAsync("/kbart/OpenAccess.txt")).Skip(1), row => Assert.Equal("F", row[24]));
    }

    private async Task<string> KeyAsync(Guid institution)
    {
        var (key, hash, hint) = AccessKey.Make();
        await using var tx = await _home.Site.Database.BeginAsync(Ct);
        Assert.True(await new AccessKeyStore(_home.Site.Database).AddAsync(tx, new(Guid.CreateVersion7(), AccessKeyPurpose.Kbart, institution, "Knowledge base", hint, DateTimeOffset.UtcNow, null), hash, Ct));
        await tx.CommitAsync(Ct);
        return key;
    }

    private async Task<List<string[]>> RowsAsync(string path)
    {
        using var answer = await _home.Site.GetAsync(path);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return [.. (await answer.Content.ReadAsStringAsync(Ct)).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t'))];
    }
}
