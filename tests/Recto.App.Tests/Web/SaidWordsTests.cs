using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.Extensions.DependencyInjection;
using Recto.App.Shell.Language;
using Recto.Journals.Exchange.Html;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Web;

/// <summary>Recto's own words in the HTML that is made once: each reader's language, and no English left behind.</summary>
public sealed partial class SaidWordsTests
{
    private const string B = "\uE000";
    private const string V = "\uE002";
    private const string E = "\uE001";

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData($"<a>{B}cite{E}</a>", "<a>χιτε</a>")]
    [InlineData($"<p lang=\"{B}{E}\">", "<p lang=\"fr\">")]
    [InlineData($"{B}Note {{0}}{V}*{E}", "Νοτε *")]
    [InlineData($"{B}{{0}}, from {{1}}.{V}A &amp; B{V}<a href=\"#n1\">{B}note {{0}}{V}1{E}</a>{E} end", "A &amp; B, φρομ <a href=\"#n1\">νοτε 1</a>. end")]
    [InlineData($"{B}{{0}} more word|{{0}} more words{V}1{E}", "1 μορε ωορδ")]
    [InlineData($"{B}{{0}} more word|{{0}} more words{V}0{E}", "0 μορε ωορδ")] // In French none is like one.
    [InlineData($"{B}{{0}} more word|{{0}} more words{V}40{E}", "40 μορε ωορδς")]
    [InlineData($"{B}cite", $"{B}cite")]
    [InlineData($"{B}no words of ours{E}", $"{B}no words of ours{E}")]
    [InlineData($"a{E}b{V}c{B}", $"a{E}b{V}c{B}")]
    [InlineData($"{B}Note {{0}}{V}{V}{V}{V}{V}{V}{E}!", $"{B}Note {{0}}{V}{V}{V}{V}{V}{V}{E}!")]
    [InlineData("\uE123 privately used", "\uE123 privately used")]
    [InlineData($"{B}{B}{B}{B}{B}{B}cite{E}", $"{B}{B}{B}{B}{B}χιτε")]
    public void Marks_are_said_and_what_is_none_stays(string html, string said)
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
        var output = new ArrayBufferWriter<byte>();

        new SaidWords(new Say(GreekForFrench.Find)).Write(output, Encoding.UTF8.GetBytes(html));

        Assert.Equal(said, Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public void Words_of_a_translation_are_encoded()
    {
        CultureInfo.CurrentUICulture = CultureInfo.GetCultureInfo("fr");
        var output = new ArrayBufferWriter<byte>();

        new SaidWords(new Say((_, _) => "\"><script>&")).Write(output, Encoding.UTF8.GetBytes($"<a title=\"{B}cite{E}\">"));

        Assert.Equal("<a title=\"&quot;&gt;&lt;script&gt;&amp;\">", Encoding.UTF8.GetString(output.WrittenSpan));
    }

    [Fact]
    public async Task A_French_page_says_nothing_of_ours_in_English()
    {
        await using var site = await WebSite.StartAsync(builder => builder.Services.AddSingleton(new Say(GreekForFrench.Find)));
        foreach (var path in new[] { ReadOnlySite.Marchmont, ReadOnlySite.Marchmont + "?notes=end", ReadOnlySite.VanAalst, ReadOnlySite.Marchmont + "/notes/1" })
        {
            using var french = await site.GetAsync(path, ("Accept-Language", "fr"));
            using var english = await site.GetAsync(path, ("Accept-Language", "en"));
            var (inFrench, inEnglish) = (await french.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), await english.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));

            Assert.DoesNotContain(inFrench + inEnglish, character => character is WordMarks.Begin or WordMarks.End or WordMarks.Value);
            Assert.DoesNotContain("as Recto reads it", inFrench, StringComparison.Ordinal);
            Assert.DoesNotContain(">cite</a>", inFrench, StringComparison.Ordinal);
            if (path.StartsWith(ReadOnlySite.Marchmont, StringComparison.Ordinal) && !path.Contains("/notes/", StringComparison.Ordinal))
            {
                Assert.Contains(">as Recto reads it</summary>", inEnglish, StringComparison.Ordinal);
                Assert.Contains(">ας Ρεχτο ρεαδς ιτ</summary>", inFrench, StringComparison.Ordinal);
                Assert.Contains("<details class=\"reading\" lang=\"fr\"", inFrench, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public async Task Every_word_of_ours_in_the_demo_journal_stands_in_a_mark()
    {
        await using var site = await WebSite.StartAsync();
        var store = site.Services.GetRequiredService<ArticleStore>();
        var ours = Words.All.SelectMany(words => words.Split('|')).Select(words => Place().Replace(words, "").Trim()).Where(words => words.Contains(' ', StringComparison.Ordinal)).ToHashSet(StringComparer.Ordinal);
        var bare = new List<string>();
        var seen = 0;
        var list = await site.TextAsync("/articles");
        foreach (var slug in Slug().Matches(list).Select(match => match.Groups[1].Value).Distinct())
        {
            var row = (await store.FindPageAsync(slug, Visibility.Published, TestContext.Current.CancellationToken))!;
            foreach (var html in new[] { row.TitleHtml, row.AbstractHtml, row.BodyHtml, row.NotesHtml, row.SourcesHtml, row.ReferencesHtml, row.AboutHtml }.Select(Encoding.UTF8.GetString))
            {
                var rest = html;
                while (Mark().IsMatch(rest))
                {
                    seen++;
                    rest = Mark().Replace(rest, "");
                }

                bare.AddRange(Text().Matches(rest).Select(match => Digits().Replace(match.Groups[1].Value, "").Trim()).Where(ours.Contains));
                bare.AddRange(InOurVoice().Matches(rest).Select(match => match.Groups[1].Value).Where(text => text.Any(char.IsLetter)));
            }
        }

        Assert.Equal([], bare.Distinct());
        Assert.True(seen > 20, "The demo journal has hardly any words of ours.");
    }

    [GeneratedRegex(@"\{[0-9]\}")]
    private static partial Regex Place();

    [GeneratedRegex("href=\"/articles/([a-z0-9-]+)\"")]
    private static partial Regex Slug();

    [GeneratedRegex("\uE000[^\uE000\uE001]*\uE001")]
    private static partial Regex Mark();

    [GeneratedRegex(">([^<]+)<")]
    private static partial Regex Text();

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Digits();

    // What stands in an element that is Recto's alone.
    [GeneratedRegex("(?:<summary>|class=\"(?:cite says|says again|says label)\"[^>]*>)([^<]*)<")]
    private static partial Regex InOurVoice();

    /// <summary>English written in Greek letters: nobody's language, but no English either.</summary>
    private static class GreekForFrench
    {
        private const string Greek = "αβχδεφγηιϳκλμνοπθρστυϝωξψζ";

        public static string? Find(string name, string language) => language != "fr" ? null
            : string.Concat(name.Select((letter, at) => letter switch
            {
                's' when at + 1 == name.Length || !char.IsAsciiLetter(name[at + 1]) => 'ς',
                >= 'a' and <= 'z' => Greek[letter - 'a'],
                >= 'A' and <= 'Z' => char.ToUpperInvariant(Greek[letter - 'A']),
                _ => letter,
            }));
    }

}
