using Recto.Notes.Archives;
using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Generation;

namespace Recto.Notes.Tests.Labelling.Generation;

public sealed class ReferenceGeneratorTests
{
    private static readonly string[] Known =
    [
        "author", "citation-number", "collection-title", "container-title", "date", "doi", "edition", "editor", "genre", "journal", "location", "locator", "note", "pages", "publisher", "repository",
        "title", "translator", "url", "volume",
    ];

    private static readonly WorkRecord[] Works =
    [
        new("The salt roads of the north") { Authors = [new("Orlova", "Anna"), new("de Reyes", "B. C.")], Year = "1994", Publisher = "Leiden: Kite", Type = "book" },
        new("Die Straßen des Salzes und ihre Herren") { Authors = [new("Müller", "Karl-Heinz")], Year = "1931", Place = "Berlin", Publisher = "Verlag Nord", Type = "book" },
        new("Les routes du sel dans le nord") { Authors = [new("Vaillant", "É.")], Year = "1962", Container = "Revue du sel", Volume = "12", Issue = "3", Pages = "45-67", Type = "journal-article" },
        new("Salt and the crown") { Authors = [new("Kay", null)], Year = "2001", Container = "A Companion to Salt", Pages = "3–19", Type = "book-chapter" },
        new("A thesis on salt") { Authors = [new("Lund", "Per")], Year = "1977", Type = "dissertation" },
    ];

    [Fact]
    public void Every_word_bears_one_of_the_known_labels()
    {
        var made = Make(7, 4000);

        Assert.All(made, reference =>
        {
            Assert.Equal(reference.Sequence.Words.Count, reference.Labels.Count);
            Assert.NotEmpty(reference.Labels);
            Assert.Subset(Known.ToHashSet(), reference.Labels.ToHashSet());
        });
        Assert.Equal(Known, made.SelectMany(reference => reference.Labels).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_same_seed_makes_the_same_references_however_many_are_made()
    {
        var made = Make(3, 300).Select(Shown).ToList();

        Assert.Equal(made, Make(3, 300).Select(Shown));
        Assert.Equal(made.Take(40), Make(3, 40).Select(Shown));
        Assert.NotEqual(made, Make(4, 300).Select(Shown));
    }

    [Fact]
    public void Hardly_any_two_are_alike()
    {
        var made = Make(5, 3000).Select(reference => reference.Sequence.Text).ToList();

        Assert.InRange(made.Distinct().Count(), 2900, 3000);
    }

    [Fact]
    public void Every_archive_is_cited()
    {
        var repositories = RepositoryDirectory.Shipped.Repositories;
        var cited = Make(1, repositories.Count * 60).Where(reference => reference.Labels.Contains("repository")).Select(reference => reference.Sequence.Text).ToList();

        var missing = repositories.Where(repository => !Names(repository).Any(name => cited.Any(text => text.Contains(name, StringComparison.Ordinal)))).Select(repository => repository.Id).ToList();

        Assert.True(missing.Count <= repositories.Count / 50, string.Join(' ', missing));
    }

    [Fact]
    public void Without_records_it_makes_do_with_its_own_words()
    {
        var made = new ReferenceGenerator([], RepositoryDirectory.Shipped, 1).Generate(500).ToList();

        Assert.Equal(500, made.Count);
        Assert.All(made, reference => Assert.NotEmpty(reference.Labels));
    }

    [Theory]
    [InlineData("en")]
    [InlineData("fr")]
    [InlineData("de")]
    [InlineData("it")]
    [InlineData("es")]
    [InlineData("pt")]
    [InlineData("ru")]
    [InlineData("rl")]
    public void Every_habit_can_write_every_kind(string code)
    {
        var pool = new WorkPool(Works);
        foreach (var kind in Enum.GetValues<ReferenceKind>().Where(kind => kind != ReferenceKind.Archival))
        {
            for (var seed = 0UL; seed < 150; seed++)
            {
                var text = new ReferenceWriter(pool, Phrases.Of(code), new Dice(seed)).Write(kind);

                var reference = Draft.Sequence(text);
                Assert.DoesNotContain("{", reference.Sequence.Text, StringComparison.Ordinal);
                Assert.DoesNotContain(",,", reference.Sequence.Text, StringComparison.Ordinal);
                Assert.DoesNotContain("~", reference.Sequence.Text, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void A_chapter_has_what_it_stands_in_and_an_article_its_journal()
    {
        var pool = new WorkPool(Works);
        for (var seed = 0UL; seed < 200; seed++)
        {
            var chapter = Draft.Sequence(new ReferenceWriter(pool, Phrases.Of("de"), new Dice(seed)).Write(ReferenceKind.Chapter));
            var article = Draft.Sequence(new ReferenceWriter(pool, Phrases.Of("fr"), new Dice(seed)).Write(ReferenceKind.Article));

            Assert.Subset(chapter.Labels.ToHashSet(), new HashSet<string> { "author", "title", "container-title" });
            Assert.Subset(article.Labels.ToHashSet(), new HashSet<string> { "author", "title", "journal" });
        }
    }

    [Fact]
    public void A_work_without_place_or_publisher_is_lent_those_of_another() =>
        Assert.Equal([("Berlin", "Verlag Nord"), ("Leiden", "Kite")], Enumerable.Range(0, 50).Select(seed => new WorkPool(Works).Imprint(new Dice((ulong)seed))!.Value).Distinct().Order());

    [Theory]
    [InlineData("Вопросы истории", 0, "Voprosy istorii")]
    [InlineData("Щербаков Юрий", 3, "Shcherbakov Yuriy")]
    [InlineData("Чернышев и Жуков", 4, "Černyšev i Žukov")]
    [InlineData("Хрущев", 6, "Khrouchtchev")]
    [InlineData("Письма", 1, "Pis'ma")]
    public void Russian_is_transliterated_in_one_way(string russian, int system, string latin) => Assert.Equal(latin, Transliteration.Write(russian, system));

    [Fact]
    public void The_dice_are_the_same_everywhere()
    {
        // SplitMix64 of seed 1234567, as its authors' reference code gives.
        var dice = new Dice(1234567);

        Assert.Equal([35, 17, 53, 24], Enumerable.Range(0, 4).Select(_ => dice.Next(100)));
    }

    private static List<LabelledSequence> Make(int seed, int count) => [.. new ReferenceGenerator(Works, RepositoryDirectory.Shipped, seed).Generate(count)];

    private static IEnumerable<string> Names(Repository repository) =>
        repository.Sigla.Append(repository.Name).Append(repository.EnglishName).Concat(repository.OtherNames).Concat(repository.Former.Select(former => former.Name)).Concat(repository.Former.SelectMany(former => former.Sigla));

    private static string Shown(LabelledSequence reference) => string.Join(' ', reference.Labels) + "\n" + reference.Sequence.Text;
}
