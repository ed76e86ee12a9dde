using Dapper;
using Recto.Journals.Archives;
using Recto.Journals.Articles;
using Recto.Notes;
using Recto.Notes.Archives;
using Recto.Notes.Text;
using Recto.Storage.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Articles;

public abstract class ArchiveStoreTests(Engine engine) : StoreTests(engine)
{
    private static readonly NotesEngine Reading = new();

    private Guid _journal;

    private ArchiveStore Archives => new(Database);

    [Fact]
    public async Task Variant_call_numbers_of_several_articles_meet_in_one_file_in_the_order_of_its_leaves()
    {
        await SaveAsync("first", "RGASPI, f. 558, op. 11, d. 431, l. 125.", "Ibid.", "See note 1 above.");
        await SaveAsync("second", "РГАСПИ. Ф. 558. Оп. 11. Д. 431. Л. 94 об.", "RGASPI 558/11/431/125–126.");

        var (mentions, hasMore) = await Archives.ListMentionsAsync(Unit("rgaspi/558/11/431"), 100, null, Ct);

        Assert.False(hasMore);
        Assert.Equal(["second 1 94v", "first 1 125", "first 2 125 from 1", "first 3 125 from 1", "second 2 125-126"],
            mentions.Select(mention => $"{mention.Slug} {mention.Label} {mention.Leaf}{(mention.FromLabel is { } label ? $" from {label}" : "")}"));
        Assert.Equal("RGASPI, f. 558, op. 11, d. 431, l. 125", mentions[1].Text[mentions[1].Start..mentions[1].End]);
        Assert.Equal(3, await Archives.CountLeavesAsync(Unit("rgaspi/558/11/431"), Ct));
        Assert.Equal([("RGASPI 558/11/431", 1), ("RGASPI, f. 558, op. 11, d. 431", 1), ("РГАСПИ. Ф. 558. Оп. 11. Д. 431", 1)],
            (await Archives.ListWrittenAsync(Unit("rgaspi/558/11/431"), Ct)).Select(form => (form.Written, form.Notes)).OrderBy(form => form.Written, StringComparer.Ordinal));
    }

    [Fact]
    public async Task The_tree_counts_notes_and_articles_at_every_level()
    {
        await SaveAsync("first", "RGASPI, f. 558, op. 11, d. 431, l. 125.", "Ibid.", "RGASPI, f. 17, op. 162, d. 9, l. 3; f. 17, op. 162, d. 14, l. 3.");
        await SaveAsync("second", "RGASPI, f. 17, op. 162, d. 14, l. 8.", "TNA, FO 371/17251.");

        var line = await Archives.FindLineAsync(Unit("rgaspi/17/162/14"), Ct);
        var (files, _) = await Archives.ListChildrenAsync(Unit("rgaspi/17/162"), 100, null, Ct);

        Assert.Equal([("rgaspi", 4, 2), ("rgaspi/17", 2, 2), ("rgaspi/17/162", 2, 2), ("rgaspi/17/162/14", 2, 2)], line.Select(unit => (unit.Address.Key, unit.Notes, unit.Articles)));
        Assert.Equal([("rgaspi/17/162/9", 1, 1), ("rgaspi/17/162/14", 2, 2)], files.Select(unit => (unit.Address.Key, unit.Notes, unit.Articles)));
        Assert.Equal([("rgaspi", 4), ("tna", 1)], (await Archives.ListArchivesAsync(Ct)).Select(unit => (unit.Address.Key, unit.Notes)));
        Assert.Equal(["17", "558"], (await Archives.ListChildrenAsync(Unit("rgaspi"), 100, null, Ct)).Units.Select(unit => unit.Printed));
    }

