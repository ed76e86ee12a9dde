using System.Text;
using System.Text.RegularExpressions;
using Microsoft.AspNetCore.Components;

namespace Recto.App.Shell;

/// <summary>Titles away from their own page.</summary>
internal static partial class TitleMarkup
{
    /// <summary>A title as it stands in a list, where it is a link itself: without the calls of its notes, without links, without ids.</summary>
    /// <param name="titleHtml">UTF-8 HTML of our own writer.</param>
    public static MarkupString InList(byte[] titleHtml)
    {
        var html = Encoding.UTF8.GetString(titleHtml);
        return new MarkupString(html.Contains("<a ", StringComparison.Ordinal) || html.Contains(" id=", StringComparison.Ordinal) ? Id().Replace(Link().Replace(Call().Replace(html, ""), ""), "").TrimEnd() : html);
    }

    // <sup><a class="call c1" id="call-1" href="#n1" role="doc-noteref">1</a></sup>
    [GeneratedRegex("(?:<sup>)?<a [^>]*(?:doc-noteref|class=\"call)[^>]*>.*?</a>(?:</sup>)?", RegexOptions.CultureInvariant | RegexOptions.Singleline, 1000)]
    private static partial Regex Call();

    [GeneratedRegex("</?a(?: [^>]*)?>", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Link();

    // Attributes only: a text has its sharp brackets encoded.
    [GeneratedRegex("(?<=<[^<>]*) id=\"[^\"]*\"", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Id();
}
