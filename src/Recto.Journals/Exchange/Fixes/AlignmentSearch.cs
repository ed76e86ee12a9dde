namespace Recto.Journals.Exchange.Fixes;

/// <summary>A character of a note and the characters of its source that it is.</summary>
/// <param name="Note">Index in the note's text.</param>
/// <param name="Source">Index of the first in the source.</param>
/// <param name="Length">How many they are.</param>
internal readonly record struct AlignmentTie(int Note, int Source, int Length);

/// <summary>
/// Ties every character of a note's text to the characters of its source. White space counts for nothing, for readers fold it; a label at the head of the source is passed over.
/// Where the two do not agree to the end, only what stands clear of the disagreement is tied. Nothing is guessed. Used once.
/// </summary>
/// <param name="text">The note's text.</param>
/// <param name="source">What the source holds, in order.</param>
/// <param name="isSmart">Whether the source writes <c>--</c>, <c>...</c> and straight quotation marks for what is printed otherwise (Markdown).</param>
internal sealed class AlignmentSearch(string text, IReadOnlyList<SourceCharacter> source, bool isSmart)
{
    /// <summary>A label and what surrounds it, in characters that are no white space.</summary>
    private const int LongestLabel = 40;

    /// <summary>Characters next to a disagreement that are not trusted: what stands there could agree by chance.</summary>
    private const int Margin = 16;

    /// <summary>How many characters are looked at in all, beside some for each of the source: enough for every choice of markup or print that a note leaves open, but for one that was made to be slow.</summary>
    private const int MostSteps = 100_000;

    private const int StepsPerCharacter = 64;

    // Where a choice was made before: what follows from it is known.
    private readonly HashSet<(int Note, int Source)> _seen = [];
    private int _end;
    private long _steps;

    /// <summary>The ties, in no order.</summary>
    public List<AlignmentTie> Find()
    {
        _end = End();
        var best = new List<AlignmentTie>();
        for (int start = 0, passed = 0; start < source.Count && passed <= LongestLabel; start++)
        {
            if (source[start].IsSpace)
            {
                continue;
            }

            passed++;
            if (Run(start, best))
            {
                return best;
            }
        }

        // The beginning up to the disagreement, and the end back to it.
        best.RemoveRange(Sure(best), best.Count - Sure(best));
        best.AddRange(FromEnd(best.Count > 0 ? best[^1].Note : -1));
        return best;
    }

    private static int Sure(List<AlignmentTie> ties) => ties.Count > 2 * Margin ? ties.Count - Margin : 0;

    // Behind this place nothing stands that a note must have.
    private int End()
    {
        var end = source.Count;
        while (end > 0 && (source[end - 1].IsSpace || source[end - 1].MayBeLeftOut))
        {
            end--;
        }

        return end;
    }

    private List<AlignmentTie> FromEnd(int lastTied)
    {
        var ties = new List<AlignmentTie>();
        var j = source.Count - 1;
        for (var i = text.Length - 1; i > lastTied; i--)
        {
            if (char.IsWhiteSpace(text[i]))
            {
                continue;
            }

            while (j >= 0 && source[j].Value != text[i] && (source[j].IsSpace || source[j].MayBeLeftOut))
            {
                j--;
            }

            if (j < 0 || source[j].Value != text[i])
            {
                break;
            }

            ties.Add(new AlignmentTie(i, j--, 1));
        }

        return ties.GetRange(0, Sure(ties));
    }

    // Depth first; a character that may be markup is taken as print first.
    private bool Run(int start, List<AlignmentTie> best)
    {
        var ties = new List<AlignmentTie>();
        var choices = new Stack<(int Note, int Source, int Ties)>();
        var (i, j) = (0, start);
        while (true)
        {
            _steps++;
            while (i < text.Length && char.IsWhiteSpace(text[i]))
            {
                i++;
            }

            while (j < source.Count && source[j].IsSpace)
            {
                j++;
            }

            if (i == text.Length && j >= _end)
            {
                best.Clear();
                best.AddRange(ties);
                return true;
            }

            if (i < text.Length && j < source.Count)
            {
                var isChoice = source[j].MayBeLeftOut;
                if (Matched(i, j) is > 0 and var length)
                {
                    if (!isChoice || _seen.Add((i, j)))
                    {
                        if (isChoice)
                        {
                            choices.Push((i, j + 1, ties.Count));
                        }

                        ties.Add(new AlignmentTie(i, j, length));
                        i++;
                        j += length;
                        continue;
                    }
                }
                else if (isChoice)
                {
                    j++;
                    continue;
                }
            }

            if (ties.Count > best.Count)
            {
                best.Clear();
                best.AddRange(ties);
                _steps += ties.Count / StepsPerCharacter;
            }

            if (choices.Count == 0 || _steps > MostSteps + (long)StepsPerCharacter * source.Count)
            {
                return false;
            }

            (i, j, var count) = choices.Pop();
            ties.RemoveRange(count, ties.Count - count);
        }
    }

    // How many characters of the source the note's character is; 0 where it is another.
    private int Matched(int i, int j)
    {
        var (note, written) = (text[i], source[j].Value);
        if (note == written)
        {
            return 1;
        }

        return !isSmart ? 0 : (note, written) switch
        {
            ('“' or '”' or '„' or '«' or '»', '"') or ('‘' or '’' or '‚', '\'') => 1,
            ('–', '-') when IsRun(j, '-', 2) => 2,
            ('—', '-') when IsRun(j, '-', 3) => 3,
            ('…', '.') when IsRun(j, '.', 3) => 3,
            _ => 0,
        };
    }

    private bool IsRun(int j, char value, int count)
    {
        for (var k = 0; k < count; k++)
        {
            if (j + k >= source.Count || source[j + k].Value != value)
            {
                return false;
            }
        }

        return true;
    }
}
