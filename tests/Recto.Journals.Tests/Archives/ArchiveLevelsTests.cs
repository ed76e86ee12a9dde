using Recto.Journals.Archives;
using Recto.Notes.Archives;

namespace Recto.Journals.Tests.Archives;

public sealed class ArchiveLevelsTests
{
    [Fact]
    public void A_page_and_a_pattern_announce_leaves_by_one_word()
    {
        var archives = RepositoryDirectory.Shipped.Repositories.Where(archive => archive.Style == CallNumberStyle.Fond && ArchiveLevels.Of(archive).Count < archive.Levels.Count).ToList();

        Assert.NotEmpty(archives);
        Assert.All(archives, archive => Assert.EndsWith($" {ArchiveLevels.LeafWords(archive).One} {archive.Levels[^1]}", string.Concat(CallNumberPattern.Of(archive).Select(part => part.Text)), StringComparison.Ordinal));
    }

    [Fact]
    public void In_Riga_l_is_the_file_and_lp_the_leaf()
    {
        var riga = RepositoryDirectory.Shipped.Repositories.First(archive => archive.Levels is [.., "lieta", "lapa"]);

        Assert.Equal("lp. 5", CallNumberText.Leaf(riga, "5"));
    }
}
