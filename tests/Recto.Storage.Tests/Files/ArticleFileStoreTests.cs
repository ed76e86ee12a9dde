using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Files;

public abstract class ArticleFileStoreTests(Engine engine) : StoreTests(engine)
{
    private ArticleFileStore Files => new(Database);

    [Fact]
    public async Task Files_of_an_article_are_found_by_their_names()
    {
        var saved = await SaveAsync(Samples.Article(await JournalAsync()));
        ArticleFile[] files = [Of("source.xml", 1) with { Role = FileRole.Source }, Of("Карта 1.png", 2)];
        await ReplaceAsync(saved.Id, files);

        Assert.Equal(files[1], await Files.FindAsync(saved.Slug, "Карта 1.png", Visibility.Published, Ct));
        Assert.Equal(files, await Files.ListAsync(saved.Id, Ct));
        Assert.Null(await Files.FindAsync(saved.Slug, "SOURCE.XML", Visibility.Published, Ct));
        Assert.Equal(files.Select(file => file.Hash).ToHashSet(), await Files.ListHashesAsync(Ct));
    }

    [Fact]
    public async Task Writing_the_list_again_replaces_it()
    {
        var saved = await SaveAsync(Samples.Article(await JournalAsync()));
        await ReplaceAsync(saved.Id, [Of("a", 1), Of("b", 2)]);

        await ReplaceAsync(saved.Id, [Of("b", 3)]);

        Assert.Equal([Of("b", 3)], await Files.ListAsync(saved.Id, Ct));
    }

    [Fact]
    public async Task Files_of_a_draft_are_not_given_away()
    {
        var saved = await SaveAsync(Samples.Article(await JournalAsync(), draft: true));
        await ReplaceAsync(saved.Id, [Of("a", 1)]);

        Assert.Null(await Files.FindAsync(saved.Slug, "a", Visibility.Published, Ct));
        Assert.NotNull(await Files.FindAsync(saved.Slug, "a", Visibility.WithDrafts, Ct));
    }

    [Theory]
    [InlineData("..")]
    [InlineData(".")]
    [InlineData("")]
    [InlineData("../a")]
    [InlineData("a\\b")]
    [InlineData("a\r\nb")]
    [InlineData("a\0")]
    public async Task A_name_that_is_no_segment_of_an_address_is_refused(string name)
    {
        var saved = await SaveAsync(Samples.Article(await JournalAsync()));

        await Assert.ThrowsAnyAsync<ArgumentException>(() => ReplaceAsync(saved.Id, [Of(name, 1)]));
    }

    [Fact]
    public async Task A_name_that_stands_twice_is_refused_and_nothing_is_lost()
    {
        var saved = await SaveAsync(Samples.Article(await JournalAsync()));
        await ReplaceAsync(saved.Id, [Of("a", 1)]);

        await Assert.ThrowsAsync<ArgumentException>(() => ReplaceAsync(saved.Id, [Of("b", 1), Of("b", 2)]));

        Assert.Equal([Of("a", 1)], await Files.ListAsync(saved.Id, Ct));
    }

    private static ArticleFile Of(string name, byte content) => new() { Name = name, Role = FileRole.Figure, MediaType = "image/png", Hash = FileHash.Of([content]), Length = 1 };

    private Task<int> ReplaceAsync(Guid article, IReadOnlyList<ArticleFile> files) => WriteAsync(async tx =>
    {
        await Files.ReplaceAsync(tx, article, files, Ct);
        return 0;
    });
}

public sealed class ArticleFileStoreOnSqliteTests() : ArticleFileStoreTests(Engine.Sqlite);

public sealed class ArticleFileStoreOnPostgresTests() : ArticleFileStoreTests(Engine.Postgres);
