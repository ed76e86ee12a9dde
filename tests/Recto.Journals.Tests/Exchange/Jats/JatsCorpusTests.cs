using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Tests.Exchange.Jats;

public sealed class JatsCorpusTests
{
    [Fact]
    public void Of_all_real_articles_exactly_the_three_broken_ones_are_refused_each_with_its_place()
    {
        var refused = new List<string>();
        var count = 0;
        foreach (var (name, bytes) in JatsCorpus.Files())
        {
            count++;
            if (JatsLoader.Load(bytes) is JatsRefusal refusal)
            {
                Assert.True(refusal is { Line: > 0, Column: > 0 }, $"{name}: {refusal}");
                refused.Add(name);
            }
        }

        Assert.Equal(546, count);
        Assert.Equal(["jats-derived/truncated.xml", "jats-edge/heimpt__tests_misc_jats_test.xml", "jats-edge/texture__test_fixture_fig.xml"], refused.Order());
    }
}
