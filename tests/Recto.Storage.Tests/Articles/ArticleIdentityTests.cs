using Recto.Journals.Articles;
using Recto.Storage.Articles;

namespace Recto.Storage.Tests.Articles;

public sealed class ArticleIdentityTests
{
    private static readonly Article Told = Samples.Article(Guid.Empty, "Лист и оборот: «нумерация»").Article with { Journal = new JournalStatement { Title = "The Lower Margin" }, Volume = "3" };

    [Fact]
    public void Case_punctuation_and_the_encoding_of_accents_do_not_count()
    {
        var same = Told with { Title = "ЛИСТ И ОБОРОТ - \"нумерация\"", Journal = new JournalStatement { Title = "The lower  margin" } };

        Assert.Equal(ArticleIdentity.Of(Told, "a.xml"), ArticleIdentity.Of(same, "b.xml"));
        Assert.Equal(ArticleIdentity.Of(Told with { Title = "Réau" }, null), ArticleIdentity.Of(Told with { Title = "Re\u0301au" }, null));
    }

    [Fact]
    public void Every_field_that_tells_articles_apart_counts()
    {
        Article[] others =
        [
            Told with { Title = "Another" },
            Told with { Subtitle = "Another" },
            Told with { Volume = "4" },
            Told with { Issue = "4" },
            Told with { FirstPage = "4" },
            Told with { ElocationId = "e4" },
            Told with { Journal = new JournalStatement { Title = "Another" } },
            Told with { Contributors = [Told.Contributors[1]] },
            Told with { PublishedOnline = new(1999) },
            Told with { Volume = null, Issue = "3" }, // The same words in other fields are something else.
        ];

        Assert.Equal(others.Length + 1, others.Append(Told).Select(article => ArticleIdentity.Of(article, null)).Distinct().Count());
    }

    [Fact]
    public void Articles_that_say_next_to_nothing_are_told_apart_by_the_name_of_their_file()
    {
        var silent = new Article { Title = "Editorial" };

        Assert.NotEqual(ArticleIdentity.Of(silent, "one.xml"), ArticleIdentity.Of(silent, "two.xml"));
        Assert.Equal(ArticleIdentity.Of(silent, "here/one.xml"), ArticleIdentity.Of(silent, "there/one.xml"));
    }

    [Fact]
    public void A_stamp_changes_with_the_bytes_the_engine_and_each_option()
    {
        string[] stamps =
        [
            SourceStamp.Of("a"u8, "1"),
            SourceStamp.Of("b"u8, "1"),
            SourceStamp.Of("a"u8, "2"),
            SourceStamp.Of("a"u8, "1", "x"),
            SourceStamp.Of("a"u8, "1", "x", null),
            SourceStamp.Of("a"u8, "1", null, "x"),
            SourceStamp.Of("a"u8, "1", ""),
        ];

        Assert.Equal(stamps.Length, stamps.Distinct().Count());
        Assert.Equal(stamps[3], SourceStamp.Of("a"u8, "1", "x"));
    }
}
