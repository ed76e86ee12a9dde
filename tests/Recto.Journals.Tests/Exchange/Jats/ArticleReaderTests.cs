using Recto.Journals.Articles;

namespace Recto.Journals.Tests.Exchange.Jats;

public sealed class ArticleReaderTests
{
    [Theory]
    [InlineData("<article-title>  On\n <italic>Annales</italic>  </article-title>", "On Annales")]
    [InlineData("<article-title>A “quoted” title<xref ref-type='fn' rid='f'>*</xref></article-title>", "A “quoted” title")]
    [InlineData("<article-title>A title<sup><xref ref-type='fn' rid='f'>1</xref></sup><fn><p>Note</p></fn></article-title>", "A title")]
    [InlineData("<article-title>H<sub>2</sub>O and <inline-formula><mml:math><mml:msup><mml:mi>x</mml:mi><mml:mn>2</mml:mn></mml:msup></mml:math></inline-formula></article-title>", "H2O and x2")]
    [InlineData("<article-title>The <inline-formula><mml:math><mml:mfrac><mml:mrow><mml:mi>a</mml:mi><mml:mo>+</mml:mo><mml:mi>b</mml:mi></mml:mrow><mml:mn>2</mml:mn></mml:mfrac></mml:math></inline-formula> law</article-title>", "The (a+b)/2 law")]
    [InlineData("<article-title>One<break/>Two</article-title>", "One Two")]
    [InlineData("<article-title/>", "[untitled]")]
    [InlineData("", "[untitled]")]
    public void The_title_is_plain_text_without_marks(string titles, string title) => Assert.Equal(title, JatsSamples.Record($"<title-group>{titles}</title-group>").Title);

    [Theory]
    [InlineData("<trans-title-group xml:lang='FR'><trans-title>Un titre</trans-title><trans-subtitle>suite</trans-subtitle></trans-title-group>", "Un titre suite")]
    [InlineData("<trans-title xml:lang='fr'>Un titre</trans-title>", "Un titre")]
    public void Titles_in_other_languages_are_read_old_and_new(string titles, string title)
    {
        var article = JatsSamples.Record($"<title-group><article-title>T</article-title><subtitle>S</subtitle>{titles}</title-group>");

        Assert.Equal(("T", "S"), (article.Title, article.Subtitle));
        Assert.Equal(new TranslatedText("fr", title), Assert.Single(article.TranslatedTitles));
    }

    [Fact]
    public void Title_and_abstract_of_a_translation_in_the_same_file_are_read()
    {
        var article = JatsSamples.Read(
            "<article xml:lang='pt'><front><article-meta><title-group><article-title>T</article-title></title-group><abstract><p>Resumo.</p></abstract></article-meta></front>"
            + "<sub-article article-type='translation' xml:lang='en'><front-stub><title-group><article-title>E</article-title></title-group><abstract><p>Abstract.</p></abstract></front-stub></sub-article></article>").Article;

        Assert.Equal(new TranslatedText("en", "E"), Assert.Single(article.TranslatedTitles));
        Assert.Equal([new Abstract(null, "pt", "Resumo."), new Abstract(null, "en", "Abstract.")], article.Abstracts);
    }

