using Recto.App.Shell;
using Recto.App.Shell.Language;

namespace Recto.App.Tests.Web;

public sealed class NoteNamesTests
{
    [Theory]
    [InlineData("1", "n1", "1")]
    [InlineData("1", "n1-2", "1 (series 2)")] // the first note of a translation in the article
    [InlineData("*", "n*-3", "* (series 3)")]
    [InlineData("1-2", "n1-2", "1-2")] // a label with a hyphen of its own
    [InlineData("1-2", "n1-2-2", "1-2 (series 2)")]
    [InlineData("a-b", "na-b", "a-b")]
    public void A_label_that_has_been_there_before_says_which_series_it_is_of(string label, string id, string name) => Assert.Equal(name, NoteNames.Of(new Say(), label, id));
}
