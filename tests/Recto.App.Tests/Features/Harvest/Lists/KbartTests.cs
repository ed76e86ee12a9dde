using System.Globalization;
using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Recto.App.Tests.Web;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Harvest.Lists;

/// <summary>KBART files as a knowledge base reads them: by a strict reader made from the recommendation (NISO RP-9-2014), which does not know the writer.</summary>
public sealed class KbartTests(ListsSite fixture) : IClassFixture<ListsSite>
{
    private const string Header = "publication_title\tprint_identifier\tonline_identifier\tdate_first_issue_online\tnum_first_vol_online\tnum_first_issue_online\tdate_last_issue_online\tnum_last_vol_online\tnum_last_issue_online\ttitle_url\tfirst_author\ttitle_id\tembargo_info\tcoverage_depth\tnotes\tpublisher_name\tpublication_type\tdate_monograph_published_print\tdate_monograph_published_online\tmonograph_volume\tmonograph_edition\tfirst_editor\tparent_publication_title_id\tpreceding_publication_title_id\taccess_type";

    private static readonly CancellationToken Ct = TestContext.Current.CancellationToken;
    private readonly WebSite _site = fixture.Site;

    [Fact]
    public async Task The_page_lists_packages_whose_addresses_stay_and_lead_to_the_list_of_the_day()
    {
        var page = await _site.TextAsync("/kbart");
        var addresses = Regex.Matches(page, "href=\"(/kbart/[^\"]+\\.txt)\"").Select(match => WebUtility.HtmlDecode(match.Groups[1].Value)).ToList();

        Assert.Equal(["/kbart/AllTitles.txt", "/kbart/OpenAccess.txt"], addresses.Take(2));
        Assert.Contains("/kbart/EditionsDeLArc-AllTitles.txt", addresses);
        Assert.Contains("/kbart/Journal-closed.txt", addresses);
        foreach (var address in addresses)
        {
            using var lead = await _site.GetAsync(address);
            var today = lead.Content.Headers.ContentLocation!.ToString();
            Assert.Equal(HttpStatusCode.OK, lead.StatusCode);
            Assert.Equal(WebUtility.UrlDecode(today)["/kbart/".Length..], lead.Content.Headers.ContentDisposition!.FileNameStar);
            Assert.Matches($"^/kbart/[^_/]+_Global_[^_/]+_{DateTime.UtcNow:yyyy-MM-dd}\\.txt$", WebUtility.UrlDecode(today));

            using var answer = await _site.GetAsync(today);
            Assert.Equal(await lead.Content.ReadAsByteArrayAsync(Ct), await answer.Content.ReadAsByteArrayAsync(Ct));
            Assert.Equal("text/tab-separated-values", answer.Content.Headers.ContentType!.MediaType);
            Read(await answer.Content.ReadAsByteArrayAsync(Ct));
        }

        using var yesterday = await _site.GetAsync("/kbart/127001_Global_AllTitles_2020-01-01.txt");
        Assert.EndsWith($"{DateTime.UtcNow:yyyy-MM-dd}.txt", yesterday.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_title_tells_what_is_online_who_may_read_it_and_what_it_continues()
    {
        var rows = await ReadAsync("AllTitles");

        var leaves = rows.Where(row => row["title_id"] == "leaves").ToList();
        Assert.Equal([("2019-03", "1", "1"), ("2026-02", "2", "1")], leaves.Select(row => (row["date_first_issue_online"], row["num_first_vol_online"], row["num_first_issue_online"])));
        Assert.Equal(("2019-03", "1", "1"), (leaves[0]["date_last_issue_online"], leaves[0]["num_last_vol_online"], leaves[0]["num_last_issue_online"]));
        Assert.All(leaves, row => Assert.Equal(("Leaves & <Margins>", "", "2049-3630", "fulltext", "F", "Formerly: Old Leaves", new Uri(_site.Address, "/journals/leaves").ToString()), (row["publication_title"], row["print_identifier"], row["online_identifier"], row["coverage_depth"], row["access_type"], row["notes"], row["title_url"])));
        Assert.All(leaves, row => Assert.Equal("empty", row["preceding_publication_title_id"]));
        Assert.Equal(("2025-01-01", "P", "Some articles are free to read", "0317-8471"), rows.Where(row => row["title_id"] == "closed").Select(row => (row["date_first_issue_online"], row["access_type"], row["notes"], row["print_identifier"])).Single());
        Assert.DoesNotContain(rows, row => row["title_id"] == "empty");
        Assert.All(await ReadAsync("OpenAccess"), row => Assert.Equal("F", row["access_type"]));
        Assert.Equal(["closed"], (await ReadAsync("Journal-closed")).Select(row => row["title_id"]));
        Assert.Equal(["leaves"], (await ReadAsync("EditionsDeLArc-AllTitles")).Select(row => row["title_id"]).Distinct());
    }

    [Fact]
    public async Task The_strict_reader_takes_a_file_of_another_publisher()
    {
        var sample = await File.ReadAllTextAsync(SharedData.Require("data/samples/kbart/annual-reviews-folio.tsv"), Ct);

        Assert.StartsWith(Header, sample, StringComparison.Ordinal);
        Assert.True(Read(Encoding.UTF8.GetBytes(Rows(sample).Replace("\tn/a\t", "\t\t", StringComparison.Ordinal)), isOurs: false).Count > 50);
    }

    // The file ends with a row of nothing.
    private static string Rows(string file) => string.Join('\n', file.ReplaceLineEndings("\n").Split('\n').Where(line => !string.IsNullOrWhiteSpace(line))) + "\n";

    private async Task<List<Dictionary<string, string>>> ReadAsync(string package)
    {
        using var answer = await _site.GetAsync($"/kbart/{package}.txt");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return Read(await answer.Content.ReadAsByteArrayAsync(Ct));
    }

    // RP-9-2014, section 6: one header, 25 fields in order, tabs, UTF-8, ISO 8601, closed vocabularies, alphabetical.
    private static List<Dictionary<string, string>> Read(byte[] file, bool isOurs = true)
    {
        var text = new UTF8Encoding(false, throwOnInvalidBytes: true).GetString(file);
        Assert.NotEqual('\uFEFF', text[0]);
        Assert.EndsWith("\n", text, StringComparison.Ordinal);
        var lines = text[..^1].Split('\n');
        Assert.Equal(Header, lines[0]);
        var names = Header.Split('\t');
        var rows = new List<Dictionary<string, string>>();
        foreach (var line in lines.Skip(1))
        {
            var fields = line.Split('\t');
            Assert.True(fields.Length == 25, line);
            Assert.DoesNotContain(line, character => char.IsControl(character) && character != '\t');
            var row = names.Zip(fields).ToDictionary(pair => pair.First, pair => pair.Second);
            Assert.True(row["publication_title"].Length > 0, line);
            Assert.All(new[] { row["print_identifier"], row["online_identifier"] }, issn => Assert.True(issn.Length == 0 || Regex.IsMatch(issn, "^\\d{4}-\\d{3}[\\dX]$"), issn));
            Assert.All(new[] { row["date_first_issue_online"], row["date_last_issue_online"] }, date => Assert.True(date.Length == 0 || Regex.IsMatch(date, "^\\d{4}(-\\d\\d(-\\d\\d)?)?$"), date));
            Assert.True(Uri.TryCreate(row["title_url"], UriKind.Absolute, out _), row["title_url"]);
            Assert.Matches("^([RP]\\d+[DMY](;[RP]\\d+[DMY])*)?$", row["embargo_info"]);
            Assert.Contains(row["coverage_depth"], new[] { "fulltext", "selected articles", "abstracts" });
            Assert.Equal("serial", row["publication_type"]);
            Assert.Contains(row["access_type"], new[] { "F", "P" });
            Assert.True(row["title_id"].Length > 0 || !isOurs);
            rows.Add(row);
        }

        if (isOurs)
        {
            var order = StringComparer.Create(CultureInfo.InvariantCulture, ignoreCase: true);
            Assert.Equal(rows.Select(row => row["publication_title"]).Order(order), rows.Select(row => row["publication_title"]));
        }

        return rows;
    }
}
