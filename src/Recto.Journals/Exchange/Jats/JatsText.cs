using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Bytes of an XML file as text (XML 1.0, appendix F; a byte order mark wins over the declaration).</summary>
internal static class JatsText
{
    /// <summary>The text without its byte order mark; null where the bytes are no text in their encoding, and then a refusal.</summary>
    public static string? Decode(ReadOnlySpan<byte> bytes, List<Articles.ImportWarning> warnings, out JatsRefusal? refusal)
    {
        (var encoding, var skip, refusal) = EncodingOf(bytes, warnings);
        if (encoding is null)
        {
            return null;
        }

        var content = bytes[skip..];
        try
        {
            return encoding.GetString(content);
        }
        catch (DecoderFallbackException fault)
        {
            refusal = NotText(content, encoding, fault);
            return null;
        }
    }

    /// <summary>The encoding of the bytes and the length of their byte order mark; a null encoding where it is not known, and then a refusal.</summary>
    public static (Encoding? Encoding, int Skip, JatsRefusal? Refusal) EncodingOf(ReadOnlySpan<byte> bytes, List<Articles.ImportWarning> warnings)
    {
        JatsRefusal? refusal = null;
        var (encoding, skip) = ByMark(bytes) ?? ByDeclaration(bytes, warnings, ref refusal);
        return (encoding, skip, refusal);
    }

    private static (Encoding? Encoding, int Skip)? ByMark(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => (Strict(new UTF8Encoding(false)), 3),
        [0xFF, 0xFE, 0, 0, ..] => (Strict(new UTF32Encoding(false, false)), 4),
        [0, 0, 0xFE, 0xFF, ..] => (Strict(new UTF32Encoding(true, false)), 4),
        [0xFF, 0xFE, ..] => (Strict(new UnicodeEncoding(false, false)), 2),
        [0xFE, 0xFF, ..] => (Strict(new UnicodeEncoding(true, false)), 2),
        [0, (byte)'<', 0, _, ..] => (Strict(new UnicodeEncoding(true, false)), 0),
        [(byte)'<', 0, _, 0, ..] => (Strict(new UnicodeEncoding(false, false)), 0),
        _ => null,
    };

    private static (Encoding? Encoding, int Skip) ByDeclaration(ReadOnlySpan<byte> bytes, List<Articles.ImportWarning> warnings, ref JatsRefusal? refusal)
    {
        var utf8 = Strict(new UTF8Encoding(false));
        var name = DeclaredName(bytes);
        if (name is null || name.Equals("utf-8", StringComparison.OrdinalIgnoreCase) || name.Equals("utf8", StringComparison.OrdinalIgnoreCase))
        {
            return (utf8, 0);
        }

        if (name.StartsWith("utf-16", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ucs-2", StringComparison.OrdinalIgnoreCase)
            || name.StartsWith("iso-10646", StringComparison.OrdinalIgnoreCase) || name.StartsWith("utf-32", StringComparison.OrdinalIgnoreCase))
        {
            // Exported by a program that wrote its in-memory encoding into the declaration: the bytes are single.
            warnings.Add(new(1, $"The file declares the encoding {name}, but its bytes are not so encoded; read as UTF-8."));
            return (utf8, 0);
        }

        var encoding = Find(name);
        if (encoding is null)
        {
            refusal = new JatsRefusal(1, 1, $"The encoding \"{name}\" that the file declares is not known. Save the file as UTF-8.");
            return (null, 0);
        }

        if (encoding.CodePage == 28591 && bytes.ContainsAnyInRange((byte)0x80, (byte)0x9F))
        {
            // Bytes 80 to 9F are control characters in ISO 8859-1: nobody means them (WHATWG Encoding reads such files as windows-1252 too).
            warnings.Add(new(1, $"The file declares {name} but holds bytes that only windows-1252 gives characters; read as windows-1252."));
            encoding = Find("windows-1252")!;
        }

        return (encoding, 0);
    }

    /// <summary>The name in <c>&lt;?xml … encoding="…"?&gt;</c>; null where there is none.</summary>
    private static string? DeclaredName(ReadOnlySpan<byte> bytes)
    {
        var head = Encoding.Latin1.GetString(bytes[..Math.Min(bytes.Length, 400)]).TrimStart();
        var end = head.IndexOf("?>", StringComparison.Ordinal);
        if (!head.StartsWith("<?xml", StringComparison.Ordinal) || end < 0)
        {
            return null;
        }

        var declaration = head[..end];
        var at = declaration.IndexOf("encoding", StringComparison.Ordinal);
        var open = at < 0 ? -1 : declaration.AsSpan(at).IndexOfAny('"', '\'') + at;
        if (open < at + 8)
        {
            return null;
        }

        var close = declaration.IndexOf(declaration[open], open + 1);
        return close < 0 ? null : declaration[(open + 1)..close].Trim();
    }

    private static Encoding? Find(string name)
    {
        try
        {
            return Strict(CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name));
        }
        catch (ArgumentException)
        {
            // The only way the framework has to say that it knows no such name.
            return null;
        }
    }

    private static Encoding Strict(Encoding encoding)
    {
        var strict = (Encoding)encoding.Clone();
        strict.DecoderFallback = DecoderFallback.ExceptionFallback;
        return strict;
    }

    private static JatsRefusal NotText(ReadOnlySpan<byte> content, Encoding encoding, DecoderFallbackException fault)
    {
        // The index is where the decoder noticed; what stands before it decodes.
        var lenient = (Encoding)encoding.Clone();
        lenient.DecoderFallback = new DecoderReplacementFallback("\uFFFD");
        var before = lenient.GetString(content[..Math.Clamp(fault.Index, 0, content.Length)]);
        var line = 1 + before.AsSpan().Count('\n');
        var column = before.Length - before.LastIndexOf('\n');
        var found = string.Join(' ', (fault.BytesUnknown ?? []).Select(value => value.ToString("X2", CultureInfo.InvariantCulture)));
        return new JatsRefusal(line, column, $"The bytes {found} are no character in {encoding.WebName}, the encoding of the file. Declare the right encoding in the first line, or save the file as UTF-8.");
    }
}
