namespace Recto.App.Features.Usage;

/// <summary>A bar of a plot: a month or a year.</summary>
/// <param name="Below">What stands under it: <c>03</c>, <c>2024</c>.</param>
/// <param name="Group">What stands under the first of several that have it: the year; null for none.</param>
/// <param name="Said">The same in words: March 2026.</param>
/// <param name="Whole">How high it is.</param>
/// <param name="Part">How much of it is filled; null where it is of one piece.</param>
/// <param name="IsOpen">Whether the time is not over yet.</param>
public sealed record PlotBar(string Below, string? Group, string Said, long Whole, long? Part = null, bool IsOpen = false);

/// <summary>The steps of a plot's scale: 1, 2 or 5 and noughts, so that the highest bar ends in the last of two to five steps.</summary>
internal static class PlotScale
{
    private const int MostSteps = 4;

    /// <summary>How much one step is; 1 or more.</summary>
    public static long StepOf(long most)
    {
        for (long ten = 1; ; ten *= 10)
        {
            foreach (var digit in (ReadOnlySpan<long>)[1, 2, 5])
            {
                if ((digit * ten * MostSteps >= most) || ten > long.MaxValue / 100)
                {
                    return digit * ten;
                }
            }
        }
    }
}
