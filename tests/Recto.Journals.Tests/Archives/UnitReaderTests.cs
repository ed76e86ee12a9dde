using Recto.Journals.Archives;
using Recto.Notes;
using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Journals.Tests.Archives;

public sealed class UnitReaderTests
{
    private static readonly UnitReader Reader = new(RepositoryDirectory.Shipped);

    [Theory]
    [InlineData("RGASPI, f. 558, op. 11, d. 431, l. 94 ob.", "rgaspi/558/11/431", "94v")]
    [InlineData("RGASPI 558/11/431/94.", "rgaspi/558/11/431", "94")]
    [InlineData("РГАСПИ. Ф. 558. Оп. 11. Д. 431. Л. 94.", "rgaspi/558/11/431", "94")]
    [InlineData("RTsKhIDNI, f. 17, op. 3, d. 564, ll. 2–3.", "rgaspi/17/3/564", "2-3")] // A former name of the archive.
    [InlineData("RGASPI, f. 17, op. 003, d. 0564.", "rgaspi/17/3/564", null)]
    [InlineData("AVPRF, f. 05, op. 13, p. 94, d. 70, l. 12.", "avprf/05/13/94/70", "12")] // Fond 05 is not fond 5.
    [InlineData("GARF, f. R-5446, op. 1, d. 7a, l. 5.", "garf/r5446/1/7a", "5")]
    [InlineData("ГАРФ. Ф. Р-5446. Оп. 1. Д. 7а. Л. 5 об.", "garf/r5446/1/7a", "5v")] // Cyrillic Р and а.
    [InlineData("TNA, FO 371/17251.", "tna/fo/371/17251", null)]
    [InlineData("PRO, FO 371/17251, fol. 12r.", "tna/fo/371/17251", "12r")]
    [InlineData("British Library, Sloane MS 3550, fol. 98r.", "bladd/sloane/3550", "98r")]
    [InlineData("SHAT, 7N 3121.", "shd/7n/3121", null)] // The archive that holds its records now.
    [InlineData("NARA, RG 59, Kogan Papers Lot File 83D230, Box 2.", "nara/rg59/lot83d230/box2", null)]
    [InlineData("National Archives, Record Group 59, Kogan Papers, Lot 83 D 230, Box 2.", "nara/rg59/lot83d230/box2", null)]
    [InlineData("NARA, RG 59, Central Decimal File 1910–29, 026 Foreign Relations/19.", "nara/rg59/cdf1910-1929/026foreign-relations19", null)]
    [InlineData("NARA, RG 59, CDF 1910–1929, 026 Foreign Relations/19.", "nara/rg59/cdf1910-1929/026foreign-relations19", null)] // A class keeps its zero.
    [InlineData("British Library, Additional MS 36461, fol. 3.", "bladd/add/36461", "3")]
    [InlineData("Roll 56, M97, RG 59, National Archives.", "nara/rg59/m97/reel56", null)] // From the file up.
    public void A_unit_is_the_same_however_it_is_written(string note, string unit, string? leaf)
    {
        var mention = Assert.Single(MentionsOf(note));

        Assert.Equal((unit, leaf), (mention.Unit.Address.Key, mention.Leaf?.Key));
    }

    [Fact]
    public void What_does_not_fit_the_levels_of_an_archive_stands_apart()
    {
        var address = Address("rgaspi", "558", "11", "431", "94", "5");

        Assert.Equal("rgaspi/558/11/431/~94-5", address.Key);
        Assert.True(address.IsApart);
        Assert.Equal("rgaspi/~comintern-collection", Address("rgaspi", "Comintern collection").Key);
    }

    [Theory]
    [InlineData("rgaspi", "558/11/431")]
    [InlineData("RGASPI", "558/11/431")]
    [InlineData("rtskhidni", "558/11/431")]
    [InlineData("РГАСПИ", "558/11/431")]
    [InlineData("rgaspi", "f.558/op.11/d.431")]
    [InlineData("rgaspi", "Ф. 558/Оп. 11/ед. хр. 431")]
    [InlineData("rgaspi", "558/011/0431")]
    public void An_old_or_other_address_reads_as_the_one_that_stands(string archive, string segments) =>
        Assert.Equal("rgaspi/558/11/431", Address(archive, segments.Split('/')).Key);

    [Theory]
    [InlineData("nowhere", "1")]
    [InlineData("rgaspi", "..")]
    [InlineData("rgaspi", "%")]
    [InlineData("..", "558")]
    [InlineData("", "558")]
    [InlineData("rgaspi", "~")]
    [InlineData("rgaspi", "~a/~b")]
    [InlineData("rgaspi", "1/2/3/4/5/6/7")]
    [InlineData("rgaspi", "\0")]
    [InlineData("rgaspi", "\uD800")]
    public void What_cannot_be_an_address_is_none(string archive, string segments) =>
        Assert.False(Reader.TryRead(archive, segments.Split('/'), out _));

    [Fact]
    public void An_address_reads_as_itself_whatever_was_written()
    {
        var random = new Random(11);
        const string Letters = "abzABZ019 .,-–/()№éßСсРр~_'\u0301ﬁ²漢ه\U0001D504";
        foreach (var archive in new[] { "rgaspi", "tna", "nara", "bladd", "mae", "barch", "an" })
        {
            for (var i = 0; i < 300; i++)
            {
                var levels = Enumerable.Range(0, random.Next(1, 5)).Select(_ => new string([.. Enumerable.Range(0, random.Next(1, 90)).Select(_ => Letters[random.Next(Letters.Length)])])).ToArray();
                if (!Reader.TryRead(archive, levels, out var address))
                {
                    continue;
                }

                var path = address.Path["/sources/".Length..].Split('/').Select(Uri.UnescapeDataString).ToArray();
                Assert.True(Reader.TryRead(path[0], path[1..], out var again), address.Key);
                Assert.Equal(address.Key, again.Key);
                Assert.True(address.Key.Length <= 440, address.Key);
                Assert.DoesNotContain(path, segment => segment is "." or ".." || segment.Contains('/', StringComparison.Ordinal));
            }
        }
    }

    [Fact]
    public void Folders_named_by_a_sentence_are_cut_and_told_apart()
    {
        var name = string.Join(' ', Enumerable.Repeat("correspondence", 20));

        var one = Address("nara", "RG 59", "Box 2", name + " one").Key;
        var other = Address("nara", "RG 59", "Box 2", name + " other").Key;

        Assert.NotEqual(one, other);
        Assert.True(one.Split('/')[^1].Length <= 60);
    }

    [Fact]
    public void Numbers_come_in_their_order()
    {
        string[] written = ["100", "9", "10", "9a", "fo371", "fo36", "~rest"];

        var ordered = written.Select(segment => new UnitAddress("tna", [segment])).OrderBy(address => address.Order, StringComparer.Ordinal).Select(address => address.Segments[0]);

        Assert.Equal(["9", "9a", "10", "100", "fo36", "fo371", "~rest"], ordered);
    }

    private static UnitAddress Address(string archive, params string[] segments) => Reader.TryRead(archive, segments, out var address) ? address : throw new ArgumentException(archive);

    private static IReadOnlyList<ArchivalMention> MentionsOf(params string[] notes) =>
        ArchivalMentions.Of(new NotesEngine().Read([.. notes.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })]), Reader);
}
