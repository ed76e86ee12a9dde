using Recto.App.Features.Import;
using Recto.Journals.Exchange.Jats;

namespace Recto.App.Tests.Import;

public sealed class ArticleReadingTests
{
    [Fact]
    public void A_text_that_was_made_to_be_slow_is_refused_in_words()
    {
        var page = Samples.Utf8("On the lower margin\n\nAbstract\n\nOf margins.\n\nFunding\n\nThis work was supported by the X (" + string.Concat(Enumerable.Repeat("grant 1 ", 20_000)) + "\n");

        Assert.Equal(ArticleReading.TooSlow, Assert.IsType<JatsRefusal>(ArticleReading.Read(page, "page.txt")).Message);
        Assert.Equal(ArticleReading.TooSlow, NoteReading.Open(page, "page.txt").Refusal);
        Assert.Equal(ArticleReading.TooSlow, NoteDocument.Read(page, "page.txt").Refusal);
    }
}
