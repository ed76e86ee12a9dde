using System.Text;
using Recto.Journals.CitedBy;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.CitedBy;

public sealed class CrossrefWorksTests
{
    [Theory]
    [InlineData("crossref-dump-with-references.json")]
    [InlineData("lagotto-crossref_import.json")]
    [InlineData("search-unstructured-ref-response-1.json")]
    public void Records_of_the_register_are_read(string file)
    {
        var works = CrossrefWorks.Read(File.ReadAllBytes(SharedData.Require("data/samples/crossref-rest/" + file)), out var fault);

        Assert.True(fault is null || file.Contains("dump", StringComparison.Ordinal), fault); // A dump is no answer.
        Assert.True(works is null || works.Count > 0 && works.Count(work => work.Work.Title is not null) > works.Count / 2);
    }

    [Fact]
    public void A_record_says_of_which_it_is_a_version_and_whether_it_was_taken_back()
    {
        var works = CrossrefWorks.Read("""
            {"status":"ok","message-type":"work-list","message":{"items":[
              {"DOI":"10.1234/a","title":["A <i>title</i> &amp; more"],"subtitle":["With a subtitle"],"type":"journal-article","page":"11-20","published":{"date-parts":[[2025,3]]},"relation":{"has-preprint":[{"id-type":"doi","id":"10.1234/P"}],"cites":[{"id-type":"doi","id":"10.1234/no"}]},"is-referenced-by-count":12,"author":[{"family":"Brandt","given":"Ole","ORCID":"https://orcid.org/0000-0002-1825-0097"},{"name":"A Society"}]},
              {"DOI":"10.1234/b","title":["RETRACTED: B"]}, {"DOI":"10.1234/c","updated-by":[{"type":"retraction"}]}, {"DOI":"10.1234/d","update-to":[{"DOI":"10.1234/E","type":"retraction"},{"DOI":"10.1234/f","type":"correction"}]}, {"title":["none"]}, 5]}}
            """u8.ToArray(), out _)!;

        Assert.Equal(("A title & more: With a subtitle", CitingKind.Article, "11", 2025, 12), (works[0].Work.Title, works[0].Work.Kind, works[0].Work.FirstPage, works[0].Work.Year, works[0].CitedBy));
        Assert.Equal(["10.1234/P"], works[0].Work.Versions);
        Assert.Equal(["0000-0002-1825-0097", null], works[0].Work.Authors.Select(author => author.Orcid));
        Assert.Equal([false, true, true, false], works.Select(work => work.Work.IsRetracted));
        Assert.Equal(["10.1234/E"], works[3].Work.Retracts);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"message\":{\"items\":[{\"DOI\":")]
    [InlineData("Resource not found.")]
    public void What_is_no_record_is_told_to_be_none(string text)
    {
        Assert.Null(CrossrefWorks.Read(Encoding.UTF8.GetBytes(text), out var fault));
        Assert.NotNull(fault);
    }
}
