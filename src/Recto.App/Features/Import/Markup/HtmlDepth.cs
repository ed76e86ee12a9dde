using AngleSharp.Dom;

namespace Recto.App.Features.Import.Markup;

/// <summary>Guards against markup that nests deeper than any article does and would cost a parser, or us, too much.</summary>
internal static class HtmlDepth
{
    /// <summary>Elements one within another; a page that nests deeper was made to hurt.</summary>
    private const int Deepest = 300;

    /// <summary>Before parsing, for a parser takes quadratic time on such a page: whether too many elements are opened and never closed, those apart that HTML closes by itself.</summary>
    /// <param name="bytes">HTML in any encoding that keeps ASCII.</param>
    public static bool NestsTooDeep(ReadOnlySpan<byte> bytes)
    {
        var depth = 0;
        for (var at = bytes.IndexOf((byte)'<'); at >= 0 && at + 1 < bytes.Length;)
        {
            var closes = bytes[at + 1] == '/';
            var name = bytes[(at + (closes ? 2 : 1))..];
            var length = 0;
            while (length < name.Length && length < 12 && char.IsAsciiLetterOrDigit((char)name[length]))
            {
                length++;
            }

            if (length > 0 && !ClosesItself(name[..length]))
            {
                depth = closes ? Math.Max(0, depth - 1) : depth + 1;
                if (depth > Deepest * 4)
                {
                    return true;
                }
            }

            var next = bytes[(at + 1)..].IndexOf((byte)'<');
            at = next < 0 ? -1 : at + 1 + next;
        }

        return false;
    }

    private static bool ClosesItself(ReadOnlySpan<byte> name) => System.Text.Encoding.ASCII.GetString(name).ToLowerInvariant() is
        "p" or "li" or "td" or "th" or "tr" or "dt" or "dd" or "option" or "br" or "hr" or "img" or "input" or "meta" or "link" or "col" or "source" or "track" or "wbr" or "area" or "base" or "embed" or "param" or "path" or "rect" or "circle" or "line" or "use";

    /// <summary>Whether a parsed tree nests too deep.</summary>
    /// <param name="root">Where to begin.</param>
    public static bool IsTooDeep(INode root)
    {
        // By index: to ask a node for its next sibling costs the number of its siblings.
        var open = new Stack<(INode Node, int Next)>();
        open.Push((root, 0));
        while (open.TryPop(out var top))
        {
            if (top.Next < top.Node.ChildNodes.Length)
            {
                open.Push((top.Node, top.Next + 1));
                open.Push((top.Node.ChildNodes[top.Next], 0));
                if (open.Count > Deepest + 1)
                {
                    return true;
                }
            }
        }

        return false;
    }
}
