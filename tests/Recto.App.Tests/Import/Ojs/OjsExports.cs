using System.Text;

namespace Recto.App.Tests.Import.Ojs;

/// <summary>Exports of OJS in the forms of several versions; all of it is our own writing.</summary>
internal static class OjsExports
{
    public static readonly byte[] Pdf = "%PDF-1.4\n%%EOF\n"u8.ToArray();

    public const string Jats = """
        <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
          <front><article-meta><title-group><article-title>The Attaché’s Ledger</article-title></title-group>
            <contrib-group><contrib contrib-type="author"><name><surname>Maubert</surname><given-names>Odile</given-names></name></contrib></contrib-group>
            <volume>99</volume></article-meta></front>
          <body><sec><title>The ledger</title><p>He kept a ledger.<xref ref-type="fn" rid="f1">1</xref> It was lost.<xref ref-type="fn" rid="f2">2</xref></p>
            <fig id="g1"><caption><p>The cover.</p></caption><graphic xlink:href="cover.png"/></fig></sec></body>
          <back><fn-group><fn id="f1"><label>1</label><p>RGVA, f. 33987, op. 3, d. 1036, l. 12.</p></fn><fn id="f2"><label>2</label><p>Ibid., l. 14.</p></fn></fn-group></back>
        </article>
        """;

    public const string Html = """
        <!DOCTYPE html><html><head><title>galley</title><link rel="stylesheet" href="style.css"></head><body>
        <h1>Дневник и архив</h1><h2>Введение</h2><p>Дневник хранится в архиве.<a href="#n1" id="r1"><sup>1</sup></a></p>
        <p>Ещё один абзац, чтобы было что читать: дневник вёлся с января по май и обрывается на полуслове.</p>
        <h2>Примечания</h2><ol><li id="n1">ГАРФ. Ф. 1235. Оп. 1. Д. 16. Л. 5. <a href="#r1">↑</a></li></ol></body></html>
        """;

    public static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    public static string Base64(byte[] bytes) => Convert.ToBase64String(bytes);

    /// <summary>As OJS 3.1 wrote it: the record in the article itself, files with revisions.</summary>
    public static string Of31() => $"""
        <?xml version="1.0"?>
        <issue xmlns="http://pkp.sfu.ca" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" journal_id="2" published="1" current="0" access_status="1" xsi:schemaLocation="http://pkp.sfu.ca native.xsd">
          <id type="internal" advice="ignore">7</id>
          <description locale="en_US">&lt;p&gt;On &lt;em&gt;ledgers&lt;/em&gt;.&lt;/p&gt;</description>
          <issue_identification><volume>3</volume><number>1</number><year>2018</year><title locale="en_US">Ledgers</title></issue_identification>
          <date_published>2018-05-04</date_published>
          <last_modified>2018-05-05</last_modified>
          <sections>
            <section ref="ART" seq="2" editor_restricted="0" hide_title="0"><id type="internal" advice="ignore">11</id><abbrev locale="en_US">ART</abbrev><title locale="en_US">Articles</title><title locale="ru_RU">Статьи</title></section>
            <section ref="REV" seq="1" editor_restricted="0" hide_title="0"><abbrev locale="en_US">REV</abbrev><title locale="en_US">Reviews</title></section>
          </sections>
          <issue_covers><cover locale="en_US"><cover_image>cover_issue_7.png</cover_image><cover_image_alt_text>A ledger</cover_image_alt_text><embed encoding="base64">{Base64(Samples.Png)}</embed></cover></issue_covers>
          <issue_galleys/>
          <articles>
            <article locale="en_US" date_submitted="2018-01-02" stage="production" date_published="2018-05-04" section_ref="ART" seq="1" access_status="0">
              <id type="internal" advice="ignore">21</id>
              <id type="public" advice="update">ledger</id>
              <id type="doi" advice="update">10.5555/ledger</id>
              <title locale="en_US">Attaché’s Ledger</title>
              <title locale="fr_CA">Le registre de l’attaché</title>
              <prefix locale="en_US">The</prefix>
              <subtitle locale="en_US">A Lost Source</subtitle>
              <abstract locale="en_US">&lt;p&gt;A ledger &lt;b&gt;kept&lt;/b&gt;.&lt;/p&gt;&lt;p&gt;And lost.&lt;/p&gt;</abstract>
              <abstract locale="fr_CA">&lt;p&gt;Un registre.&lt;/p&gt;</abstract>
              <licenseUrl>https://creativecommons.org/licenses/by/4.0</licenseUrl>
              <copyrightHolder locale="en_US">Odile Maubert</copyrightHolder>
              <copyrightYear>2018</copyrightYear>
              <keywords locale="en_US"><keyword>ledgers</keyword><keyword>attachés</keyword></keywords>
              <authors>
                <author primary_contact="true" include_in_browse="true" user_group_ref="Author"><firstname>Odile</firstname><lastname>Maubert</lastname><affiliation locale="en_US">University of the Lower Margin</affiliation><country>FR</country><email>maubert@example.org</email><orcid>https://orcid.org/0000-0002-1825-0097</orcid></author>
                <author include_in_browse="true" user_group_ref="Author"><firstname>Jan</firstname><middlename>P.</middlename><lastname>Second</lastname><email>secret@example.org</email></author>
              </authors>
              <submission_file stage="submission" id="30"><revision number="1" genre="Article Text" filename="manuscript.docx" viewable="false" filesize="3" filetype="application/octet-stream"><name locale="en_US">manuscript.docx</name><embed encoding="base64">AAAA</embed></revision></submission_file>
              <submission_file stage="proof" id="31"><revision number="1" genre="Article Text" filename="old.xml" filesize="3" filetype="text/xml"><name locale="en_US">old.xml</name><embed encoding="base64">AAAA</embed></revision><revision number="2" genre="Article Text" filename="ledger.xml" filesize="3" filetype="text/xml"><name locale="en_US">ledger.xml</name><embed encoding="base64">{Base64(Jats)}</embed></revision></submission_file>
              <submission_file stage="proof" id="32"><revision number="1" genre="Article Text" filename="ledger.pdf" filetype="application/pdf"><name locale="en_US">ledger.pdf</name><embed encoding="base64">{Base64(Pdf)}</embed></revision></submission_file>
              <artwork_file stage="dependent" id="33"><revision number="1" genre="Image" filename="cover.png" filetype="image/png"><name locale="en_US">cover.png</name><submission_file_ref id="31" revision="2"/><embed encoding="base64">{Base64(Samples.Png)}</embed></revision></artwork_file>
              <article_galley approved="false"><id type="internal" advice="ignore">41</id><name locale="en_US">PDF</name><seq>1</seq><submission_file_ref id="32" revision="1"/></article_galley>
              <article_galley approved="false"><id type="internal" advice="ignore">42</id><name locale="en_US">XML</name><seq>2</seq><submission_file_ref id="31" revision="2"/></article_galley>
              <pages>12-34</pages>
            </article>
            <article locale="en_US" stage="production" date_published="2018-05-04" section_ref="REV" seq="1" access_status="0">
              <id type="internal" advice="ignore">22</id>
              <title locale="en_US">A review of x &lt; y</title>
              <authors><author user_group_ref="Author"><firstname>Jan</firstname><lastname>Second</lastname><email>second@example.org</email></author></authors>
              <submission_file stage="proof" id="35"><revision number="1" filename="review.pdf" filetype="application/pdf"><name locale="en_US">review.pdf</name><embed encoding="base64">{Base64(Pdf)}</embed></revision></submission_file>
              <article_galley approved="false"><id type="internal" advice="ignore">43</id><name locale="en_US">PDF</name><seq>0</seq><submission_file_ref id="35" revision="1"/></article_galley>
              <citations>Second, J. (2001). On reviews. Margin Press.
        Maubert, O. Ledgers. Paris, 1999.</citations>
              <pages>35–36</pages>
            </article>
          </articles>
        </issue>
        """;

