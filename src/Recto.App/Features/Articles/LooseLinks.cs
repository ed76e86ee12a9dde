using System.Text;

namespace Recto.App.Features.Articles;

/// <summary>Takes the address off links that lead to a place which is not on the page: the call of a note whose text is closed, the note of a source whose notes are.</summary>
internal static class LooseLinks
{
    private static ReadOnlySpan<byte> Href => " href=\"#"u8;

    /// <summary>The parts with every link to a place that none of them holds made a mere word.</summary>
    /// <param name="parts">The parts of the page by name, UTF-8 HTML of our own writer.</param>
    public static Dictionary<string, ReadOnlyMemory<byte>> Cut(IReadOnlyDictionary<string, ReadOnlyMemory<byte>> parts)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        foreach (var part in parts.Values)
        {
            Collect(part.Span, known);
        }

        return parts.ToDictionary(part => part.Key, part => (ReadOnlyMemory<byte>)Cut(part.Value.Span, known));
    }

    private static void Collect(ReadOnlySpan<byte> html, HashSet<string> known)
    {
        var mark = " id=\""u8;
        while (html.IndexOf(mark) is >= 0 and var at)
        {
            html = html[(at + mark.Length)..];
            known.Add(Encoding.UTF8.GetString(html[..Math.Max(0, html.IndexOf((byte)'"'))]));
        }
    }

    private static byte[] Cut(ReadOnlySpan<byte> html, HashSet<string> known)
    {
        using var kept = new MemoryStream(html.Length);
        while (html.IndexOf(Href) is >= 0 and var at)
        {
            kept.Write(html[..at]);
            html = html[at..];
            var end = html[Href.Length..].IndexOf((byte)'"');
            if (end < 0)
            {
                break;
            }

            var whole = html[..(Href.Length + end + 1)];
            if (known.Contains(Encoding.UTF8.GetString(html.Slice(Href.Length, end))))
            {
                kept.Write(whole);
            }

            html = html[whole.Length..];
        }

        kept.Write(html);
        return kept.ToArray();
    }
}
