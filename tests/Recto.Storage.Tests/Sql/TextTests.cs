using System.Text;
using CsCheck;
using Recto.Journals.Identifiers;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Sql;

public sealed class TextTests
{
    [Fact]
    public void A_text_can_be_kept_exactly_where_UTF_8_can_say_it_and_it_holds_no_NUL() => Gen.String.Sample(text =>
        StoredText.FindUnkeepable(text) < 0 == (!text.Contains('\0', StringComparison.Ordinal) && Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text)) == text));

    [Fact]
    public void The_first_character_that_cannot_be_kept_is_named()
    {
        Assert.Equal(3, StoredText.FindUnkeepable("𝔄b\uDC00\0"));
        Assert.Equal(1, StoredText.FindUnkeepable("a\0\uD800"));
        Assert.Equal(2, StoredText.FindUnkeepable("ab\uD800"));
        Assert.Equal(-1, StoredText.FindUnkeepable("𝔄𝔅"));
    }

    [Fact]
    public void What_others_say_is_kept_whatever_it_holds_and_a_cut_parts_no_pair()
    {
        Assert.Equal("a\uFFFDb", StoredText.Keepable("a\0b", 10));
        Assert.Equal("ab", StoredText.Keepable("ab𝔄c", 3));
        Assert.Null(StoredText.Keepable(" \n", 10));
        Assert.Equal("ab…", ShortText.Marked("ab𝔄c", 3));
        Assert.Equal("ab𝔄", ShortText.Marked("ab𝔄", 4));
    }

    [Fact]
    public void What_is_looked_for_in_part_stands_for_itself() => Assert.Equal("%100!% !_ !!%", LikePart.Of("100% _ !"));

    [Theory]
    [InlineData("The  Lower Margin.", "the lower margin")]
    [InlineData("«Лист»—и оборот", "лист и оборот")]
    [InlineData("ﬁn de siècle", "fin de siècle")] // A ligature of a PDF.
    [InlineData("...", "")]
    public void Folding_levels_what_does_not_matter(string text, string key) => Assert.Equal(key, TextKey.Of(text));

    [Fact]
    public void Numbers_as_printed_sort_as_numbers()
    {
        string?[] inOrder = [null, "Special", "2", "002a", "10", "100–120", "2147483648", "99999999999999999999"];

        Assert.Equal(inOrder, inOrder.Reverse().OrderBy(SortKeys.OfNumber, StringComparer.Ordinal));
    }

    [Fact]
    public void Dates_sort_by_what_is_known()
    {
        PartialDate?[] inOrder = [null, new(999), new(2020), new(2020, 4), new(2020, 4, 28), new(2020, 10), new(2021)];

        Assert.Equal(inOrder, inOrder.Reverse().OrderBy(SortKeys.Of, StringComparer.Ordinal));
    }

    [Fact]
    public void An_instant_comes_back_to_the_microsecond_in_UTC() => Gen.DateTimeOffset.Sample(instant =>
    {
        var back = Instants.FromStored(Instants.ToStored(instant));
        return back.Offset == TimeSpan.Zero && (back - instant).Duration() < TimeSpan.FromMicroseconds(1);
    });
}
