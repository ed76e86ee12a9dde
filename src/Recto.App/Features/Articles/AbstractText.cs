namespace Recto.App.Features.Articles;

/// <summary>The abstract of an article as it was written at import.</summary>
internal static class AbstractText
{
    private static ReadOnlySpan<byte> Notes => "<div class=\"notes\">"u8;

    /// <summary>The abstract without the notes that are called in it: where they are closed, or stand at the end.</summary>
    /// <param name="html">UTF-8 HTML of our own writer, so every <c>div</c> is closed.</param>
    public static byte[] WithoutNotes(byte[] html)
    {
        var rest = html.AsSpan();
        if (rest.IndexOf(Notes) < 0)
        {
            return html;
        }

        using var kept = new MemoryStream(html.Length);
        while (rest.IndexOf(Notes) is >= 0 and var start)
        {
            kept.Write(rest[..start]);
            rest = rest[(start + Notes.Length)..];
            for (var depth = 1; depth > 0 && !rest.IsEmpty;)
            {
                var tag = rest.IndexOf((byte)'<');
                rest = tag < 0 ? [] : rest[tag..];
                depth += rest.StartsWith("</div>"u8) ? -1 : rest.StartsWith("<div"u8) ? 1 : 0;
                rest = rest.IndexOf((byte)'>') is >= 0 and var end ? rest[(end + 1)..] : [];
            }
        }

        kept.Write(rest);
        return kept.ToArray();
    }
}