    [Theory]
    [InlineData("<pub-date pub-type='epub'><day>28</day><month>4</month><year>2020</year></pub-date>", "2020-04-28", null)]
    [InlineData("<pub-date pub-type='ppub'><month>Apr</month><year>2020</year></pub-date>", null, "2020-04")]
    [InlineData("<pub-date date-type='pub' publication-format='electronic' iso-8601-date='2020-04-28'><day>28</day><month>04</month><year>2020</year></pub-date>", "2020-04-28", null)]
    [InlineData("<pub-date publication-format='print' date-type='pub'><year>2020</year></pub-date>", null, "2020")]
    [InlineData("<pub-date pub-type='epub-ppub'><year>2020</year></pub-date>", "2020", "2020")]
    [InlineData("<pub-date pub-type='collection'><year>2020</year></pub-date>", null, "2020")]
    [InlineData("<pub-date pub-type='epub'><year>2021</year></pub-date><pub-date pub-type='collection'><year>2020</year></pub-date>", "2021", null)]
    [InlineData("<pub-date iso-8601-date='2020-04-28'/>", "2020-04-28", null)]
    [InlineData("<pub-date pub-type='pmc-release'><year>2022</year></pub-date>", null, null)]
    [InlineData("<pub-date pub-type='epub'><season>Winter</season><year>2020</year></pub-date>", "2020", null)]
    [InlineData("<pub-date pub-type='epub'><month>13</month><year>2020</year></pub-date>", "2020", null)]
    [InlineData("<pub-date pub-type='epub'><day>31</day><month>2</month><year>2020</year></pub-date>", "2020-02", null)]
    [InlineData("<pub-date pub-type='epub'><year>xxx</year></pub-date>", null, null)]
    [InlineData("<pub-date/>", null, null)]
    public void Dates_are_read_old_and_new_as_far_as_they_can_be(string date, string? online, string? print)
    {
        var article = JatsSamples.Record(date);

        Assert.Equal((online, print), (article.PublishedOnline?.ToString(), article.PublishedInPrint?.ToString()));
    }

    [Theory]
    [InlineData("<pub-date pub-type='epub'><month>13</month><year>2020</year></pub-date>", "", "13")]
    [InlineData("<pub-date pub-type='epub'><day>31</day><month>2</month><year>2020</year></pub-date>", "", "31")]
    [InlineData("<article-id pub-id-type='doi'>10.1000</article-id>", "", "10.1000")]
    [InlineData("<contrib-group><contrib><contrib-id contrib-id-type='orcid'>https://orcid.org/0000-0002-1825-0098</contrib-id><name><surname>A</surname></name></contrib></contrib-group>", "", "ORCID")]
    [InlineData("<contrib-group><contrib><role>x</role></contrib></contrib-group>", "", "no name")]
    [InlineData("", "<issn pub-type='ppub'>1234-5678</issn>", "1234-5678")]
    public void What_cannot_be_is_a_warning_with_its_line(string meta, string journal, string words)
    {
        var warning = Assert.Single(JatsSamples.Warnings(meta, journal), warning => warning.Message.Contains(words, StringComparison.Ordinal));

        Assert.NotNull(warning.Line);
    }

    [Fact]
    public void What_is_absent_is_a_warning_and_stays_null()
    {
        var read = JatsSamples.Read("<article><body><p>x</p></body></article>");

        Assert.Equal(["title", "DOI", "journal", "volume", "issue", "date of publication", "author"], read.Document.Warnings.Select(warning => warning.Message.Replace("The file states no ", "", StringComparison.Ordinal).Split(';', '.')[0]));
        Assert.Equal((null, null, null, null, 0), (read.Article.Doi, read.Article.Journal, read.Article.Volume, read.Article.Published, read.Article.Contributors.Count));
    }

    [Theory]
    [InlineData("<name><surname>de Vries</surname><given-names>Hugo</given-names><suffix>Jr.</suffix></name>", "de Vries|Hugo|Jr.|False")]
    [InlineData("<name-alternatives><name specific-use='index'><surname>X</surname></name><name name-style='eastern' xml:lang='ja'><surname>山田</surname><given-names>太郎</given-names></name></name-alternatives>", "山田|太郎||False")]
    [InlineData("<string-name><given-names>Hugo</given-names> <surname>Vries</surname></string-name>", "Vries|Hugo||False")]
    [InlineData("<string-name>Hugo de Vries<xref ref-type='aff' rid='a'>1</xref></string-name>", "Hugo de Vries|||False")]
    [InlineData("<collab>The Atlas Group<contrib-group><contrib><name><surname>A</surname></name></contrib></contrib-group></collab>", "The Atlas Group|||True")]
    [InlineData("<collab-alternatives><collab>The Atlas Group</collab></collab-alternatives>", "The Atlas Group|||True")]
    [InlineData("<anonymous/>", "Anonymous|||False")]
    [InlineData("<name><given-names>Plato</given-names></name>", "Plato|||False")]
    public void A_name_is_read_in_every_form(string name, string expected)
    {
        var contributor = Assert.Single(JatsSamples.Record($"<contrib-group><contrib contrib-type='author'>{name}</contrib></contrib-group>").Contributors);

        Assert.Equal(expected, $"{contributor.Family}|{contributor.Given}|{contributor.Suffix}|{contributor.IsGroup}");
    }

