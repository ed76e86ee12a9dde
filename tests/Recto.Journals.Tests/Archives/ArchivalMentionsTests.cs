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
    public void Notes_that_cite_no_archive_give_nothing() =>
        Assert.Empty(MentionsOf("M. Vaïsse, Les militaires français (Paris, 1983), 12.", "Ibid.", ""));

    private static IReadOnlyList<ArchivalMention> MentionsOf(params string[] notes) =>
        ArchivalMentions.Of(new NotesEngine().Read([.. notes.Select((text, i) => new Note { Id = $"n{i + 1}", Label = $"{i + 1}", Text = text })]), Reader);
}
