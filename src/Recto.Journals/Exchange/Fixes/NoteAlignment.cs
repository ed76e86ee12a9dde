using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>
/// Ties every character of a note's text to the characters of its source. White space counts for nothing, for readers fold it; a label at the head of the source is passed over.
/// Where the two do not agree to the end, only what stands clear of the disagreement is tied. Nothing is guessed.
/// </summary>
internal sealed class NoteAlignment
{
    /// <summary>A label and what surrounds it, in characters that are no white space.</summary>
    private const int LongestLabel = 40;

    /// <summary>How often a choice (markup or print) may be taken back.</summary>
    private const int MostChoices = 20_000;

    /// <summary>Characters next to a disagreement that are not trusted: what stands there could agree by chance.</summary>
    private const int Margin = 16;

    private readonly string _text;
    private readonly IReadOnlyList<SourceCharacter> _source;
    private readonly bool _isSmart;
    private readonly int[] _at;
    private readonly int[] _length;

    private NoteAlignment(string text, IReadOnlyList<SourceCharacter> source, bool isSmart)
    {
        (_text, _source, _isSmart) = (text, source, isSmart);
        _at = new int[text.Length];
        _length = new int[text.Length];
        Array.Fill(_at, -1);
    }

    /// <summary>Ties a note to its source.</summary>
    /// <param name="text">The note's text.</param>
    /// <param name="source">What the source holds, in order.</param>
    /// <param name="isSmart">Whether the source writes <c>--</c>, <c>...</c> and straight quotation marks for what is printed otherwise (Markdown).</param>
    public static NoteAlignment Of(string text, IReadOnlyList<SourceCharacter> source, bool isSmart = false)
    {
        var alignment = new NoteAlignment(text, source, isSmart);
        alignment.Align();
        return alignment;
    }

    /// <summary>Where a stretch of the note stands in the source's text; null where that is not known.</summary>
    public TextSpan? Find(TextSpan span)
    {
        var first = span.Start;
        while (first < Math.Min(span.End, _text.Length) && char.IsWhiteSpace(_text[first]))
        {
            first++;
        }

        var last = Math.Min(span.End, _text.Length) - 1;
        while (last > first && char.IsWhiteSpace(_text[last]))
        {
            last--;
        }

        if (first <= last && first < span.End)
        {
            return _at[first] >= 0 && _at[last] >= 0 ? new TextSpan(_source[_at[first]].Start, _source[_at[last] + _length[last] - 1].End) : null;
        }

        // Nothing, or white space alone: from the character before to the one after.
        return (After(span.Start), Before(span.End)) switch
        {
            ({ } from, { } to) when from <= to => new TextSpan(from, to),
            ({ } from, _) => new TextSpan(from, from),
            (_, { } to) => new TextSpan(to, to),
            _ => null,
        };
    }

    /// <summary>What must be replaced in the source to make an edit of the note; null where that cannot be told.</summary>
    /// <param name="edit">The edit.</param>
    /// <param name="beforeNext">Whether what is inserted between two characters that markup parts goes to the second, where by default it goes to the first.</param>
    public IReadOnlyList<SourceEdit>? Place(TextEdit edit, bool beforeNext)
    {
        var (start, end, text) = Least(edit);
        if (start == end)
        {
            return text.Length == 0 ? [] : Insertion(start, beforeNext) is var (at, isRaw) ? [new SourceEdit(at, at, text, isRaw)] : null;
        }

        var taken = new List<int>();
        for (var i = start; i < end; i++)
        {
            if (!(char.IsWhiteSpace(_text[i]) ? TakeSpace(i, taken) : Take(i, taken)))
            {
                return null;
            }
        }

        if (taken.Exists(index => _source[index].IsFixed || (_source[index].MayBeLeftOut && !_isSmart)) || IsPartOfEntity(taken[0] - 1, taken[0]) || IsPartOfEntity(taken[^1], taken[^1] + 1))
        {
            return null;
        }

        var edits = new List<SourceEdit>();
        foreach (var index in taken)
        {
            var character = _source[index];
            var isRaw = (character.Traits & SourceTraits.IsRaw) != 0;
            if (edits.Count > 0 && (edits[^1].End == character.Start || edits[^1].Start == character.Start))
            {
                edits[^1] = edits[^1] with { End = character.End };
            }
            else
            {
                edits.Add(new SourceEdit(character.Start, character.End, edits.Count == 0 ? text : "", isRaw));
            }
        }

        return edits;
    }

    private bool Take(int i, List<int> taken)
    {
        for (var k = 0; k < _length[i]; k++)
        {
            taken.Add(_at[i] + k);
        }

        return _at[i] >= 0;
    }

    // All white space of the source between two characters; what a reader put in between fields cannot be taken away.
    private bool TakeSpace(int i, List<int> taken)
    {
        if (_text[i] == '\n' || i == 0 || i + 1 >= _text.Length || _at[i - 1] < 0 || _at[i + 1] < 0)
        {
            return false;
        }

        var before = taken.Count;
        for (var index = _at[i - 1] + _length[i - 1]; index < _at[i + 1]; index++)
        {
            if (_source[index].IsSpace)
            {
                taken.Add(index);
            }
            else if (!_source[index].MayBeLeftOut)
            {
                return false;
            }
        }

        return taken.Count > before;
    }

