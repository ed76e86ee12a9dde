using System.Globalization;
using System.Text;

namespace Recto.App.Features.Import.Markdown;

/// <summary>What a site's machinery would have put in: a Liquid tag (<c>{% include figure.html … %}</c>, <c>{{ page.title }}</c>) or a Hugo shortcode (<c>{{&lt; figure … &gt;}}</c>).</summary>
/// <param name="Name">First word; <c>include:figure.html</c> for an include, <c>/name</c> for an end.</param>
/// <param name="Arguments">Named arguments, and those without a name by their number from 0.</param>
/// <param name="Source">As written.</param>
internal sealed record MarkdownMacro(string Name, IReadOnlyDictionary<string, string> Arguments, string Source)
{
    /// <summary>Whether an argument is given twice, of which only the first counts.</summary>
    public bool HasTwice { get; init; }

    /// <summary>The argument of a name; null where it has none.</summary>
    public string? this[string name] => Arguments.TryGetValue(name, out var value) && !string.IsNullOrWhiteSpace(value) ? value : null;
}

/// <summary>
/// Finds a site's machinery in Markdown and puts marks of two characters that no text has (U+FDD0, U+FDD1) round its number, as Hugo and Jekyll do: they too take it out before the Markdown is read.
/// </summary>
internal sealed class MarkdownMacros
{
    public const char Opens = '\uFDD0';
    public const char Closes = '\uFDD1';

    /// <summary>Stands behind a bracket that was escaped.</summary>
    public const char Escaped = '\uFDD2';

    /// <summary>Longest tag, in UTF-16 code units: an end is not sought further than that.</summary>
    private const int Longest = 20_000;

    private readonly List<MarkdownMacro> _all = [];
    private readonly List<string> _comments = [];
    private readonly List<(int Line, int Lines)> _shortened = []; // Lines of the text; line ends that are gone by then.

    /// <summary>Comments that no site prints, as written.</summary>
    public IReadOnlyList<string> Comments => _comments;

    /// <summary>All in order.</summary>
    public IReadOnlyList<MarkdownMacro> All => _all;

    /// <summary>The text with marks instead of machinery. <see cref="LineOf"/> tells the lines of the source.</summary>
    public string Take(string text)
    {
        text = text.Replace(Opens, '\uFFFD').Replace(Closes, '\uFFFD').Replace(Escaped, '\uFFFD');
        var result = new StringBuilder(text.Length);
        var at = 0;
        var raw = false;
        var line = 0;
        var counted = 0;
        var ends = new Dictionary<string, int>(StringComparer.Ordinal);
        while (at < text.Length)
        {
            var open = text.IndexOf('{', at);
            if (open < 0 || open + 3 >= text.Length)
            {
                break;
            }

            result.Append(text, at, open - at);
            at = open;
            var end = text[open + 1] switch
            {
                '%' => "%}",
                '{' => text[open + 2] switch { '<' => ">}}", '%' => "%}}", _ => "}}" },
                _ => null,
            };
            var isOutput = end == "}}";
            var length = end is null ? -1 : EndOf(end, open) - open;
            if (length < 0 || length > (isOutput ? 300 : Longest))
            {
                result.Append('{');
                at++;
                continue;
            }

            var source = text.Substring(open, length + end!.Length);
            var inner = source[(end.Length == 3 ? 3 : 2)..^end.Length].Trim().Trim('-').Trim();
            var word = inner.Split([' ', '\t', '\n', '\r'], 2)[0];
            at = open + source.Length;
            if (end == "%}" && (raw ? word == "endraw" : word == "raw"))
            {
                raw = !raw;
                continue;
            }

            if (end == "%}" && word == "comment" && !raw && text.IndexOf("endcomment", at, Math.Min(Longest, text.Length - at), StringComparison.Ordinal) is >= 0 and var comment && text.IndexOf("%}", comment, StringComparison.Ordinal) is >= 0 and var over)
            {
                _comments.Add(text[open..(over + 2)]);
                at = over + 2;
                continue;
            }

            if (raw || isOutput && !LooksLikeOutput(inner) || inner.Length == 0 || end == "%}" && !char.IsLetter(inner[0]))
            {
                result.Append(source);
                continue;
            }

            if (word is "highlight" or "endhighlight" or "/highlight" && StandsAlone(text, open, at))
            {
                result.Append(word == "highlight" ? "```" + inner["highlight".Length..].Trim().Split(' ', 2)[0].Trim('"') : "```");
            }
            else if (end.Length == 3 && inner.StartsWith("/*", StringComparison.Ordinal))
            {
                // {{</* figure */>}} shows a shortcode and is none.
                result.Append(source.Replace("/*", "", StringComparison.Ordinal).Replace("*/", "", StringComparison.Ordinal));
            }
            else
            {
                var lines = source.AsSpan().Count('\n');
                if (lines > 0)
                {
                    line += text.AsSpan(counted, open - counted).Count('\n');
                    counted = at;
                    _shortened.Add((line, (_shortened.Count > 0 ? _shortened[^1].Lines : 0) + lines));
                }

                result.Append(Opens).Append(_all.Count.ToString(CultureInfo.InvariantCulture)).Append(Closes);
                _all.Add(Parse(inner, source, isOutput));
            }
        }

        result.Append(text, at, text.Length - at);
        return result.ToString();

        // The next end from a place on, or -1. Kept, so that a text of beginnings without ends is not searched again and again.
        int EndOf(string end, int from)
        {
            if (!ends.TryGetValue(end, out var known) || known >= 0 && known < from)
            {
                ends[end] = known = text.IndexOf(end, from, StringComparison.Ordinal);
            }

            return known;
        }
    }

