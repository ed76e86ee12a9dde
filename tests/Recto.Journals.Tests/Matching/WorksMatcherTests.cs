using Recto.Journals.Matching;
using Recto.Journals.Matching.Index;
using Recto.Journals.Matching.References;
using Recto.Journals.Matching.Scoring;
using Recto.Journals.Matching.Works;

namespace Recto.Journals.Tests.Matching;

/// <summary>Which work a reference means.</summary>
public sealed class WorksMatcherTests
{
    private static readonly Work[] Works =
    [
        Article("10.5555/salt", "Salt roads of the northern provinces in the seventeenth century", "Orlova", "Anna", "1994", "Road Studies Quarterly", "12", "3", "144-151"),
        Article("10.5555/salt-2", "Salt roads of the southern provinces in the eighteenth century", "Orlova", "Anna", "1996", "Road Studies Quarterly", "14", "1", "10-29"),
        Article("10.5555/tin", "Tin mines and their owners: a microhistory of Cornish enterprise", "Reyes", "Bruno", "2001", "Journal of Mining History", "7", "2", "201-219"),
        Article("10.5555/letters", "Переписка наркоматов об эвакуации заводов", "Литвинов", "Павел", "2010", "Исторический вестник", "33", "4", "77-98"),
        Article("10.5555/review", "Review of Harbour and hinterland by C. Moss", "Duarte", "Elena", "2003", "Journal of Port History", "9", "1", "88-90"),
        .. Enumerable.Range(1, 40).Select(i => Article($"10.5555/other-{i}", $"Observations on quarry number {i} and its stone", "Smith", "Henry", $"{1960 + i}", "Stone and Quarry", $"{i}", "1", $"{100 + i}-{110 + i}")),
    ];

    private static readonly WorksMatcher Matcher = new(IndexOf(Works), MatchModel.Shipped);

    [Theory]
    [InlineData("Orlova, A. (1994). Salt roads of the northern provinces in the seventeenth century. Road Studies Quarterly, 12(3), 144–151.", "10.5555/salt")]
    [InlineData("A. Orlova, Salt roads of the southern prov- inces in the eight- eenth century, Road Stud. Q. 14 (1996) 10–29.", "10.5555/salt-2")] // hyphens of lines, an abbreviated journal
    [InlineData("REYES B. Tin mines and their owners: a microhistory of Cornish enterprise. J Min Hist 2001;7:201-19.", "10.5555/tin")]
    [InlineData("[12] B. Reyes, Journal of Mining History 7 (2001) 201.", "10.5555/tin")] // no title
    [InlineData("Litvinov P. Perepiska narkomatov ob evakuatsii zavodov. Istoricheskii vestnik, 2010, 33(4), 77–98.", "10.5555/letters")] // transliterated
    [InlineData("Литвинов П. Переписка наркоматов об эвакуации заводов // Исторический вестник. 2010. Т. 33. № 4. С. 77–98.", "10.5555/letters")]
    [InlineData("Duarte, E.: Review of Harbour and hinterland by C. Moss. Journal of Port History 9 (2003), 88–90", "10.5555/review")]
    public void A_reference_finds_its_work(string reference, string doi)
    {
        var answer = Matcher.Match(new ReferenceToMatch { Text = reference });

        Assert.Equal(doi, answer.Doi);
        Assert.InRange(answer.Confidence, 0.7, 1);
    }

    [Theory]
    [InlineData("")]
    [InlineData("ibid., p. 12")]
    [InlineData("RGASPI, f. 558, op. 11, d. 144, l. 151.")] // a volume and a page of a work by chance
    [InlineData("Moss, C., Harbour and hinterland, Leiden: Kite, 2002.")] // the book, and there is its review
    [InlineData("Zorzi, M., La libreria di San Marco, Milano 1987.")]
    [InlineData("Orlova A. Guild books of the coast towns, 1580–1640. Road Studies Quarterly 1999; 17: 301–322.")] // the author and her journal, another article
    [InlineData("Smith H. Observations on quarry number 77 and its stone. Stone and Quarry 2031; 77(1): 177–187.")] // another number of a series
    public void A_reference_to_something_else_matches_nothing(string reference)
    {
        var answer = Matcher.Match(new ReferenceToMatch { Text = reference });

        Assert.False(answer.IsMatch);
        Assert.InRange(answer.Confidence, 0, 0.7);
    }

    [Fact]
    public void Fields_are_enough_without_a_string()
    {
        var fields = new ReferenceFields { Authors = ["Reyes"], Title = "Tin mines and their owners", Container = "Journal of Mining History", Year = "2001", Volume = "7", Pages = "201" };

        Assert.Equal("10.5555/tin", Matcher.Match(new ReferenceToMatch { Text = "", Fields = fields }).Doi);
        Assert.Equal("Reyes, 2001, Tin mines and their owners, Journal of Mining History, 7, 201", fields.Joined());
    }

    [Theory]
    [InlineData("Reyes, B., Tin mines and their owners (2001), https://doi.org/10.5555/TIN.")]
    [InlineData("https://doi.org/10.5555/tin")]
    public void A_printed_DOI_names_its_work(string reference) => Assert.Equal("10.5555/tin", Matcher.Match(new ReferenceToMatch { Text = reference }).Doi);

    [Fact]
    public void A_work_that_was_handed_in_twice_is_one()
    {
        var twice = new WorksMatcher(IndexOf([.. Works, Works[2] with { Doi = "10.5555/TIN" }]), MatchModel.Shipped);

        var answer = twice.Match(new ReferenceToMatch { Text = "Reyes B. Tin mines and their owners: a microhistory of Cornish enterprise. J Min Hist 2001;7:201-19." });

        Assert.Equal("10.5555/TIN", answer.Doi);
    }

    [Fact]
    public void Hostile_references_are_answered()
    {
        string[] hostile = [new string('a', 200_000), string.Concat(Enumerable.Repeat("1 ", 50_000)), "\uD800\uDC00\uD800", "<<<<>>>>&&&&;;;;", string.Concat(Enumerable.Repeat("10.1/ ", 20_000)), new string('\u0301', 5_000), "'’ʹ'’"];

        Assert.All(hostile, text => Assert.False(Matcher.Match(new ReferenceToMatch { Text = text }).IsMatch));
    }

    [Fact]
    public void An_index_without_works_matches_nothing() =>
        Assert.Equal(MatchAnswer.Nothing, new WorksMatcher(new WorksIndex([]), MatchModel.Shipped).Match(new ReferenceToMatch { Text = "Reyes, Tin mines" }));

    internal static WorksIndex IndexOf(IEnumerable<Work> works) => new([IndexSegment.Open(new MemoryBytes(SegmentOf(works)))]);

    internal static byte[] SegmentOf(IEnumerable<Work> works)
    {
        var builder = new SegmentBuilder();
        builder.Add(AnalysedWorks.Of(works));
        using var output = new MemoryStream();
        builder.Write(output);
        return output.ToArray();
    }

    private static Work Article(string doi, string title, string family, string given, string year, string container, string volume, string issue, string pages) => new()
    {
        Doi = doi,
        Title = title,
        Authors = [new WorkName(family, given)],
        Year = year,
        Container = container,
        Volume = volume,
        Issue = issue,
        Pages = pages,
        Type = "journal-article",
    };
}
