using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Citations;

namespace Recto.Journals.Tests.Exchange.Citations;

public sealed class CitationTextTests
{
    [Theory]
    [InlineData("a “b” c", "a ‘b’ c", "a “b” c")]
    [InlineData("a ‘b’ c", "a ‘b’ c", "a “b” c")]
    [InlineData("a ‘b “c” d’ e", "a ‘b “c” d’ e", "a “b ‘c’ d” e")]
    [InlineData("Workers’ councils", "Workers’ councils", "Workers’ councils")]
    [InlineData("The ‘workers’ councils’", "The ‘workers’ councils’", "The “workers” councils’")] // Nobody can tell this plural's apostrophe from the end.
    [InlineData("Lenin's \"notes\"", "Lenin’s ‘notes’", "Lenin’s “notes”")]
    [InlineData("’Tis ‘so’", "’Tis ‘so’", "’Tis “so”")]
    [InlineData("Die „Wende“ von 1989", "Die „Wende“ von 1989", "Die „Wende“ von 1989")]
    [InlineData("La « paix »", "La « paix »", "La « paix »")]
    [InlineData("ends “so", "ends ‘so", "ends “so")]
    public void Marks_inside_marks_change_their_kind(string title, string inDouble, string inSingle)
    {
        Assert.Equal(inDouble, QuoteMarks.Nested(title, isAmerican: true));
        Assert.Equal(inSingle, QuoteMarks.Nested(title, isAmerican: false));
    }

    [Theory]
    [InlineData("3", "10", "3–10", "3–10", "3–10", "3–10")]
    [InlineData("71", "72", "71–72", "71–72", "71–72", "71–72")]
    [InlineData("96", "117", "96–117", "96–117", "96–117", "96–117")]
    [InlineData("100", "104", "100–104", "100–104", "100–04", "100–04")]
    [InlineData("101", "108", "101–108", "101–8", "101–08", "101–08")]
    [InlineData("321", "328", "321–328", "321–28", "321–28", "321–28")]
    [InlineData("498", "532", "498–532", "498–532", "498–532", "498–532")]
    [InlineData("1087", "1089", "1087–1089", "1087–89", "1087–89", "1087–89")]
    [InlineData("1103", "1104", "1103–1104", "1103–4", "1103–04", "1103–04")]
    [InlineData("1496", "1504", "1496–1504", "1496–504", "1496–504", "1496–1504")]
    [InlineData("xii", "xv", "xii–xv", "xii–xv", "xii–xv", "xii–xv")]
    [InlineData("238", "211", "238–211", "238–211", "238–211", "238–211")] // Turned: as printed.
    [InlineData("12", "12", "12", "12", "12", "12")]
    public void A_range_is_shortened_as_its_style_asks(string first, string last, string full, string chicago, string mla, string mhra)
    {
        Assert.Equal([full, chicago, mla, mhra], new[] { PageForm.Full, PageForm.Chicago, PageForm.Mla, PageForm.Mhra }.Select(form => PageRange.Of((first, last), form)));
    }

    [Theory]
    [InlineData("Ada", "A.")]
    [InlineData("Ada Mary", "A. M.")]
    [InlineData("Jean-Pierre", "J.-P.")]
    [InlineData("J. R. R.", "J. R. R.")]
    [InlineData("J.R.R.", "J. R. R.")]
    [InlineData("J.-P.", "J.-P.")]
    [InlineData("Ch. A.", "Ch. A.")]
    [InlineData("Élisabeth", "É.")]
    [InlineData("Александр Александрович", "А. А.")]
    [InlineData("José de", "J. de")]
    [InlineData("小明", "小明")]
    [InlineData("-", "-")]
    [InlineData(".", ".")]
    public void Given_names_become_initials(string given, string initials) => Assert.Equal(initials, NameForms.Initials(given, " "));

    [Theory]
    [InlineData("The Road to War", "en", "the war was a road", "The road to war")]
    [InlineData("The Road to War", "en-GB", "the war was a road", "The road to war")]
    [InlineData("The Road to War", "de", "the war was a road", "The Road to War")]
    [InlineData("The Road to War", null, "the war was a road", "The Road to War")]
    [InlineData("The Road to War", "en", "the war was lost", "The Road to War")] // Nobody prints "road": half a change is worse than none.
    [InlineData("The Road: A History of War", "en", "a road, its history, a war", "The road: A history of war")]
    [InlineData("The Great War", "en", "a great war, which they called the Great War", "The Great War")]
    [InlineData("NATO and the May Days", "en", "these may be days", "NATO and the May Days")]
    [InlineData("Soviet Roads", "en", "all Soviet people know such roads", "Soviet roads")]
    [InlineData("Roads of Russia", "en", "In Russia the roads were bad", "Roads of Russia")]
    public void An_English_title_is_lowered_only_with_proof(string title, string? language, string evidence, string expected) =>
        Assert.Equal(expected, SentenceCase.Of(new CitedWork { Type = WorkType.Article, Title = title, Language = language, Abstract = evidence }));

    [Fact]
    public void What_is_written_as_html_is_encoded_and_leads_nowhere_but_to_the_web()
    {
        var work = new CitedWork { Type = WorkType.Article, Title = "<script>alert(1)</script>", Container = "A & B", Url = "javascript:alert(1)", Authors = [new CitedName { Family = "<b>", Given = "\"x\"" }] };

        foreach (var style in CitationStyles.All)
        {
            var html = style.Format(work).ToHtml();

            Assert.DoesNotContain("<script", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<b>", html, StringComparison.Ordinal);
            Assert.DoesNotContain("<a ", html, StringComparison.Ordinal);
            Assert.Contains("A &amp; B", html, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void A_doi_is_a_link()
    {
        var work = new CitedWork { Type = WorkType.Article, Title = "T", Doi = "10.1002/(SICI)1<1::AID>3.0.CO;2-9" };

        Assert.Contains("<a href=\"https://doi.org/10.1002/(SICI)1%3C1::AID%3E3.0.CO;2-9\">", CitationStyle.Apa.Format(work).ToHtml(), StringComparison.Ordinal);
    }

    [Fact]
    public void Styles_and_formats_are_found_by_their_words()
    {
        Assert.All(CitationStyles.All, style => Assert.Equal(style, CitationStyles.Find(style.Key())));
        Assert.All(CitationFormats.All, format => Assert.Equal(format, CitationFormats.Find(format.Ending())));
        Assert.Null(CitationStyles.Find("vancouver"));
        Assert.Null(CitationStyles.Find(null));
        Assert.Null(CitationFormats.Find("exe"));
    }
}
