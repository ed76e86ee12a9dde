using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Recto.App.Shell;

/// <summary>Titles of articles inside links.</summary>
internal static partial class TitleHtml
{
    /// <summary>A title of our own writer without the calls of its notes (a link cannot stand in a link) and without ids, which belong to the article's page.</summary>
    /// <param name="html">Phrasing content, UTF-8.</param>
    public static MarkupString InLink(byte[] html)
    {
        var text = Encoding.UTF8.GetString(html);
        return new MarkupString(text.Contains("<a ", StringComparison.Ordinal) || text.Contains(" id=", StringComparison.Ordinal) ? Ids().Replace(Links().Replace(Calls().Replace(text, ""), ""), "") : text);
    }

    // <sup><a class="call c1" … role="doc-noteref">*</a></sup>
    [GeneratedRegex("(<sup>)?<a [^>]*(doc-noteref|class=\"call)[^>]*>.*?</a>(</sup>)?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Calls();

    [GeneratedRegex("</?a( [^>]*)?>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Links();

    [GeneratedRegex("(?<=<[a-z]+[^>]*) id=\"[^\"]*\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Ids();
}