    [Fact]
    public async Task Pages_of_children_and_of_mentions_leave_nothing_out()
    {
        await SaveAsync("many", [.. Enumerable.Range(1, 12).Select(i => $"RGASPI, f. 17, op. 3, d. {i}, l. {i}."), .. Enumerable.Range(1, 7).Select(i => $"RGASPI, f. 17, op. 3, d. 5, ll. {i}–{i + 1}.")]);

        var children = new List<string>();
        for (UnitAddress? after = null; ;)
        {
            var (units, hasMore) = await Archives.ListChildrenAsync(Unit("rgaspi/17/3"), 5, after, Ct);
            children.AddRange(units.Select(unit => unit.Address.Segments[^1]));
            after = units[^1].Address;
            if (!hasMore)
            {
                break;
            }
        }

        var leaves = new List<string?>();
        for (MentionPlace? after = null; ;)
        {
            var (mentions, hasMore) = await Archives.ListMentionsAsync(Unit("rgaspi/17/3/5"), 3, after, Ct);
            leaves.AddRange(mentions.Select(mention => mention.Leaf));
            Assert.True(MentionPlace.TryParse(mentions[^1].Place.ToString(), out var place));
            after = place;
            if (!hasMore)
            {
                break;
            }
        }

        Assert.Equal(Enumerable.Range(1, 12).Select(i => $"{i}"), children);
        Assert.Equal(["1-2", "2-3", "3-4", "4-5", "5", "5-6", "6-7", "7-8"], leaves);
        Assert.Equal(["3", "4", "5", "6", "7"], (await Archives.ListAroundAsync(Unit("rgaspi/17/3/5"), 2, Ct)).Select(unit => unit.Printed));
    }

    [Fact]
    public async Task Drafts_and_withdrawn_articles_are_never_told_of()
    {
        var draft = await SaveAsync("draft", draft: true, "RGASPI, f. 17, op. 3, d. 1, l. 2.");
        var shown = await SaveAsync("shown", "RGASPI, f. 558, op. 11, d. 431, l. 125.");

        Assert.Equal(["rgaspi/558"], await FondsAsync());
        await AssertNothingAsync("rgaspi/17/3/1", "draft");

        await WriteAsync(tx => Articles.PublishAsync(tx, draft.Id, Now, Ct));
        Assert.Equal(["rgaspi/17", "rgaspi/558"], await FondsAsync());
        Assert.Single((await Archives.ListMentionsAsync(Unit("rgaspi/17/3/1"), 10, null, Ct)).Mentions);

        await WriteAsync(tx => Articles.WithdrawAsync(tx, draft.Id, "An error of the press.", Now, Ct));
        Assert.Equal(["rgaspi/558"], await FondsAsync());
        await AssertNothingAsync("rgaspi/17/3/1", "draft");

        await DeleteAsync(shown.Id);
        Assert.Empty(await Archives.ListArchivesAsync(Ct));
        await AssertNothingAsync("rgaspi/558/11/431", "shown");
    }

    [Fact]
    public async Task What_is_written_again_replaces_what_was_there()
    {
        await SaveAsync("first", "RGASPI, f. 17, op. 3, d. 1, l. 2.");
        await SaveAsync("first", "RGASPI, f. 558, op. 11, d. 431, l. 125.");

        Assert.Equal(["rgaspi/558"], await FondsAsync());
        Assert.Empty((await Archives.ListMentionsAsync(Unit("rgaspi/17/3/1"), 10, null, Ct)).Mentions);
    }

    [Fact]
    public async Task What_an_older_program_saved_is_indexed_afterwards()
    {
        var saved = await SaveAsync("first", "RGASPI, f. 17, op. 3, d. 1, l. 2.", "Ibid.");
        await using (var connection = await Database.OpenAsync(Ct))
        {
            await connection.ExecuteAsync("DELETE FROM archive_mentions; DELETE FROM archive_unit_articles; DELETE FROM archive_units; UPDATE apparatus SET archives_read = NULL");
        }

        Assert.Equal([saved.Id], await Archives.ListBehindAsync(10, Ct));
        Assert.True(await Archives.IndexAsync(saved.Id, Ct));
        Assert.True(await Archives.IndexAsync(saved.Id, Ct));

        Assert.Empty(await Archives.ListBehindAsync(10, Ct));
        Assert.Equal(2, (await Archives.ListMentionsAsync(Unit("rgaspi/17/3/1"), 10, null, Ct)).Mentions.Count);
        Assert.False(await Archives.IndexAsync(Guid.CreateVersion7(), Ct));
    }

