using System.Text;
using Recto.Journals.Search;

namespace Recto.Journals.Tests.Search;

public sealed class WordScannerTests
{
    [Theory]
    [InlineData("Litvinov, M.M.", "litvinov m m")]
    [InlineData("bor’be borʹbe bor'be borʼbe borbe", "borbe borbe borbe borbe borbe")]
    [InlineData("Litvinov’s l’armée d'Artagnan qu’il", "litvinov l armee d artagnan qu il")]
    [InlineData("ob″ezd obʺezd", "obezd obezd")]
    [InlineData("Straße, Þing, Łódź, Ærø, œuvre, ﬁle", "strasse thing lodz aero oeuvre file")]
    [InlineData("Ёлка ёлка ѣ Й", "елка елка е и")]
    [InlineData("Franco‐Soviet Franco-Soviet", "franco soviet franco soviet")]
    [InlineData("co\u00ADoperation", "cooperation")] // soft hyphen
    [InlineData("РГАСПИ. Ф. 558. Оп. 11. Д. 431. Л. 94 об.", "ргаспи ф 558 оп 11 д 431 л 94 об")]
    [InlineData("33988/3а/299 and 33988/3a/299", "33988 3a 299 and 33988 3a 299")] // the first a is Cyrillic
    [InlineData("U.S.S.R. and J.V. Stalin", "ussr and j v stalin")]
    [InlineData("A.V.P.R.F., f. 05", "avprf f 05")]
    [InlineData("日本の", "日 本 の")]
    [InlineData("𝔄𝔯chiv ＡＢＣ", "archiv abc")] // mathematical and full-width letters
    [InlineData("e\u0301tude étude", "etude etude")]
    [InlineData("שָׁלוֹם الكِتَاب", "שלום الكتاب")] // points and vowels are left out in print
    [InlineData("हिन्दी", "हिन्दी")] // here they are letters
    [InlineData("🙂 !!! … ’ ʹ -", "")]
    [InlineData("1930s 7N3121", "1930s 7n3121")]
    [InlineData("’tis rock’n’roll’", "tis rocknroll")]
    public void Words_are_folded(string text, string words) => Assert.Equal(words, Read(text));

    [Fact]
    public void Every_word_knows_its_place()
    {
        var text = "Der Brief Литвинова’s";
        var scanner = new WordScanner(text);
        var places = new List<string>();
        while (scanner.Next())
        {
            places.Add(text[scanner.Start..scanner.End]);
        }

        Assert.Equal(["Der", "Brief", "Литвинова"], places);
    }

    [Fact]
    public void Any_text_is_read_to_its_end_in_order()
    {
        var random = new Random(2);
        for (var i = 0; i < 5_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(80)).Select(_ => random.Next(3) == 0 ? "a'’-.ʹ\u0301\uD835"[random.Next(8)] : (char)random.Next(0x10000))]);
            var scanner = new WordScanner(text);
            var at = 0;
            while (scanner.Next())
            {
                Assert.True(scanner.Start >= at && scanner.End > scanner.Start && scanner.End <= text.Length, text);
                Assert.DoesNotContain(' ', scanner.Form.ToString());
                Assert.DoesNotContain('"', scanner.Form.ToString());
                Assert.DoesNotContain('\'', scanner.Form.ToString());
                at = scanner.End;
            }
        }
    }

    private static string Read(string text)
    {
        var words = new StringBuilder();
        var scanner = new WordScanner(text);
        while (scanner.Next())
        {
            words.Append(words.Length > 0 ? " " : "").Append(scanner.Form);
        }

        return words.ToString();
    }
}