    [Theory]
    [InlineData("<contrib-group><contrib><name><surname>A</surname></name><xref ref-type='aff' rid='a1'><sup>1</sup></xref></contrib></contrib-group><aff id='a1'><label>1</label>Hall, Town</aff><aff id='a2'>Other</aff>", "Hall, Town")]
    [InlineData("<contrib-group><contrib><name><surname>A</surname></name><aff>Hall, Town</aff></contrib></contrib-group>", "Hall, Town")]
    [InlineData("<contrib-group><contrib><name><surname>A</surname></name></contrib><aff><institution>Hall</institution><country>Town</country></aff></contrib-group>", "Hall, Town")]
    [InlineData("<contrib-group><contrib><name><surname>A</surname></name></contrib></contrib-group><aff>Hall, Town</aff>", "Hall, Town")]
    [InlineData("<contrib-group><contrib><name><surname>A</surname></name><xref ref-type='aff' rid='a1'/></contrib></contrib-group><aff-alternatives id='a1'><aff>Hall, Town</aff><aff>Halle, Stadt</aff></aff-alternatives>", "Hall, Town")]
    [InlineData("<contrib-group><contrib><name><surname>A</surname></name><xref ref-type='aff' rid='a1'/></contrib></contrib-group><aff id='a1'><institution content-type='original'>Hall, Town</institution><institution content-type='orgname'>Hall</institution></aff>", "Hall, Town")]
    [InlineData("<contrib-group><contrib><name><surname>A</surname></name><xref ref-type='aff' rid='a1'/></contrib></contrib-group><aff id='a1'><institution-wrap><institution-id>https://ror.org/1</institution-id><institution>Hall</institution></institution-wrap><city>Town</city></aff>", "Hall, Town")]
    [InlineData("<contrib-group><contrib><name><surname>A</surname></name></contrib><contrib><name><surname>B</surname></name></contrib></contrib-group><aff>Hall</aff><aff>Other</aff>", "")] // whose?
    public void Affiliations_are_found_wherever_they_stand(string meta, string affiliations) =>
        Assert.Equal(affiliations, string.Join(" | ", JatsSamples.Record(meta).Contributors[0].Affiliations));

    [Fact]
    public void Role_orcid_and_biography_are_read()
    {
        var contributor = Assert.Single(JatsSamples.Record(
            "<contrib-group content-type='editors'><contrib><contrib-id contrib-id-type='orcid'>http://orcid.org/0000-0002-1694-233X</contrib-id><name><surname>A</surname></name><bio><title>Bio</title><p>Teaches.</p></bio></contrib></contrib-group>").Contributors);

        Assert.Equal(("editor", "0000-0002-1694-233X", "Teaches."), (contributor.Role, contributor.Orcid, contributor.Biography));
    }