    [Fact]
    public async Task An_article_is_told_who_else_cites_its_files()
    {
        var first = await SaveAsync("first", "RGASPI, f. 558, op. 11, d. 431, l. 125.", "RGASPI, f. 17, op. 3, d. 1.");
        await SaveAsync("second", "RGASPI 558/11/431/94.", "RGASPI 558/11/431/125.");
        await SaveAsync("third", draft: true, "RGASPI 558/11/431/125.");

        var others = await Archives.ListOthersAsync([Unit("rgaspi/558/11/431"), Unit("rgaspi/17/3/1")], first.Id, 100, Ct);

        Assert.Equal([("second", "94"), ("second", "125")], others.Select(mention => (mention.Slug, mention.Leaf)));
    }

    [Fact]
    public async Task A_list_to_order_is_of_articles_or_of_units_with_all_that_they_hold()
    {
        await SaveAsync("first", "RGASPI, f. 17, op. 3, d. 1, l. 2.", "RGASPI, f. 171, op. 3, d. 1, l. 2.", "RGASPI, f. 17, op. 162, d. 9.");
        await SaveAsync("second", "RGASPI, f. 17, op. 3, d. 1, l. 1.");
        await SaveAsync("third", draft: true, "RGASPI, f. 17, op. 3, d. 1, l. 9.");

        var ofArticle = await Archives.ListToOrderAsync(["second", "third", "nothing", "\0"], [], 100, Ct);
        var ofFond = await Archives.ListToOrderAsync([], [Unit("rgaspi/17")], 100, Ct);

        Assert.Equal(["rgaspi/17/3/1 1"], ofArticle.Select(mention => $"{mention.Unit} {mention.Leaf}"));
        Assert.Equal(["rgaspi/17/162/9 ", "rgaspi/17/3/1 1", "rgaspi/17/3/1 2"], ofFond.Select(mention => $"{mention.Unit} {mention.Leaf}"));
        Assert.Empty(await Archives.ListToOrderAsync([], [], 100, Ct));
    }

    [Fact]
    public async Task Articles_that_cite_the_same_files_can_be_saved_at_once()
    {
        await JournalOnceAsync();
        string[] notes = [.. Enumerable.Range(1, 40).Select(i => $"RGASPI, f. {i % 7}, op. 3, d. {i}, l. {i}.")];

        await Task.WhenAll(Enumerable.Range(0, 6).Select(i => Task.Run(() => SaveAsync($"at-once-{i}", i % 2 == 0 ? notes : [.. notes.Reverse()]), Ct)));

        Assert.Equal(240, (await Archives.FindLineAsync(Unit("rgaspi"), Ct))[0].Notes);
        Assert.Equal(6, (await Archives.FindLineAsync(Unit("rgaspi/1/3/8"), Ct))[^1].Articles);
    }

    [Fact]
    public async Task Newest_articles_of_a_unit_come_first_and_hostile_addresses_find_nothing()
    {
        var first = await SaveAsync("first", "RGASPI, f. 17, op. 3, d. 1, l. 2.");
        var second = await SaveAsync("second", draft: true, "RGASPI, f. 17, op. 3, d. 1, l. 1.");
        await WriteAsync(tx => Articles.PublishAsync(tx, second.Id, Now.AddDays(1), Ct));

        Assert.Equal([second.Id, first.Id], await Archives.ListArticlesAsync(Unit("rgaspi/17"), 10, 0, Ct));
        Assert.Equal([first.Id], await Archives.ListArticlesAsync(Unit("rgaspi/17"), 10, 1, Ct));
        Assert.Equal(["rgaspi", "rgaspi/17", "rgaspi/17/3", "rgaspi/17/3/1"], (await Archives.ListUnitsAsync(10, null, Ct)).Select(unit => unit.Key));
        foreach (var key in new[] { "rgaspi/\0", "rgaspi/\uD800", "'; DROP TABLE archive_units; --", "rgaspi/%", "" })
        {
            await AssertNothingAsync(key);
            Assert.Empty(await Archives.FindLineAsync(Unit(key), Ct));
        }
    }

