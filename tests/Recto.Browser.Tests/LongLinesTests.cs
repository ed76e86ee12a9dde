using System.Diagnostics;
using Microsoft.Playwright;

namespace Recto.Browser.Tests;

/// <summary>An article in which nothing breaks by itself: formulas, words, addresses, code, tables, each in every place that holds text.</summary>
public sealed class LongLinesTests(Site site) : IAsyncLifetime
{
    private static readonly string Word = string.Concat(Enumerable.Repeat("Donaudampfschiffahrtsgesellschaftskapitän", 4));
    private static readonly string Link = "https://example.org/" + string.Concat(Enumerable.Repeat("a-very_long.path?and=query&amp;", 9));
    private static readonly string Formula = $"<inline-formula><mml:math display='inline'><mml:mrow>{string.Concat(Enumerable.Range(1, 60).Select(i => $"<mml:msub><mml:mi>x</mml:mi><mml:mn>{i}</mml:mn></mml:msub><mml:mo>+</mml:mo>"))}<mml:mi>y</mml:mi></mml:mrow></mml:math></inline-formula>";
    private static readonly string Tex = "<inline-formula><tex-math>" + string.Concat(Enumerable.Repeat(@"\frac{a}{b}+", 30)) + "</tex-math></inline-formula>";
    private static readonly string Long = $"{Formula} {Word} <ext-link xlink:href='{Link}'>{Link}</ext-link> <monospace>{Word}</monospace> {Tex} <inline-graphic xlink:href='{Word}.png'/>";

    private string _data = "";
    private Served? _served;

    private static string Article => $"""
        <article xml:lang='de' xmlns:xlink='http://www.w3.org/1999/xlink' xmlns:mml='http://www.w3.org/1998/Math/MathML'>
        <front><journal-meta><journal-title-group><journal-title>{Word}</journal-title></journal-title-group></journal-meta><article-meta>
        <title-group><article-title>{Word} {Formula}</article-title><subtitle>{Word}</subtitle></title-group>
        <contrib-group><contrib contrib-type='author'><name><surname>{Word}</surname><given-names>A.</given-names></name><aff>{Word} {Link}</aff></contrib></contrib-group>
        <abstract><p>{Long}</p></abstract><kwd-group><kwd>{Word}</kwd></kwd-group></article-meta></front>
        <body><sec id='s1'><title>{Word}</title><p>{Long}</p><p>Text<xref ref-type='fn' rid='f1'>1</xref>, {Long}</p>
        <list list-type='order'><list-item><p>{Long}</p><list list-type='bullet'><list-item><p>{Long}</p></list-item></list></list-item></list>
        <disp-quote><p>{Long}</p></disp-quote><boxed-text><caption><title>{Word}</title></caption><p>{Long}</p></boxed-text>
        <def-list><def-item><term>{Word}</term><def><p>{Long}</p></def></def-item></def-list><verse-group><verse-line>{Long}</verse-line></verse-group>
        <disp-formula id='e1'><label>(1)</label>{Formula.Replace("inline-formula>", "styled-content>", StringComparison.Ordinal)}</disp-formula>
        <fig><label>{Word}</label><caption><p>{Long}</p></caption><graphic xlink:href='{Word}.png'/></fig>
        <table-wrap><label>1</label><caption><p>{Long}</p></caption><table><tr><td>{Word}</td><td>{Formula}</td><td><monospace>{Word}</monospace></td></tr></table><table-wrap-foot><p>{Long}</p></table-wrap-foot></table-wrap>
        <code>{Word}{Word}</code><supplementary-material xlink:href='{Word}.pdf'><caption><p>{Long}</p></caption></supplementary-material></sec></body>
        <back><ack><p>{Long}</p></ack><fn-group><fn id='f1'><label>1</label><p>{Long}</p></fn></fn-group><ref-list><ref><mixed-citation>{Word} {Link}</mixed-citation></ref></ref-list></back></article>
        """;

    public async ValueTask InitializeAsync()
    {
        if (Site.Chromium is null)
        {
            return;
        }

        _data = Directory.CreateTempSubdirectory("recto-long-").FullName;
        await File.WriteAllTextAsync(Path.Combine(_data, "long.xml"), Article);
        using var import = Process.Start(new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "recto.dll"), "import", Path.Combine(_data, "long.xml"), "--data", _data]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        await Task.WhenAll(import.StandardOutput.ReadToEndAsync(), import.StandardError.ReadToEndAsync());
        await import.WaitForExitAsync();
        _served = await Served.StartWithAsync([("RECTO_FILES", "off")], _data); // Files of all these articles are made elsewhere.
    }

    public async ValueTask DisposeAsync()
    {
        if (_served is not null)
        {
            await _served.DisposeAsync();
            Directory.Delete(_data, recursive: true);
        }
    }

    [Theory]
    [InlineData(320)]
    [InlineData(390)]
    [InlineData(960)]
    [InlineData(1440)]
    public async Task Nothing_makes_the_page_wider_than_its_window_and_nothing_of_the_text_reaches_into_the_margin(int width)
    {
        var page = await OpenAsync(width);

        var wrong = await page.EvaluateAsync<string[]>("""
            () => {
              const root = document.documentElement
              const found = root.scrollWidth > root.clientWidth ? [root.scrollWidth + ' wide'] : []
              const column = document.querySelector('#text p').getBoundingClientRect()
              for (const element of document.querySelectorAll('#text :is(p, li, dt, dd, blockquote, figcaption, caption, h2, .scrolls, .box, .tablebox, .shown, pre)')) {
                if (element.closest('.notes') || element.parentElement.closest('.tablebox, pre, .shown, .scrolls')) continue
                if (element.getBoundingClientRect().right > column.right + 1) found.push(element.outerHTML.slice(0, 80))
                if (!element.matches('.scrolls, .tablebox, .shown, pre') && element.scrollWidth > element.clientWidth + 1) found.push('holds more than it is wide: ' + element.outerHTML.slice(0, 80))
              }
              return found
            }
            """);

        Findings.MustBeNone(wrong);
        await page.Context.CloseAsync();
    }

    [Theory]
    [InlineData(".scrolls")]
    [InlineData(".formula > .shown")]
    [InlineData(".tablebox")]
    [InlineData("pre")]
    public async Task What_is_longer_than_its_line_is_moved_by_keyboard(string selector)
    {
        var page = await OpenAsync(390);
        var box = page.Locator("#text " + selector).First;
        await Assertions.Expect(box).ToHaveAttributeAsync("tabindex", "0");

        await box.FocusAsync();
        await page.Keyboard.PressAsync("ArrowRight");

        await page.WaitForFunctionAsync("selector => document.querySelector('#text ' + selector).scrollLeft > 0", selector);
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(int width)
    {
        Site.Ready();
        var list = await site.OpenAsync(_served!.Address + "/articles", width);
        var path = await list.Locator("main a[href^='/articles/']").First.GetAttributeAsync("href");
        await list.GotoAsync(_served.Address + path);
        return list;
    }
}