    [Theory]
    [InlineData("<journal-id journal-id-type='nlm-ta'>Bull Maps</journal-id><journal-id journal-id-type='publisher-id'>BM</journal-id><journal-title>Bulletin of Maps</journal-title><issn pub-type='ppub'>0007-5140</issn><issn pub-type='epub'>1086-3176</issn><publisher><publisher-name>Press</publisher-name></publisher>")]
    [InlineData("<journal-id journal-id-type='publisher-id'>BM</journal-id><journal-title-group><journal-title>Bulletin of Maps</journal-title><abbrev-journal-title>Bull Maps</abbrev-journal-title></journal-title-group><issn publication-format='print'>00075140</issn><issn publication-format='electronic'>1086-3176</issn><publisher><publisher-name>Press</publisher-name></publisher>")]
    public void The_journal_is_read_old_and_new(string journal)
    {
        var stated = JatsSamples.Record("", journal).Journal!;

        Assert.Equal("Bulletin of Maps|Bull Maps|BM|0007-5140|1086-3176|Press", $"{stated.Title}|{stated.Abbreviation}|{stated.Code}|{stated.PrintIssn}|{stated.OnlineIssn}|{stated.Publisher}");
    }

    [Theory]
    [InlineData("<fpage>5</fpage><lpage>9</lpage>", "5|9|")]
    [InlineData("<page-range>5–9, 12</page-range>", "5|12|")]
    [InlineData("<elocation-id>e12</elocation-id>", "||e12")]
    public void Pages_are_read(string meta, string expected)
    {
        var article = JatsSamples.Record(meta);

        Assert.Equal(expected, $"{article.FirstPage}|{article.LastPage}|{article.ElocationId}");
    }

    [Theory]
    [InlineData("<subj-group subj-group-type='display-channel'><subject>Article</subject></subj-group><subj-group subj-group-type='heading'><subject>Essays</subject><subj-group><subject>Deep</subject></subj-group></subj-group>", "Essays")]
    [InlineData("<subj-group><subj-group><subject>Deep</subject></subj-group></subj-group>", "Deep")]
    [InlineData("<subj-group subj-group-type='Discipline'><subject>Maps</subject></subj-group>", null)]
    public void The_section_is_the_heading(string groups, string? section) => Assert.Equal(section, JatsSamples.Record($"<article-categories>{groups}</article-categories>").Section);

    [Fact]
    public void Keywords_are_read_in_every_form()
    {
        var article = JatsSamples.Record(
            "<kwd-group><title>Keywords</title><kwd>maps</kwd><compound-kwd><compound-kwd-part content-type='code'>D1</compound-kwd-part><compound-kwd-part content-type='text'>rivers</compound-kwd-part></compound-kwd>"
            + "<nested-kwd><kwd>seas</kwd><nested-kwd><kwd>bays</kwd></nested-kwd></nested-kwd></kwd-group><kwd-group kwd-group-type='abbreviations'><kwd>AB</kwd></kwd-group><kwd-group><unstructured-kwd-group>hills, dales</unstructured-kwd-group></kwd-group>");

        Assert.Equal(["maps", "rivers", "seas", "bays", "hills", "dales"], article.Keywords);
    }

    [Theory]
    [InlineData("<permissions><copyright-statement>© 2020 A</copyright-statement><license xlink:href='https://creativecommons.org/licenses/by/4.0/'><license-p>Free.</license-p></license></permissions>", "© 2020 A", "https://creativecommons.org/licenses/by/4.0/|Free.")]
    [InlineData("<permissions><copyright-year>2020</copyright-year><copyright-holder>A</copyright-holder><license><ali:license_ref>https://c.org/by</ali:license_ref><license-p>Free.</license-p></license></permissions>", "© 2020 A", "https://c.org/by|Free.")]
    [InlineData("<permissions><ali:free_to_read/><ali:license_ref>https://c.org/by</ali:license_ref></permissions>", null, "https://c.org/by|")]
    [InlineData("<copyright-statement>© A</copyright-statement><license><p>See <ext-link xlink:href='http://creativecommons.org/licenses/by/2.0'>here</ext-link>.</p></license>", "© A", "http://creativecommons.org/licenses/by/2.0|See here.")]
    [InlineData("<permissions><license xlink:href=' '/></permissions>", null, null)]
    public void Permissions_are_read_old_and_new(string meta, string? copyright, string? licence)
    {
        var article = JatsSamples.Record(meta);

        Assert.Equal((copyright, licence), (article.Copyright, article.Licence is { } stated ? $"{stated.Address}|{stated.Text}" : null));
    }

