using CsCheck;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Tests.Sql;

public sealed class CursorTests
{
    [Fact]
    public void A_cursor_comes_back_from_an_address() => Gen.Select(Gen.Guid, Gen.String[Gen.Char.AlphaNumeric, 0, 60]).Sample((id, sort) =>
        Cursor.TryParse(new Cursor(sort, id).ToString(), out var read) && read == new Cursor(sort, id));

    [Fact]
    public void Anything_may_stand_in_an_address() => Gen.String.Sample(text => Cursor.TryParse(text, out var read) ? read.Sort is not null : read == default);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("not base 64!")]
    [InlineData("AAAA")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAA")] // An id and a NUL.
    [InlineData("AAAAAAAAAAAAAAAAAAAAAP8")] // Not UTF-8 after the id.
    public void What_is_no_cursor_is_refused(string? text) => Assert.False(Cursor.TryParse(text, out _));
}