    [Fact]
    public async Task What_very_many_cite_is_counted_anew_after_some_minutes_and_what_few_cite_each_time()
    {
        var clock = new StandingClock();
        var archives = new ArchiveStore(Database) { Counted = new(2, clock) }; // Two are very many.
        async Task<string> ToldAsync() => string.Join(' ', (await archives.FindLineAsync(Unit("rgaspi/17/3/2"), Ct)).Append((await archives.ListArchivesAsync(Ct))[0]).Select(unit => $"{unit.Articles}/{unit.Notes}"));
        await SaveAsync("first", "RGASPI, f. 17, op. 3, d. 1, l. 2; f. 17, op. 3, d. 2, l. 1.");
        await SaveAsync("second", "RGASPI, f. 81, op. 3, d. 1, l. 1.", "TNA, FO 371/17251.");

        Assert.Equal("2/2 1/1 1/1 1/1 2/2", await ToldAsync());
        await SaveAsync("third", "RGASPI, f. 17, op. 3, d. 2, l. 7.", "Ibid.");
        Assert.Equal("2/2 2/3 2/3 2/3 2/2", await ToldAsync());
        Assert.Equal(["rgaspi", "tna"], (await archives.ListArchivesAsync(Ct)).Select(unit => unit.Address.Key));

        clock.Minutes = 6;
        Assert.Equal("3/4 2/3 2/3 2/3 3/4", await ToldAsync());
    }

    [Theory]
    [InlineData("")]
    [InlineData("00000125!0~x~1~1~1")]
    [InlineData("00000125!0~0198b7a8f6e07d3f8a3c5b1d2e3f4a5b~-1~1~1")]
    [InlineData("\0~0198b7a8f6e07d3f8a3c5b1d2e3f4a5b~1~1~1")]
    public void A_place_that_is_none_is_refused(string text) => Assert.False(MentionPlace.TryParse(text, out _));

    private sealed class StandingClock : TimeProvider
    {
        public long Minutes { get; set; }

        public override long GetTimestamp() => Minutes * 60 * TimestampFrequency;
    }

    private static UnitAddress Unit(string key) => UnitAddress.Of(key);

    private async Task<IEnumerable<string>> FondsAsync() => (await Archives.ListChildrenAsync(Unit("rgaspi"), 100, null, Ct)).Units.Select(unit => unit.Address.Key);

    // By every door of the store.
    private async Task AssertNothingAsync(string key, string? slug = null)
    {
        var unit = Unit(key);
        Assert.Empty(await Archives.FindLineAsync(unit, Ct));
        Assert.Empty((await Archives.ListMentionsAsync(unit, 10, null, Ct)).Mentions);
        Assert.Empty((await Archives.ListChildrenAsync(unit, 10, null, Ct)).Units);
        Assert.DoesNotContain(await Archives.ListAroundAsync(unit, 10, Ct), near => near.Address.Key == key);
        Assert.Empty(await Archives.ListArticlesAsync(unit, 10, 0, Ct));
        Assert.Empty(await Archives.ListWrittenAsync(unit, Ct));
        Assert.Equal(0, await Archives.CountLeavesAsync(unit, Ct));
        Assert.Empty(await Archives.ListToOrderAsync(slug is null ? [] : [slug], [unit], 10, Ct));
        Assert.Empty(await Archives.ListOthersAsync([unit], Guid.CreateVersion7(), 10, Ct));
        Assert.DoesNotContain(await Archives.ListUnitsAsync(100, null, Ct), one => one.Key == key);
    }

    private Task<SavedArticle> SaveAsync(string slug, params string[] notes) => SaveAsync(slug, false, notes);

    private async Task<SavedArticle> SaveAsync(string slug, bool draft, params string[] notes)
    {
        await JournalOnceAsync();
        var apparatus = Reading.Read([.. notes.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })]);
        return await WriteAsync(async tx =>
        {
            var saved = await Articles.SaveAsync(tx, Samples.Article(_journal, title: slug, slug: slug, draft: draft, source: string.Join('|', notes)), Now, Ct);
            await Apparatuses.ReplaceAsync(tx, saved.Id, apparatus, [.. apparatus.Notes.Select(read => new NoteToSave(read.Note, NoteContainer.Body, "<p></p>"))], Ct);
            return saved;
        });
    }

    private async Task JournalOnceAsync() => _journal = _journal == Guid.Empty ? await JournalAsync() : _journal;
}

public sealed class ArchiveStoreOnSqliteTests() : ArchiveStoreTests(Engine.Sqlite);

public sealed class ArchiveStoreOnPostgresTests() : ArchiveStoreTests(Engine.Postgres);
