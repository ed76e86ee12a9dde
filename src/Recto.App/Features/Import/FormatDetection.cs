using System.Text;
using Recto.Journals.Exchange.Ojs;

namespace Recto.App.Features.Import;

/// <summary>What a file is.</summary>
internal enum ArticleFormat
{
    /// <summary>XML that may be JATS or NLM.</summary>
    Jats = 1,

    /// <summary>A saved page as text.</summary>
    Text,

    /// <summary>A saved page as HTML.</summary>
    Html,

    /// <summary>TEI.</summary>
    Tei,

    /// <summary>Word.</summary>
    Docx,

    /// <summary>Markdown.</summary>
    Markdown,

    /// <summary>PDF.</summary>
    Pdf,

    /// <summary>Other bytes that are no text.</summary>
    Binary,
}

/// <summary>Tells the format of a file by its bytes; the name decides only between text and Markdown, where the text itself does not.</summary>
internal static class FormatDetection
{
    /// <summary>Bytes at the beginning of a file that tell what it is.</summary>
    public const int Head = 4096;

    /// <summary>Whether it is an export of OJS: many articles in one file.</summary>
    /// <param name="bytes">The beginning of the file.</param>
    public static bool IsOjs(ReadOnlySpan<byte> bytes)
    {
        var text = Beginning(bytes);
        if (!text.Contains(OjsReader.Namespace + "\"", StringComparison.Ordinal) && !text.Contains(OjsReader.Namespace + "'", StringComparison.Ordinal))
        {
            return false;
        }

        var root = RootOf(text.AsSpan().TrimStart().TrimStart('\uFEFF').TrimStart()) ?? "";
        var local = root[(root.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return OjsReader.IsRoot(local) || local is "PKPUsers" or "users" or "submissions";
    }

    public static ArticleFormat Of(ReadOnlySpan<byte> bytes, string fileName)
    {
        if (bytes.StartsWith("PK\u0003\u0004"u8))
        {
            return bytes.IndexOf("word/document"u8) >= 0 || IsWord(fileName) ? ArticleFormat.Docx : ArticleFormat.Binary;
        }

        // Old and protected Word files, RTF, and what only bears Word's name: its reader says what to do.
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0]) || bytes.StartsWith("{\\rtf"u8) || IsWord(fileName))
        {
            return ArticleFormat.Docx;
        }

        if (bytes.StartsWith("%PDF"u8))
        {
            return ArticleFormat.Pdf;
        }

        var text = Beginning(bytes);
        if (text.Contains('\0', StringComparison.Ordinal))
        {
            return ArticleFormat.Binary;
        }

        var start = text.AsSpan().TrimStart().TrimStart('\uFEFF').TrimStart();
        if (start.StartsWith("<") && RootOf(start) is { } root)
        {
            var local = root[(root.IndexOf(':', StringComparison.Ordinal) + 1)..];
            return local.ToUpperInvariant() switch
            {
                "HTML" or "HEAD" or "BODY" or "DIV" or "P" or "MAIN" or "META" or "TITLE" => ArticleFormat.Html,
                "TEI" or "TEI.2" or "TEICORPUS" or "TEICORPUS.2" => ArticleFormat.Tei,
                _ => ArticleFormat.Jats,
            };
        }

        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        return extension switch
        {
            ".xml" or ".nxml" => ArticleFormat.Jats,
            ".html" or ".htm" or ".xhtml" => ArticleFormat.Html,
            ".md" or ".markdown" or ".mdown" or ".mkd" or ".mdx" or ".qmd" or ".rmd" => ArticleFormat.Markdown,
            _ => HasMarkdownNotes(bytes) ? ArticleFormat.Markdown : ArticleFormat.Text,
        };
    }

    // Text from standard input, or in a .txt: a line that begins "[^1]:" is a note of Markdown and nothing else.
    private static bool HasMarkdownNotes(ReadOnlySpan<byte> bytes)
    {
        for (var at = bytes.IndexOf("\n[^"u8); at >= 0;)
        {
            var rest = bytes[(at + 3)..Math.Min(bytes.Length, at + 103)];
            var close = rest.IndexOfAny((byte)']', (byte)'\n', (byte)' ');
            if (close > 0 && close + 1 < rest.Length && rest[close] == ']' && rest[close + 1] == ':')
            {
                return true;
            }

            var next = bytes[(at + 3)..].IndexOf("\n[^"u8);
            at = next < 0 ? -1 : at + 3 + next;
        }

        return false;
    }

    private static bool IsWord(string fileName) => Path.GetExtension(fileName).ToLowerInvariant() is ".docx" or ".docm" or ".dotx" or ".dotm";

    private static string Beginning(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, Head)];
        return head switch
        {
            [0xFF, 0xFE, ..] => Encoding.Unicode.GetString(head[..(head.Length & ~1)]),
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode.GetString(head[..(head.Length & ~1)]),
            [(byte)'<', 0, ..] => Encoding.Unicode.GetString(head[..(head.Length & ~1)]),
            [0, (byte)'<', ..] => Encoding.BigEndianUnicode.GetString(head[..(head.Length & ~1)]),
            _ => Encoding.Latin1.GetString(head).Replace("ï»¿", "", StringComparison.Ordinal),
        };
    }

    // Name of the first element, past declaration, comments and DOCTYPE; of the DOCTYPE where the element lies beyond what was looked at.
    private static string? RootOf(ReadOnlySpan<char> text)
    {
        string? doctype = null;
        while (text.Length > 1 && text[0] == '<')
        {
            var end = text.StartsWith("<!--") ? text.IndexOf("-->") : text.StartsWith("<?") ? text.IndexOf("?>") : text.StartsWith("<!") ? EndOfDoctype(text) : -2;
            if (end == -2)
            {
                return char.IsLetter(text[1]) ? Name(text[1..]) : null;
            }

            if (text.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            {
                doctype = Name(text[9..].TrimStart());
            }

            if (end < 0)
            {
                return doctype ?? "";
            }

            text = text[(end + 1)..];
            var next = text.IndexOf('<');
            if (next < 0)
            {
                return doctype ?? "";
            }

            text = text[next..];
        }

        return doctype;
    }

    private static int EndOfDoctype(ReadOnlySpan<char> text)
    {
        var subset = text.IndexOf('[');
        var close = text.IndexOf('>');
        return subset >= 0 && subset < close && text.IndexOf("]>") is >= 0 and var end ? end + 1 : close;
    }

    private static string Name(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] is not ('>' or '/' or '['))
        {
            end++;
        }

        return text[..end].ToString();
    }
}
