using System.Globalization;
using System.Text;

namespace Recto.App.Features.Files.Cards;

/// <summary>A stretch of a line that is written in one direction.</summary>
/// <param name="Text">Its text, in the order of reading.</param>
/// <param name="IsRightToLeft">Whether it is written from right to left.</param>
internal readonly record struct WritingRun(string Text, bool IsRightToLeft);

/// <summary>
/// Parts a line into stretches of one direction, in the order in which they stand from left to right. This is as much of the bidirectional algorithm (UAX #9) as a title needs: letters, digits,
/// and what stands between them; directions that are written into the text by signs are not obeyed.
/// </summary>
internal static class WritingRuns
{
    private enum Kind
    {
        Neutral,
        Left,
        Right,
        Number,
    }

    /// <summary>Whether a text as a whole is written from right to left: its first letter says so.</summary>
    public static bool IsRightToLeft(string text) => text.EnumerateRunes().Select(KindOf).FirstOrDefault(kind => kind is Kind.Left or Kind.Right) == Kind.Right;

    /// <summary>The stretches of a line.</summary>
    /// <param name="line">The line, in the order of reading.</param>
    /// <param name="isRightToLeft">Whether the text that it belongs to is written from right to left.</param>
    public static IReadOnlyList<WritingRun> Of(string line, bool isRightToLeft)
    {
        var runes = line.EnumerateRunes().ToList();
        if (!isRightToLeft && runes.TrueForAll(rune => KindOf(rune) != Kind.Right))
        {
            return [new WritingRun(line, false)];
        }

        var levels = Levels([.. runes.Select(KindOf)], isRightToLeft ? 1 : 0);
        var runs = new List<(string Text, int Level)>();
        for (var start = 0; start < runes.Count;)
        {
            var end = start;
            while (end < runes.Count && levels[end] == levels[start])
            {
                end++;
            }

            runs.Add((string.Concat(runes.Skip(start).Take(end - start).Select(rune => rune.ToString())), levels[start]));
            start = end;
        }

        // L2: from the highest level down, whatever is at least that high is turned round.
        for (var level = runs.Max(run => run.Level); level > 0; level--)
        {
            for (var start = 0; start < runs.Count; start++)
            {
                var end = start;
                while (end < runs.Count && runs[end].Level >= level)
                {
                    end++;
                }

                runs.Reverse(start, end - start);
                start = Math.Max(start, end - 1);
            }
        }

        return [.. runs.Select(run => new WritingRun(run.Text, run.Level % 2 == 1))];
    }

    private static int[] Levels(Kind[] kinds, int ground)
    {
        var before = ground == 1 ? Kind.Right : Kind.Left;
        for (var (i, strong) = (0, before); i < kinds.Length; i++)
        {
            strong = kinds[i] is Kind.Left or Kind.Right ? kinds[i] : strong;
            kinds[i] = kinds[i] == Kind.Number && strong == Kind.Left ? Kind.Left : kinds[i]; // A number among letters of the left is one of them.
        }

        var levels = new int[kinds.Length];
        for (var i = 0; i < kinds.Length; i++)
        {
            levels[i] = kinds[i] switch
            {
                Kind.Left => ground == 1 ? 2 : 0,
                Kind.Right => 1,
                Kind.Number => 2,
                _ => Between(kinds, i, ground),
            };
        }

        return levels;
    }

    // What is neither goes with its neighbours where they agree, else with the text; a number counts as of the right there.
    private static int Between(Kind[] kinds, int at, int ground)
    {
        var (before, after) = (Array.FindLastIndex(kinds, at, kind => kind != Kind.Neutral), Array.FindIndex(kinds, at, kind => kind != Kind.Neutral));
        var left = before < 0 ? ground == 1 : kinds[before] != Kind.Left;
        var right = after < 0 ? ground == 1 : kinds[after] != Kind.Left;
        return left != right ? ground : left ? 1 : ground == 1 ? 2 : 0;
    }

    private static Kind KindOf(Rune rune) => rune.Value switch
    {
        (>= 0x590 and <= 0x65F) or (>= 0x66D and <= 0x6EF) or (>= 0x6FA and <= 0x8FF) or (>= 0xFB1D and <= 0xFDFF) or (>= 0xFE70 and <= 0xFEFF) or (>= 0x10800 and <= 0x10FFF) or (>= 0x1E800 and <= 0x1EFFF)
            => Rune.GetUnicodeCategory(rune) is UnicodeCategory.OtherPunctuation or UnicodeCategory.NonSpacingMark && rune.Value is 0x60C or 0x61B ? Kind.Neutral : Kind.Right,
        _ when Rune.IsDigit(rune) => Kind.Number,
        _ when Rune.IsLetter(rune) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark => Kind.Left,
        _ => Kind.Neutral,
    };
}