    /// <summary>As OJS 3.3 writes it: publications, files; two issues, of which one is not published.</summary>
    public static string Of33(string title = "Дневник и архив") => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <issues xmlns="http://pkp.sfu.ca" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://pkp.sfu.ca native.xsd">
          <issue published="1" current="1" access_status="2" url_path="">
            <id type="internal" advice="ignore">8</id>
            <issue_identification><number>2</number><year>2021</year></issue_identification>
            <date_published>2021-06-30</date_published>
            <open_access_date>2022-06-30</open_access_date>
            <sections><section ref="СТ" seq="0"><id type="internal" advice="ignore">12</id><abbrev locale="ru_RU">СТ</abbrev><title locale="ru_RU">Статьи</title><title locale="en_US">Articles</title></section></sections>
            <articles>
              <article locale="ru_RU" date_submitted="2021-01-02" status="3" submission_progress="0" current_publication_id="52" stage="production">
                <id type="internal" advice="ignore">23</id>
                <submission_file id="60" file_id="70" stage="proof" viewable="false" genre="Текст"><name locale="ru_RU">diary.html</name><file id="70" filesize="1" extension="html"><embed encoding="base64">{Base64(Html)}</embed></file></submission_file>
                <submission_file id="61" file_id="71" stage="proof" genre="Text"><name locale="en_US">diary-en.pdf</name><file id="71" filesize="1" extension="pdf"><embed encoding="base64">{Base64(Pdf)}</embed></file></submission_file>
                <submission_file id="62" file_id="72" stage="proof" genre="Text"><name locale="ru_RU">diary.epub</name><file id="72" filesize="1" extension="epub"><embed encoding="base64">UEsDBAo=</embed></file></submission_file>
                <publication locale="ru_RU" version="1" status="3" primary_contact_id="80" url_path="" seq="1" date_published="2021-06-30" section_ref="СТ" access_status="0">
                  <id type="internal" advice="ignore">51</id><title locale="ru_RU">Первая версия</title>
                </publication>
                <publication locale="ru_RU" version="2" status="3" primary_contact_id="80" url_path="diary" seq="1" date_published="2021-06-30" section_ref="СТ" access_status="0">
                  <id type="internal" advice="ignore">52</id>
                  <title locale="ru_RU">{title}</title><title locale="en_US">Diary and Archive</title>
                  <abstract locale="ru_RU">&lt;p&gt;О дневнике.&lt;script&gt;alert(1)&lt;/script&gt;&lt;/p&gt;</abstract><abstract locale="en_US">&lt;p&gt;On a diary.&lt;/p&gt;</abstract>
                  <keywords locale="ru_RU"><keyword>дневник</keyword></keywords><keywords locale="en_US"><keyword>diary</keyword></keywords>
                  <authors><author include_in_browse="true" user_group_ref="Автор" seq="0" id="80"><givenname locale="ru_RU">Анна</givenname><givenname locale="en_US">Anna</givenname><familyname locale="ru_RU">Вершинина</familyname><familyname locale="en_US">Vershinina</familyname><affiliation locale="ru_RU">Университет Нижнего поля</affiliation><email>anna@example.org</email></author></authors>
                  <article_galley locale="en_US" url_path="" approved="false"><id type="internal" advice="ignore">90</id><name locale="en_US">PDF</name><seq>0</seq><submission_file_ref id="61"/></article_galley>
                  <article_galley locale="ru_RU" url_path="" approved="false"><id type="internal" advice="ignore">91</id><name locale="ru_RU">HTML</name><seq>1</seq><submission_file_ref id="60"/></article_galley>
                  <article_galley locale="ru_RU" url_path="" approved="false"><id type="internal" advice="ignore">92</id><name locale="ru_RU">EPUB</name><seq>2</seq><submission_file_ref id="62"/></article_galley>
                  <pages>5-20</pages>
                </publication>
              </article>
            </articles>
          </issue>
          <issue published="0" current="0" access_status="1">
            <id type="internal" advice="ignore">9</id>
            <issue_identification><number>1</number><year>2022</year></issue_identification>
            <sections><section ref="СТ" seq="0"><title locale="ru_RU">Статьи</title></section></sections>
            <articles>
              <article locale="ru_RU" status="5" current_publication_id="53" stage="production">
                <id type="internal" advice="ignore">24</id>
                <publication locale="ru_RU" version="1" status="5" seq="0" date_published="2031-01-01" section_ref="СТ" access_status="0"><id type="internal">53</id><title locale="ru_RU">В следующем номере</title><authors><author user_group_ref="Author" seq="0" id="81"><givenname locale="ru_RU">Иван</givenname><familyname locale="ru_RU">Перов</familyname></author></authors></publication>
              </article>
              <article locale="ru_RU" status="4" current_publication_id="54" stage="submission">
                <id type="internal" advice="ignore">25</id>
                <publication locale="ru_RU" version="1" status="4" section_ref="СТ"><id type="internal">54</id><title locale="ru_RU">Отклонено</title></publication>
              </article>
            </articles>
          </issue>
        </issues>
        """;

    /// <summary>As OJS 3.4 and 3.5 write it: short locales, keywords and affiliations with names; articles without their issue.</summary>
    public static string Of35(string file = "<embed encoding=\"base64\">JVBERi0xLjQKJSVFT0YK</embed>", string id = "26", string title = "Notes &lt;i&gt;in situ&lt;/i&gt;") => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <articles xmlns="http://pkp.sfu.ca" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="http://pkp.sfu.ca native.xsd">
          <article locale="en" date_submitted="2025-01-02" status="3" submission_progress="" current_publication_id="55" stage="production">
            <id type="internal" advice="ignore">{id}</id>
            <submission_file id="63" file_id="73" stage="proof" genre="Article Text"><name locale="en">notes.pdf</name><file id="73" filesize="1" extension="pdf">{file}</file></submission_file>
            <publication locale="en" id="55" status="3" version_stage="VoR" version_major="1" version_minor="0" primary_contact_id="82" url_path="" seq="4" date_published="2025-03-04" section_ref="ART" access_status="0">
              <id type="internal" advice="ignore">55</id><id type="doi" advice="update">10.5555/insitu.{id}</id>
              <title locale="en">{title}</title>
              <keywords locale="en"><keyword><name>notes</name><identifier>http://example.org/notes</identifier></keyword></keywords>
              <authors>
                <author seq="0" id="82" contributor_type="PERSON"><givenname locale="en">Mary</givenname><familyname locale="en">Lund</familyname><rorAffiliation><ror>https://ror.org/05dxps055</ror><name locale="en">Institute of Notes</name></rorAffiliation><email>lund@example.org</email></author>
                <author seq="1" id="83" contributor_type="ORGANIZATION"><givenname locale="en">Working Group on Notes</givenname></author>
              </authors>
              <article_galley locale="en" approved="true"><id type="internal">93</id><name locale="en">PDF</name><seq>0</seq><submission_file_ref id="63"/></article_galley>
              <citations><citation>Lund, M. Notes. 2020. https://doi.org/10.5555/a&amp;b</citation><citation>Maubert, O. Ledgers. Paris, 1999.</citation></citations>
              <issue_identification><volume>10</volume><number>1</number><year>2025</year></issue_identification>
              <pages>e14</pages>
            </publication>
          </article>
        </articles>
        """;
}
