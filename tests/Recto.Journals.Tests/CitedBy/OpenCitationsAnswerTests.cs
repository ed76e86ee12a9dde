using System.Text;
using System.Text.Json;
using Recto.Journals.CitedBy;
using Recto.Journals.Identifiers;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.CitedBy;

public sealed class OpenCitationsAnswerTests
{
    [Fact]
    public void The_index_tells_names_dates_and_who_cites_himself()
    {
        using var examples = JsonDocument.Parse(File.ReadAllBytes(SharedData.Require("data/samples/opencitations/api-examples.json")));
        var example = examples.RootElement.EnumerateArray().First(one => one.GetProperty("api").GetString() == "index_v2" && one.GetProperty("operation").GetString()!.StartsWith("/citations/", StringComparison.Ordinal)).GetProperty("response").GetString()!;

        // The documentation breaks its example off with three points.
        var works = OpenCitationsAnswer.Read(Encoding.UTF8.GetBytes(example.Replace(",\n    ...", "", StringComparison.Ordinal)), Of("10.1108/JD-12-2013-0166"), out var fault);
        var broken = OpenCitationsAnswer.Read(Encoding.UTF8.GetBytes(example), Of("10.1108/jd-12-2013-0166"), out var why);

        Assert.Null(fault);
        Assert.Equal([("10.7717/peerj-cs.421", 2021, false), ("10.3233/ds-190019", 2019, false), ("10.3233/ds-190016", 2019, true)], works!.Select(one => (one.Work.Doi!.Value.Value, one.Work.Year!.Value, one.IsSelf)));
        Assert.Equal(["omid:br/06101801781", "pmid:33817056"], works![0].Work.OtherKeys);
        Assert.True(broken is null && why is not null);
    }

    [Fact]
    public void The_index_may_know_a_work_without_a_doi_and_one_with_two()
    {
        var works = OpenCitationsAnswer.Read("""[{"citing":"omid:br/1","cited":"doi:10.5555/a","creation":"2020"},{"citing":"doi:10.1234/B doi:10.1234/b2 omid:br/2","cited":"omid:br/9 doi:10.5555/A"},{"citing":"doi:10.1234/other","cited":"doi:10.5555/elsewhere"},{"citing":7},[]]"""u8.ToArray(), Of("10.5555/a"), out _)!;

        Assert.Equal(["omid:br/1", "10.1234/B"], works.Select(one => one.Work.Key));
        Assert.Equal(["10.1234/B2", "omid:br/2"], works[1].Work.OtherKeys);
    }

    private static Doi Of(string text) => Doi.TryParse(text, out var doi) ? doi : throw new ArgumentException(text);
}