    [Theory]
    [InlineData("<funding-group><award-group><funding-source>Trust</funding-source><award-id>W1</award-id><award-id>W2</award-id></award-group><funding-statement>We thank.</funding-statement></funding-group>", "", "Trust|W1,W2|We thank.")]
    [InlineData("<funding-group><award-group><funding-source><institution-wrap><institution-id>http://dx.doi.org/10.13039/1</institution-id><institution>Trust</institution></institution-wrap></funding-source></award-group><award-group><funding-source>B</funding-source></award-group><funding-statement>S</funding-statement></funding-group>", "", "Trust|| B|| ||S")]
    [InlineData("<contract-num rid='c1'>W1</contract-num><contract-sponsor id='c1'>Trust</contract-sponsor>", "", "Trust|W1|")]
    [InlineData("", "<fn-group><fn fn-type='financial-disclosure'><label>*</label><p>We thank.</p></fn></fn-group>", "||We thank.")]
    public void Funding_is_read_old_and_new(string meta, string back, string expected) =>
        Assert.Equal(expected, string.Join(' ', JatsSamples.Record(meta, back: back).Funding.Select(funding => $"{funding.Funder}|{string.Join(',', funding.Awards)}|{funding.Statement}")));

    [Theory]
    [InlineData("<author-notes><fn fn-type='conflict'><p>None.</p></fn></author-notes>", "")]
    [InlineData("<author-notes><fn fn-type='COI-statement'><label>*</label><p>None.</p></fn></author-notes>", "")]
    [InlineData("", "<fn-group content-type='competing-interest'><title>Interests</title><fn id='a'><p>None.</p></fn></fn-group>")]
    [InlineData("", "<sec sec-type='COI-statement'><title>Interests</title><p>None.</p></sec>")]
    [InlineData("", "<notes notes-type='COI-statement'><p>None.</p></notes>")]
    public void The_disclosure_is_read_old_and_new(string meta, string back) => Assert.Equal("None.", JatsSamples.Record(meta, back: back).Disclosure);

    [Fact]
    public void Abstracts_come_with_type_and_language_the_main_one_first()
    {
        var article = JatsSamples.Record(
            "<abstract abstract-type='teaser'><p>Read!</p></abstract><abstract><title>Abstract</title><sec><title>Aim</title><p>One.</p></sec><sec><title>End</title><p>Two.</p></sec></abstract><trans-abstract xml:lang='de'><p>Drei.</p></trans-abstract>",
            attributes: "xml:lang='en'");

        Assert.Equal([new Abstract(null, "en", "Aim\nOne.\nEnd\nTwo."), new Abstract("teaser", "en", "Read!"), new Abstract(null, "de", "Drei.")], article.Abstracts);
    }

    [Fact]
    public void Identifiers_history_and_related_articles_are_read()
    {
        var article = JatsSamples.Record(
            "<article-id pub-id-type='doi'>https://doi.org/10.5555/Maps.1</article-id><article-id pub-id-type='pmid'>1</article-id><article-id>7</article-id>"
            + "<history><date date-type='received'><year>2019</year><month>12</month></date></history><related-article related-article-type='corrected-article' xlink:href='10.5555/maps.0'/>",
            attributes: "article-type='correction'");

        Assert.Equal(("10.5555/Maps.1", "correction"), (article.Doi?.Value, article.Type));
        Assert.Equal([new ArticleIdentifier("pmid", "1"), new ArticleIdentifier("other", "7")], article.Identifiers);
        Assert.Equal("received 2019-12", $"{article.History[0].Type} {article.History[0].Date}");
        Assert.Equal(("corrected-article", "10.5555/maps.0"), (article.Related[0].Type, article.Related[0].Doi?.Value));
    }
}