    /// <summary>The line of the source, from 0, for a line of the text without machinery.</summary>
    public int LineOf(int line)
    {
        var (low, high) = (0, _shortened.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = _shortened[middle].Line < line ? (middle + 1, high) : (low, middle);
        }

        return low == 0 ? line : line + _shortened[low - 1].Lines;
    }

    /// <summary>A text with every mark replaced.</summary>
    public string Replace(string text, Func<MarkdownMacro, string> by)
    {
        if (!text.Contains(Opens, StringComparison.Ordinal))
        {
            return text;
        }

        var result = new StringBuilder(text.Length);
        var at = 0;
        for (var open = text.IndexOf(Opens, StringComparison.Ordinal); open >= 0; open = text.IndexOf(Opens, at))
        {
            result.Append(text, at, open - at);
            var close = text.IndexOf(Closes, open);
            at = close < 0 ? open + 1 : close + 1;
            if (close > 0 && int.TryParse(text.AsSpan(open + 1, close - open - 1), NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number < _all.Count)
            {
                result.Append(by(_all[number]));
            }
        }

        return result.Append(text, at, text.Length - at).ToString();
    }

    // {{ page.title }}, {{ site.baseurl }}, {{ "/x" | relative_url }}; but not {{Infobox …}} or a template of another tool with letters only in running text.
    private static bool LooksLikeOutput(string inner) =>
        inner.Length > 0 && (inner.Contains('.', StringComparison.Ordinal) || inner.Contains('|', StringComparison.Ordinal)) && !inner.Contains('\n', StringComparison.Ordinal) && (char.IsLetter(inner[0]) || inner[0] is '"' or '\'');

    private static bool StandsAlone(string text, int start, int end)
    {
        var before = text.LastIndexOf('\n', Math.Max(0, start - 1), Math.Max(0, start)) + 1;
        var after = text.IndexOf('\n', end);
        return text.AsSpan(before, start - before).IsWhiteSpace() && text.AsSpan(end, (after < 0 ? text.Length : after) - end).IsWhiteSpace();
    }

    private static MarkdownMacro Parse(string inner, string source, bool isOutput)
    {
        if (isOutput)
        {
            return new MarkdownMacro("{{", new Dictionary<string, string> { ["0"] = inner }, source);
        }

        var words = Words(inner.TrimEnd('/').TrimEnd());
        var name = words.Count > 0 ? words[0].Value : "";
        var skip = 1;
        if (name == "/" && words.Count > 1)
        {
            name = "/" + words[1].Value;
            skip = 2;
        }
        else if (name is "include" or "include_relative" && words.Count > 1)
        {
            name = "include:" + words[1].Value[(words[1].Value.LastIndexOf('/') + 1)..];
            skip = 2;
        }

        var arguments = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        var number = 0;
        var isTwice = false;
        foreach (var (key, value) in words.Skip(skip))
        {
            isTwice |= !arguments.TryAdd(key ?? (number++).ToString(CultureInfo.InvariantCulture), value);
        }

        return new MarkdownMacro(name, arguments, source) { HasTwice = isTwice };
    }

    // name   "text with \" in it"   key="text"   key='text'   key=word   `text`
    private static List<(string? Key, string Value)> Words(string inner)
    {
        var words = new List<(string? Key, string Value)>();
        var at = 0;
        while (at < inner.Length)
        {
            while (at < inner.Length && (char.IsWhiteSpace(inner[at]) || inner[at] == ','))
            {
                at++;
            }

            if (at >= inner.Length)
            {
                break;
            }

            string? key = null;
            var start = at;
            while (at < inner.Length && (char.IsLetterOrDigit(inner[at]) || inner[at] is '-' or '_'))
            {
                at++;
            }

            var equals = at;
            while (equals < inner.Length && char.IsWhiteSpace(inner[equals]))
            {
                equals++;
            }

            if (at > start && equals < inner.Length && inner[equals] == '=' && words.Count > 0)
            {
                key = inner[start..at];
                at = equals + 1;
                while (at < inner.Length && char.IsWhiteSpace(inner[at]))
                {
                    at++;
                }
            }
            else
            {
                at = start;
            }

            words.Add((key, Value(inner, ref at)));
        }

        return words;
    }

    private static string Value(string inner, ref int at)
    {
        if (at >= inner.Length)
        {
            return "";
        }

        var start = at;
        if (inner[at] is not ('"' or '\'' or '`'))
        {
            while (at < inner.Length && !char.IsWhiteSpace(inner[at]))
            {
                at++;
            }

            return inner[start..at];
        }

        var quote = inner[at++];
        var value = new StringBuilder();
        while (at < inner.Length && inner[at] != quote)
        {
            if (inner[at] == '\\' && quote != '`' && at + 1 < inner.Length)
            {
                at++;
            }

            value.Append(inner[at++]);
        }

        at++;
        return value.ToString();
    }
}
