using Recto.Notes.Diagnostics;
using Recto.Notes.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>Where the characters of a note's text stand in its source, and what an edit of the note replaces there. What <see cref="AlignmentSearch"/> could not tie has no place.</summary>
internal sealed class NoteAlignment
{
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
        foreach (var tie in new AlignmentSearch(text, source, isSmart).Find())
        {
            (_at[tie.Note], _length[tie.Note]) = (tie.Source, tie.Length);
        }
    }

    /// <summary>Ties a note to its source.</summary>
    /// <param name="text">The note's text.</param>
    /// <param name="source">What the source holds, in order.</param>
    /// <param name="isSmart">Whether the source writes <c>--</c>, <c>...</c> and straight quotation marks for what is printed otherwise (Markdown).</param>
    public static NoteAlignment Of(string text, IReadOnlyList<SourceCharacter> source, bool isSmart = false) => new(text, source, isSmart);

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
}
