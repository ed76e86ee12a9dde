using Recto.Journals.Archives;
using Recto.Notes;
using Recto.Notes.Archives;
using Recto.Notes.Text;

namespace Recto.Journals.Tests.Archives;

public sealed class ArchivalMentionsTests
{
    private static readonly UnitReader Reader = new(RepositoryDirectory.Shipped);

    [Fact]
    public void Ibid_and_see_note_are_told_from_where_they_are_known()
    {
        var mentions = MentionsOf("RGASPI 558/11/431/125.", "Ibid.", "See note 1 above.", "RGASPI, f. 558, op. 11, d. 431, l. 94.");

        Assert.Equal([("125", null), ("125", "1"), ("125", "1"), ("94", (string?)null)], mentions.Select(mention => (mention.Leaf?.Key, mention.FromLabel)));
        Assert.All(mentions, mention => Assert.Equal("rgaspi/558/11/431", mention.Unit.Address.Key));
    }

    [Fact]
    public void Ibid_with_another_file_or_leaf_is_that()
    {
        var mentions = MentionsOf("RGASPI, f. 558, op. 11, d. 431, l. 94.", "Ibid., d. 432.", "Ibid., l. 7.");

        Assert.Equal([("rgaspi/558/11/431", "94"), ("rgaspi/558/11/432", null), ("rgaspi/558/11/432", "7")], mentions.Select(mention => (mention.Unit.Address.Key, mention.Leaf?.Key)));
    }

    [Fact]
    public void A_call_number_without_an_archive_is_of_the_archive_before()
    {
        var mentions = MentionsOf("RGASPI, f. 558, op. 11, d. 431, l. 94.", "F. 17, op. 162, d. 14, l. 3.");

        Assert.Equal(["rgaspi/558/11/431", "rgaspi/17/162/14"], mentions.Select(mention => mention.Unit.Address.Key));
    }

    [Fact]
    public void Several_leaves_are_several_places()
    {
        var mentions = MentionsOf("RGASPI, f. 558, op. 11, d. 431, ll. 5, 7–8.");

        Assert.Equal([("5", 0), ("7-8", 1)], mentions.Select(mention => (mention.Leaf!.Key, mention.Part)));
    }

    [Fact]
    public void How_a_unit_is_written_and_under_which_former_name_is_kept()
    {
        var mentions = MentionsOf("RTsKhIDNI, f. 17, op. 3, d. 564, l. 2.", "RGASPI 17/3/564/2.");

        Assert.Equal([("RTsKhIDNI, f. 17, op. 3, d. 564", "RTsKhIDNI"), ("RGASPI 17/3/564", null)], mentions.Select(mention => (mention.Written, mention.FormerName)));
    }

    [Fact]
    public void An_archive_that_is_not_known_is_named_as_printed()
    {
        var mention = Assert.Single(MentionsOf("Municipal Archives of Elverby (MAE-X), fonds 3, file 12, fol. 4."));

        Assert.StartsWith("~", mention.Unit.Address.Archive, StringComparison.Ordinal);
        Assert.NotNull(mention.Unit.ArchiveName);
    }

    [Fact]
    public void A_list_of_manuscripts_is_as_many_units()
    {
        var mentions = MentionsOf("Bodleian Library, Ashmole MSS 174, 204, 240.", "British Library, Sloane MS 58, fols. 1–18.");

        Assert.Equal(["bodleian/ashmole/174", "bodleian/ashmole/204", "bodleian/ashmole/240", "bladd/sloane/58"], mentions.Select(mention => mention.Unit.Address.Key));
    }

    [Theory]
    [InlineData("Ibid., April 1, 1843, 128.", "128")] // Behind a date.
    [InlineData("Ibid., April 1, 1843.", "")] // A date is no leaf, and the leaf is not the one before.
    [InlineData("Ibid., 221.", "221")]
    public void What_an_ibid_says_besides_is_not_taken_for_what_was_said_before(string ibid, string leaf)
    {
        var mentions = MentionsOf("TNA, PCOM 2/84, fol. 98.", ibid);

        Assert.Equal(["98", leaf], mentions.Select(mention => mention.Leaf?.Key ?? ""));
        Assert.Equal("tna/pcom/2/84", mentions[1].Unit.Address.Key);
    }

    [Fact]
    public void An_ibid_with_another_box_is_not_of_this_box()
    {
        var mentions = MentionsOf("NARA, RG 59, Lot File 83D230, Box 2.", "Ibid., box 7.");

        Assert.DoesNotContain("box2", mentions[1].Unit.Address.Key, StringComparison.Ordinal);
    }

    [Fact]
    public void Notes_that_cite_no_archive_give_nothing() =>
        Assert.Empty(MentionsOf("M. Vaïsse, Les militaires français (Paris, 1983), 12.", "Ibid.", ""));

    private static IReadOnlyList<ArchivalMention> MentionsOf(params string[] notes) =>
        ArchivalMentions.Of(new NotesEngine().Read([.. notes.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })]), Reader);
}
