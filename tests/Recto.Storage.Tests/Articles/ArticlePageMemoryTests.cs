using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

[Collection(nameof(ArticlePageMemoryTests))]
[CollectionDefinition(nameof(ArticlePageMemoryTests), DisableParallelization = true)]
public sealed class ArticlePageMemoryTests() : StoreTests(Engine.Sqlite)
{
    [Fact]
    public async Task A_page_is_read_with_little_more_memory_than_its_bytes()
    {
        const int Overhead = 8 * 1024;
        var saved = await SaveAsync(Samples.Article(await JournalAsync()) with { Fragments = Samples.Fragments("Keepers", paragraphs: 1500) });
        var page = (await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct))!;
        var bytes = page.BodyHtml.Length + page.NotesHtml.Length + page.ArticleJson.Length + page.AbstractHtml.Length;
        for (var i = 0; i < 50; i++)
        {
            await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct);
        }

        // SQLite answers on the calling thread, so what this thread allocates is all.
        const int Reads = 100;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Reads; i++)
        {
            await Articles.FindPageAsync(saved.Slug, Visibility.Published, Ct);
        }

        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Reads;
        TestContext.Current.TestOutputHelper?.WriteLine($"{each} bytes a read, of which {bytes} are the page's own");
        Assert.InRange(each, bytes, bytes + Overhead);
    }
}
