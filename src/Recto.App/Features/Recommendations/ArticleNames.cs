using System.Globalization;
using Recto.App.Shell;

namespace Recto.App.Features.Recommendations;

/// <summary>How tables call articles. With a text or citations, where line n is article n, articles are such numbers; without, anything may be the name of one.</summary>
/// <param name="lines">How many articles have a line; null where there is no table with such lines.</param>
internal sealed class ArticleNames(int? lines)
{
    private readonly Dictionary<string, int> _others = new(StringComparer.Ordinal);
    private readonly List<string> _names = [];

    /// <summary>How many articles there are: lines, and those that were named without one.</summary>
    public int Count => (lines ?? 0) + _names.Count;

    /// <summary>The name of an article.</summary>
    public string this[int article] => lines is { } known ? article < known ? article.ToString(CultureInfo.InvariantCulture) : _names[article - known] : _names[article];

    /// <summary>The article of a name; one that was not known is known from now on, without text or citations.</summary>
    /// <exception cref="InvalidDataException">It is no number where articles are numbers of lines.</exception>
    public int Find(string name, InputLines where)
    {
        if (lines is { } known)
        {
            if (!long.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                throw where.Refuse($"“{(name.Length <= 60 ? name : name[..60] + "…")}” is no article: beside a text or citations articles are numbers of their lines, from 0");
            }

            if (number < known)
            {
                return (int)number;
            }

            name = number.ToString(CultureInfo.InvariantCulture);
        }

        if (!_others.TryGetValue(name, out var article))
        {
            _others.Add(name, article = Count);
            _names.Add(name);
        }

        return article;
    }
}
