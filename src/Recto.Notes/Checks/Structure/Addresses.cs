using Recto.Notes.Text;

namespace Recto.Notes.Checks.Structure;

/// <summary>Where web addresses and DOIs stand in a note: whole stretches between blanks. What looks like a date or a range there is none.</summary>
internal sealed class Addresses
{
    private readonly List<TextSpan> _spans = [];

    private Addresses() { }

    public static Addresses Of(string text)
    {
        var found = new Addresses();
        foreach (var stretch in Stretches(text))
        {
            var words = stretch.In(text);
            if (words.Contains("://", StringComparison.Ordinal) || words.Contains("www.", StringComparison.OrdinalIgnoreCase) || words.Contains("doi.org", StringComparison.OrdinalIgnoreCase) || (words.IndexOf("10.", StringComparison.Ordinal) is >= 0 and var at && words[at..].Contains('/')))
            {
                found._spans.Add(stretch);
            }
        }

        return found;
    }

    /// <summary>Whether the place is part of an address.</summary>
    public bool Contains(int position)
    {
        var (low, high) = (0, _spans.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_spans[middle].End <= position)
            {
                low = middle + 1;
            }
            else
            {
                high = middle;
            }
        }

        return low < _spans.Count && _spans[low].Contains(position);
    }

    /// <summary>What stands between white space.</summary>
    public static IEnumerable<TextSpan> Stretches(string text)
    {
        var start = -1;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i == text.Length || char.IsWhiteSpace(text[i]))
            {
                if (start >= 0)
                {
                    yield return new TextSpan(start, i);
                }

                start = -1;
            }
            else if (start < 0)
            {
                start = i;
            }
        }
    }
}
