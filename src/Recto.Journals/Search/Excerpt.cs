namespace Recto.Journals.Search;

/// <summary>A piece of a text with what was found in it.</summary>
/// <param name="Pieces">The words in order, marked or not.</param>
/// <param name="Clauses">How many different things of the query stand in the text.</param>
/// <param name="IsCutBefore">Whether the text begins earlier.</param>
/// <param name="IsCutAfter">Whether it goes on.</param>
public sealed record Excerpt(IReadOnlyList<ExcerptPiece> Pieces, int Clauses, bool IsCutBefore, bool IsCutAfter)
{
    private const int Before = 70;

    /// <summary>The piece around the first place found; null where nothing is found.</summary>
    /// <param name="text">A note or a paragraph.</param>
    /// <param name="matcher">What is looked for.</param>
    /// <param name="length">UTF-16 code units, about.</param>
    public static Excerpt? Of(string text, TextMatcher matcher, int length)
    {
        ArgumentNullException.ThrowIfNull(text);
        ArgumentNullException.ThrowIfNull(matcher);
        var (marks, clauses) = matcher.Find(text);
        if (marks.Count == 0)
        {
            return null;
        }

        var from = text.Length <= length ? 0 : WordEdge(text, Math.Min(marks[0].Start - Before, text.Length - length), marks[0].Start, forward: true);
        var to = text.Length - from <= length ? text.Length : Math.Max(marks[0].End, WordEdge(text, from + length, marks[0].End, forward: false));
        var pieces = new List<ExcerptPiece>();
        var at = from;
        foreach (var (start, end) in marks.Where(mark => mark.Start >= from && mark.End <= to))
        {
            if (start > at)
            {
                pieces.Add(new ExcerptPiece(text[at..start], false));
            }

            pieces.Add(new ExcerptPiece(text[start..end], true));
            at = end;
        }

        if (to > at)
        {
            pieces.Add(new ExcerptPiece(text[at..to], false));
        }

        return new Excerpt(pieces, clauses, from > 0, to < text.Length);
    }

    private static int WordEdge(string text, int at, int limit, bool forward)
    {
        if (at <= 0)
        {
            return 0;
        }

        if (forward)
        {
            while (at < limit && !char.IsWhiteSpace(text[at - 1]))
            {
                at++;
            }

            return at;
        }

        while (at > limit && !char.IsWhiteSpace(text[at]))
        {
            at--;
        }

        return at;
    }
}

/// <summary>Words of an excerpt.</summary>
/// <param name="Text">As printed.</param>
/// <param name="IsMarked">Whether they are what was looked for.</param>
public sealed record ExcerptPiece(string Text, bool IsMarked);
