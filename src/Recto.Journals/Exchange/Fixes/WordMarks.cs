using System.Globalization;
using System.Text;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>Gives the marks of Recto's changes and comments their author, date and unique ids.</summary>
/// <param name="used">The highest id in use.</param>
/// <param name="date">The date of all.</param>
internal sealed class WordMarks(long used, DateTimeOffset date)
{
    /// <summary>Whose they are.</summary>
    public const string Author = "Recto";

    private long _used = used;

    /// <summary>A new id.</summary>
    public string NextId() => (++_used).ToString(CultureInfo.InvariantCulture);

    /// <summary>The attributes of a tracked change.</summary>
    public string Change(string prefix) => Attributes(prefix, NextId());

    /// <summary>The attributes of a change or comment of an id.</summary>
    public string Attributes(string prefix, string id) =>
        $"{prefix}id=\"{id}\" {prefix}author=\"{Author}\" {prefix}date=\"{IsoInstant.Of(date)}\"";

    /// <summary>A piece of markup with new ids, for a second copy of it.</summary>
    public string Renumbered(string markup, string prefix)
    {
        var name = $" {prefix}id=\"";
        var result = new StringBuilder(markup.Length + 8);
        var at = 0;
        for (var found = markup.IndexOf(name, StringComparison.Ordinal); found >= 0; found = markup.IndexOf(name, at, StringComparison.Ordinal))
        {
            var start = found + name.Length;
            result.Append(markup, at, start - at).Append(NextId());
            at = markup.IndexOf('"', start);
            if (at < 0)
            {
                return markup;
            }
        }

        return result.Append(markup, at, markup.Length - at).ToString();
    }

    /// <summary>The highest number that a text gives to an attribute <c>id</c>; ids beyond a billion are not counted, for those behind them must still be numbers for Word.</summary>
    public static long HighestId(string text)
    {
        var highest = 0L;
        for (var at = text.IndexOf(":id=\"", StringComparison.Ordinal); at >= 0; at = text.IndexOf(":id=\"", at + 5, StringComparison.Ordinal))
        {
            var end = text.IndexOf('"', at + 5);
            if (end > 0 && end - at < 16 && long.TryParse(text.AsSpan(at + 5, end - at - 5), NumberStyles.None, CultureInfo.InvariantCulture, out var id) && id < 1_000_000_000)
            {
                highest = Math.Max(highest, id);
            }
        }

        return highest;
    }
}
