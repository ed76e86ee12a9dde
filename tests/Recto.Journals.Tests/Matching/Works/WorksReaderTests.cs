using System.Text;
using Recto.Journals.Matching.Works;

namespace Recto.Journals.Tests.Matching.Works;

/// <summary>Records of works in each of their forms.</summary>
public sealed class WorksReaderTests
{
    [Fact]
    public void An_object_a_line_is_a_work_with_the_fields_that_it_has()
    {
        var works = Read("""
            {"doi":"10.5555/Salt","title":"Salt roads","authors":[{"family":"Orlova","given":"Anna"},{"name":"Society of Roads"}],"year":1994,"container":"Road Studies","volume":"12","issue":"3","pages":"44-51","type":"journal-article"}

            {"id":"local-1","title":"Tin mines"}
            """);

        Assert.Equal(2, works.Count);
        Assert.Equal(("10.5555/Salt", "Salt roads", "1994", "Road Studies", "12", "3", "44-51"), (works[0].Doi, works[0].Title, works[0].Year, works[0].Container, works[0].Volume, works[0].Issue, works[0].Pages));
        Assert.Equal([new WorkName("Orlova", "Anna"), new WorkName(null, null, "Society of Roads")], works[0].Authors);
        Assert.Equal((null, "local-1"), (works[1].Doi, works[1].Id));
    }

    [Fact]
    public void A_list_of_works_of_the_REST_API_is_read_on_one_line_and_on_several()
    {
        const string Answer = """{"status":"ok","message-type":"work-list","message":{"items":[{"DOI":"10.5555/1","title":["Salt roads"],"subtitle":["A history"],"author":[{"family":"Orlova","given":"A."}],"container-title":["Road Studies"],"issued":{"date-parts":[[1994,5]]},"page":"44-51","ISSN":["1234-5679"]}]}}""";

        foreach (var text in (string[])[Answer, Answer.Replace(",", ",\n ", StringComparison.Ordinal).Replace("{\"status\"", "{\n\"status\"", StringComparison.Ordinal)])
        {
            var work = Assert.Single(Read(text));
            Assert.Equal(("10.5555/1", "Salt roads", "A history", "1994", "Road Studies", "44-51"), (work.Doi, work.Title, work.Subtitle, work.Year, work.Container, work.Pages));
        }
    }

    [Fact]
    public void A_list_of_CSL_items_is_read()
    {
        var works = Read("""
            [
              {"id":"orlova-1994","type":"book","title":"Salt roads","author":[{"family":"Orlova","given":"A.","non-dropping-particle":"van"}],"issued":{"date-parts":[["1994"]]},"publisher":"Kite"},
              {"id":"x","DOI":"https://doi.org/10.5555/2","title":"Tin","issued":{"literal":"1991"}}
            ]
            """);

        Assert.Equal(["orlova-1994", "x"], works.Select(work => work.Id));
        Assert.Equal([null, "10.5555/2"], works.Select(work => work.Doi));
        Assert.Equal("van Orlova", works[0].Authors[0].Family);
        Assert.Equal(["1994", "1991"], works.Select(work => work.Year));
    }

    [Fact]
    public void A_work_without_DOI_and_id_is_named_by_its_line() =>
        Assert.Equal(["1", "3"], Read("{\"title\":\"Salt\"}\n\n{\"title\":\"Tin\"}").Select(work => work.Id));

    [Theory]
    [InlineData("{\"doi\":\"10.5555/1\"}\nno json\n", "line 2")]
    [InlineData("{\"doi\":\"10.5555/1\"}\n[1]\n", "line 2")]
    [InlineData("{\"doi\":\"10.5555/1\"}\n{\"year\":\"1994\"}\n", "line 2")]
    [InlineData("{\"doi\":\"10.5555/1\"}\n{\"doi\":\"10.5555/2\",\"title\":\"cut o", "line 2")]
    [InlineData("[{\"id\":\"a\"},\n{\"id\":", "line 2")]
    [InlineData("[{\"id\":\"a\"},{}]", "work 2")]
    public void What_cannot_be_read_is_named_by_its_place(string text, string place) =>
        Assert.Contains(place, Assert.Throws<InvalidDataException>(() => Read(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("\n\n  \n")]
    [InlineData("[]")]
    public void Nothing_is_no_fault(string text) => Assert.Empty(Read(text));

    [Fact]
    public void Lines_over_several_parts_of_the_stream_keep_their_order_and_number()
    {
        var lines = string.Concat(Enumerable.Range(1, 30_000).Select(i => $"{{\"id\":\"{i}\",\"title\":\"A road of some length, with the number {i}\"}}\n"));

        Assert.Equal(Enumerable.Range(1, 30_000).Select(i => $"{i}"), Read(lines).Select(work => work.Id!));
        Assert.Contains("line 30001", Assert.Throws<InvalidDataException>(() => Read(lines + "{")).Message, StringComparison.Ordinal);
    }

    private static List<Work> Read(string text)
    {
        using var stream = new MemoryStream(Encoding.UTF8.GetBytes(text));
        return [.. WorksReader.Read(stream)];
    }
}
