using Recto.Journals.Exchange.SavedPage;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.SavedPage;

/// <summary>Pages that were made to be slow.</summary>
public sealed class HostilePageTests
{
    [Theory]
    [InlineData("Additional information\n")]
    [InlineData("Notes\n")]
    [InlineData("A short line\n")]
    [InlineData("Ada Lund\n")]
    [InlineData("* A star\n")]
    [InlineData("1. a\n2. b\n")]
    public void Many_lines_of_one_kind_take_time_in_proportion(string line)
    {
        var text = "On the lower margin\n\nPages 1-9\n\n" + string.Concat(Enumerable.Repeat(line, 20_000));
        var clock = ProcessorClock.StartNew();

        SavedPageText.Read(text);

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"{clock.Elapsed}");
    }
}
