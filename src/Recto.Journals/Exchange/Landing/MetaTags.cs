using System.Buffers;
using System.Text;

namespace Recto.Journals.Exchange.Landing;

/// <summary>Writes <c>meta</c> elements as UTF-8.</summary>
internal static class MetaTags
{
    private static readonly SearchValues<char> Special = SearchValues.Create([.. "&<>\"", .. Enumerable.Range(0, 0x20).Select(code => (char)code), .. Enumerable.Range(0x7f, 0x21).Select(code => (char)code), .. "\uE000\uE001\uE002\uFFFE\uFFFF"]);

    /// <summary>One with a <c>name</c>.</summary>
    public static void Write(IBufferWriter<byte> output, string name, string content) => Write(output, "<meta name=\""u8, name, content);

    /// <summary>One with a <c>property</c> (Open Graph).</summary>
    public static void Property(IBufferWriter<byte> output, string name, string content) => Write(output, "<meta property=\""u8, name, content);

    private static void Write(IBufferWriter<byte> output, ReadOnlySpan<byte> begin, ReadOnlySpan<char> name, ReadOnlySpan<char> content)
    {
        output.Write(begin);
        Encoding.UTF8.GetBytes(name, output);
        output.Write("\" content=\""u8);
        Encoded(output, content);
        output.Write("\">\n"u8);
    }

    // What HTML cannot hold is left out; half a surrogate pair becomes U+FFFD. The three marks of words of ours (private use) are written as references, as everywhere.
    private static void Encoded(IBufferWriter<byte> output, ReadOnlySpan<char> text)
    {
        while (text.IndexOfAny(Special) is >= 0 and var at)
        {
            Encoding.UTF8.GetBytes(text[..at], output);
            output.Write(text[at] switch
            {
                '&' => "&amp;"u8,
                '<' => "&lt;"u8,
                '>' => "&gt;"u8,
                '"' => "&quot;"u8,
                '\t' or '\n' or '\r' => " "u8,
                '\uE000' => "&#xE000;"u8,
                '\uE001' => "&#xE001;"u8,
                '\uE002' => "&#xE002;"u8,
                _ => [],
            });
            text = text[(at + 1)..];
        }

        Encoding.UTF8.GetBytes(text, output);
    }
}
