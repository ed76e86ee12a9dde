using System.Text;
using System.Xml.Linq;
using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>What somebody writes who wants the site to run a script of theirs: it would set <c>window.hit</c>.</summary>
internal static class Hostile
{
    public const string Script = "<script>window.hit=1</script>";
    public const string Picture = "\"><img src=x onerror=window.hit=1>";
    public const string Link = "javascript:window.hit=1";

    /// <summary>All that fits into one line.</summary>
    public const string Line = Script + Picture;

    /// <summary>Articles of every kind of file, with a picture that holds scripts; their names are hostile as far as a file's may be.</summary>
    public static IReadOnlyList<FilePayload> Files { get; } =
    [
        Of("open\"><img src=x onerror=window.hit=1>.xml", Jats("Open")), Of("closed.xml", Jats("Closed")), Of("<svg onload=window.hit=1>.md", Markdown), Of("saved.html", Page), Of("evil.svg", Svg),
        Of("'\"><img src=x onerror=window.hit=1>.exe", "MZ"), Of("<script>broken.xml", "<article>\n<" + Script),
    ];

    /// <summary>A page of a journal's own.</summary>
    public const string OwnPage = $"""
        # Board {Script}

        {Script} [a link]({Link}) <img src=x onerror="window.hit=1"> ![{Picture}](x "{Script}")

        <iframe src="{Link}"></iframe><svg onload="window.hit=1"><script>window.hit=1</script></svg><a href="{Link}" onclick="window.hit=1">b</a>

        <details open ontoggle="window.hit=1"><summary>c</summary></details> <{Link}>

        | {Script} | b |
        |---|---|
        | {Picture} | [x]({Link}) |
        """;

    private const string Svg = """
        <?xml version="1.0"?><!DOCTYPE svg [<!ENTITY e "<script>window.hit=1</script>">]>
        <svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="90" height="60" onload="window.hit=1">
        <script>window.hit=1</script><rect width="90" height="60" fill="#456" onclick="window.hit=1"/><foreignObject width="9" height="9"><body xmlns="http://www.w3.org/1999/xhtml" onload="window.hit=1"><img src="x" onerror="window.hit=1"/></body></foreignObject>
        <a xlink:href="javascript:window.hit=1"><text y="20">x</text></a><image href="https://example.org/spy.png" width="9" height="9"/><style>@import url(https://example.org/spy.css);rect{fill:url(https://example.org/spy.svg#a)}</style>
        <animate attributeName="href" values="javascript:window.hit=1" onbegin="window.hit=1"/><set attributeName="onmouseover" to="window.hit=1"/></svg>
        """;

    private const string Markdown = $"""
        ---
        title: 'Markdown {Script}'
        author: 'O''Brien {Line}'
        ---

        {Script} Text[^1] with [a link]({Link}), <img src=x onerror="window.hit=1"> and ![{Picture}](evil.svg).

        [^1]: {Script} See note 1 above, [x]({Link}) {Picture}.
        """;

    private const string Page = $"""
        <!doctype html><html lang="en"><head><title>Saved &lt;script&gt;window.hit=1&lt;/script&gt;</title><meta name="citation_author" content="O’Brien, &lt;script&gt;window.hit=1&lt;/script&gt;">{Script}<base href="https://example.org/"></head>
        <body onload="window.hit=1"><article><h1>Saved &lt;script&gt;window.hit=1&lt;/script&gt;</h1><p onclick="window.hit=1">Text<sup><a href="#fn1" id="r1">1</a></sup> <a href="{Link}">x</a> <img src="x" onerror="window.hit=1" alt="a"> <iframe src="{Link}"></iframe><svg onload="window.hit=1"></svg></p>
        <ol class="footnotes"><li id="fn1"><p>RGASPI 558/11/431/125. <a href="{Link}">y</a> <a href="#r1">↩</a></p></li></ol></article></body></html>
        """;

    private static FilePayload Of(string name, string text) => new() { Name = name, MimeType = "application/octet-stream", Buffer = Encoding.UTF8.GetBytes(text) };

    private static string Jats(string name)
    {
        var line = new XText(Line).ToString();
        return $"""
            <article xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:mml="http://www.w3.org/1998/Math/MathML" article-type="research-article" xml:lang="en">
              <front><journal-meta><journal-title-group><journal-title>{line}</journal-title></journal-title-group></journal-meta>
              <article-meta><article-id pub-id-type="doi">10.5555/hostile-{name.ToLowerInvariant()}</article-id><article-categories><subj-group subj-group-type="heading"><subject>Essays {line}</subject></subj-group></article-categories>
              <title-group><article-title>{name} {line}</article-title><subtitle>{line}</subtitle><trans-title-group xml:lang="fr"><trans-title>{line}</trans-title></trans-title-group></title-group>
              <contrib-group><contrib contrib-type="author"><name><surname>Brouwer {line}</surname><given-names>{line}</given-names></name><xref ref-type="aff" rid="a1"/><bio><p>{line}</p></bio></contrib></contrib-group><aff id="a1">{line}</aff>
              <pub-date date-type="pub" publication-format="electronic"><day>1</day><month>2</month><year>2024</year></pub-date><volume>1</volume><issue>2</issue><fpage>{line}</fpage>
              <permissions><copyright-statement>{line}</copyright-statement><license xlink:href="{Link}"><license-p>{line} <ext-link xlink:href="{Link}">terms</ext-link></license-p></license></permissions>
              <self-uri xlink:href="{Link}"/><abstract><p>{line} <ext-link xlink:href="{Link}">x</ext-link></p></abstract><kwd-group><kwd>{line}</kwd></kwd-group>
              <funding-group><award-group><funding-source>{line}</funding-source><award-id>{line}</award-id></award-group></funding-group></article-meta></front>
              <body><sec id="s1"><title>{line}</title><p>{line}<xref ref-type="fn" rid="n1">1</xref> <ext-link ext-link-type="uri" xlink:href="{Link}">x</ext-link> <uri>{Link}</uri> <inline-formula><mml:math><mml:mtext>{line}</mml:mtext><mml:mi href="{Link}" onclick="window.hit=1">x</mml:mi></mml:math></inline-formula> RGASPI.<xref ref-type="fn" rid="n2">2</xref></p>
              <fig id="f1"><label>{line}</label><caption><title>{line}</title><p>{line}</p></caption><alt-text>{line}</alt-text><graphic xlink:href="evil.svg"/></fig>
              <table-wrap id="t1"><label>Table 1</label><caption><p>{line}</p></caption><table onclick="window.hit=1"><thead><tr><th>{line}</th><th>b</th></tr></thead><tbody><tr><td onclick="window.hit=1">{line}</td><td><ext-link xlink:href="{Link}">x</ext-link></td></tr></tbody></table></table-wrap>
              <disp-formula><tex-math>{line}</tex-math></disp-formula><supplementary-material xlink:href="{Link}"><label>{line}</label></supplementary-material></sec></body>
              <back><fn-group><fn id="n1"><label>1</label><p>{line} See note 1 above. <ext-link xlink:href="{Link}">x</ext-link></p></fn><fn id="n2"><label>2</label><p>RGASPI 558/11/431/125; {line}, <italic>A Book</italic> (Paris: Seuil 1983).</p></fn></fn-group></back>
            </article>
            """;
    }
}
