using Recto.Journals.Search;
using Recto.Notes.Archives;

namespace Recto.Journals.Tests.Search;

public sealed class ExcerptTests
{
    [Theory]
    [InlineData("Litvinov", "письмо Литвинова подшито", "письмо [Литвинова] подшито")]
    [InlineData("\"bor'be za mir\"", "V bor’be za mir, bor’be", "V [bor’be za mir], bor’be")] // the lonely word is not marked
    [InlineData("lit*", "Litvinov, literature, split", "[Litvinov], [literature], split")]
    [InlineData("558/11/431", "RGASPI 558/11/431/94", "RGASPI [558/11/431]/94")]
    [InlineData("l'armée", "l’armée française", "[l]’[armée] française")]
    [InlineData("cooperation", "their co-operation ended", "their [co-operation] ended")]
    [InlineData("mir -za", "za mir", "za [mir]")] // what is excluded is never marked
    [InlineData("title:mir", "za mir", null)] // asked of another place
    [InlineData("war", "mir", null)]
    [InlineData("a", "", null)]
    public void What_was_found_is_marked(string typed, string text, string? marked) => Assert.Equal(marked, Shown(Excerpt.Of(text, Matcher(typed), 200)));

    [Fact]
    public void A_long_text_is_cut_at_words_around_the_place()
    {
        var text = string.Concat(Enumerable.Range(0, 100).Select(i => $"before{i} ")) + "Litvinov" + string.Concat(Enumerable.Range(0, 100).Select(i => $" after{i}"));

        var excerpt = Excerpt.Of(text, Matcher("Литвинов"), 200)!;

        Assert.True(excerpt is { IsCutBefore: true, IsCutAfter: true, Clauses: 1 });
        var shown = string.Concat(excerpt.Pieces.Select(piece => piece.Text));
        Assert.InRange(shown.Length, 100, 220);
        Assert.Contains(shown, text, StringComparison.Ordinal);
        Assert.All(shown.Split(' ', StringSplitOptions.RemoveEmptyEntries), word => Assert.Matches("^(before|after|Litvinov)", word));
    }

    [Fact]
    public void Any_text_keeps_its_characters()
    {
        var random = new Random(5);
        var matcher = Matcher("Litvinov mir* \"za mir\"");
        for (var i = 0; i < 3_000; i++)
        {
            var text = new string([.. Enumerable.Range(0, random.Next(400)).Select(_ => random.Next(4) == 0 ? (char)random.Next(0x10000) : "mir za Litvinov’-"[random.Next(17)])]);

            var excerpt = Excerpt.Of(text, matcher, 120);

            Assert.True(excerpt is null || text.Contains(string.Concat(excerpt.Pieces.Select(piece => piece.Text)), StringComparison.Ordinal));
            Assert.Equal(excerpt is not null, matcher.Find(text).Marks.Count > 0);
            Assert.True(excerpt is null || matcher.MayFind(text));
        }
    }

    // Every word of the text is on hand as a spelling, as in an index.
    private static TextMatcher Matcher(string typed)
    {
        string[] index = ["Литвинова", "Litvinov", "co-operation"];
        var words = new WordCollector();
        _ = AnalysedText.Of(index, words);
        var plan = SearchPlan.Of(QueryReader.Read(typed, RepositoryDirectory.Shipped),
            word => [.. words.Keys.Where(pair => SpellingKeys.Of(word.Printed).Contains(pair.Key)).Select(pair => pair.Form).Distinct()], asWritten: false);
        return new TextMatcher(plan, SearchFields.Notes);
    }

    private static string? Shown(Excerpt? excerpt) => excerpt is null ? null : string.Concat(excerpt.Pieces.Select(piece => piece.IsMarked ? $"[{piece.Text}]" : piece.Text));
}