    private (int At, bool IsRaw)? Insertion(int at, bool beforeNext)
    {
        SourceCharacter? previous = at > 0 && _at[at - 1] >= 0 ? _source[_at[at - 1] + _length[at - 1] - 1] : null;
        SourceCharacter? next = at < _text.Length && _at[at] >= 0 ? _source[_at[at]] : null;
        if (previous is { } left && next is { } right && left.Start == right.Start)
        {
            return null;
        }

        previous = previous is { IsFixed: true } ? null : previous;
        next = next is { IsFixed: true } ? null : next;
        var goesToNext = previous is not { } first || (next is { } second && (second.Depth < first.Depth) != beforeNext);
        return goesToNext
            ? next is { } target ? (target.Start, (target.Traits & SourceTraits.IsRaw) != 0) : null
            : (previous!.Value.End, (previous.Value.Traits & SourceTraits.IsRaw) != 0);
    }

    private bool IsPartOfEntity(int left, int right) => left >= 0 && right < _source.Count && _source[left].Start == _source[right].Start;

    // Without what the old and the new text have in common at their ends.
    private (int Start, int End, string Text) Least(TextEdit edit)
    {
        var (start, end, text) = (edit.Span.Start, edit.Span.End, edit.Text);
        var head = 0;
        while (start + head < end && head < text.Length && _text[start + head] == text[head])
        {
            head++;
        }

        head -= head > 0 && char.IsHighSurrogate(text[head - 1]) ? 1 : 0;
        var tail = 0;
        while (end - tail > start + head && text.Length - tail > head && _text[end - tail - 1] == text[^(tail + 1)])
        {
            tail++;
        }

        tail -= tail > 0 && char.IsLowSurrogate(text[^tail]) ? 1 : 0;
        return (start + head, end - tail, text[head..^tail]);
    }

    private int? After(int at)
    {
        while (at > 0 && char.IsWhiteSpace(_text[at - 1]))
        {
            at--;
        }

        return at > 0 && _at[at - 1] >= 0 ? _source[_at[at - 1] + _length[at - 1] - 1].End : null;
    }

    private int? Before(int at)
    {
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        return at < _text.Length && _at[at] >= 0 ? _source[_at[at]].Start : null;
    }

    private void Align()
    {
        var best = new List<Tie>();
        var seen = new HashSet<(int, int)>();
        for (int start = 0, passed = 0; start < _source.Count && passed <= LongestLabel; start++)
        {
            if (_source[start].IsSpace)
            {
                continue;
            }

            passed++;
            if (Run(start, best, seen))
            {
                Keep(best, best.Count);
                return;
            }
        }

        // The beginning up to the disagreement, and the end back to it.
        if (best.Count > 2 * Margin)
        {
            Keep(best, best.Count - Margin);
        }

        KeepEnd();
    }

    private void Keep(List<Tie> ties, int count)
    {
        foreach (var tie in ties.Take(count))
        {
            (_at[tie.Note], _length[tie.Note]) = (tie.Source, tie.Length);
        }
    }

    private void KeepEnd()
    {
        var ties = new List<Tie>();
        var j = _source.Count - 1;
        for (var i = _text.Length - 1; i >= 0; i--)
        {
            if (char.IsWhiteSpace(_text[i]))
            {
                continue;
            }

            while (j >= 0 && _source[j].Value != _text[i] && (_source[j].IsSpace || _source[j].MayBeLeftOut))
            {
                j--;
            }

            if (j < 0 || _source[j].Value != _text[i] || _at[i] >= 0)
            {
                break;
            }

            ties.Add(new Tie(i, j--, 1));
        }

        if (ties.Count > 2 * Margin)
        {
            Keep(ties, ties.Count - Margin);
        }
    }

    // Depth first; a character that may be markup is taken as print first.
    private bool Run(int start, List<Tie> best, HashSet<(int, int)> seen)
    {
        var ties = new List<Tie>();
        var choices = new Stack<(int Note, int Source, int Ties)>();
        var (i, j) = (0, start);
        for (var taken = 0; ;)
        {
            while (i < _text.Length && char.IsWhiteSpace(_text[i]))
            {
                i++;
            }

            while (j < _source.Count && _source[j].IsSpace)
            {
                j++;
            }

            if (i == _text.Length && IsOver(j))
            {
                best.Clear();
                best.AddRange(ties);
                return true;
            }

            if (i < _text.Length && j < _source.Count)
            {
                if (Matched(i, j) is > 0 and var length)
                {
                    if (_source[j].MayBeLeftOut && seen.Add((i, j)))
                    {
                        choices.Push((i, j + 1, ties.Count));
                    }

                    ties.Add(new Tie(i, j, length));
                    i++;
                    j += length;
                    continue;
                }

                if (_source[j].MayBeLeftOut)
                {
                    j++;
                    continue;
                }
            }

            if (ties.Count > best.Count)
            {
                best.Clear();
                best.AddRange(ties);
            }

            if (choices.Count == 0 || ++taken > MostChoices)
            {
                return false;
            }

            (i, j, var count) = choices.Pop();
            ties.RemoveRange(count, ties.Count - count);
        }
    }

    private bool IsOver(int j)
    {
        while (j < _source.Count && (_source[j].IsSpace || _source[j].MayBeLeftOut))
        {
            j++;
        }

        return j >= _source.Count;
    }

    // How many characters of the source the note's character is; 0 where it is another.
    private int Matched(int i, int j)
    {
        var (note, source) = (_text[i], _source[j].Value);
        if (note == source)
        {
            return 1;
        }

        return !_isSmart ? 0 : (note, source) switch
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
            if (j + k >= _source.Count || _source[j + k].Value != value)
            {
                return false;
            }
        }

        return true;
    }

    private readonly record struct Tie(int Note, int Source, int Length);
}
