using System.Text;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>The text of a file and how it is written in bytes.</summary>
public sealed class EncodedText
{
    private readonly byte[] _mark;
    private readonly Encoding _encoding;

    private EncodedText(string text, Encoding encoding, byte[] mark) => (Text, _encoding, _mark) = (text, encoding, mark);

    /// <summary>The text without its byte order mark.</summary>
    public string Text { get; }

    /// <summary>A text with its encoding.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="encoding">Its encoding.</param>
    /// <param name="skip">Length of its byte order mark, in bytes.</param>
    /// <returns>Null where the text, written again, would not give the same bytes: then nothing may be changed in it.</returns>
    public static EncodedText? Of(ReadOnlySpan<byte> bytes, Encoding encoding, int skip)
    {
        ArgumentNullException.ThrowIfNull(encoding);
        var strict = (Encoding)encoding.Clone();
        strict.EncoderFallback = EncoderFallback.ExceptionFallback;
        strict.DecoderFallback = DecoderFallback.ReplacementFallback;
        var text = strict.GetString(bytes[skip..]);
        try
        {
            return bytes[skip..].SequenceEqual(strict.GetBytes(text)) ? new EncodedText(text, strict, bytes[..skip].ToArray()) : null;
        }
        catch (EncoderFallbackException)
        {
            // The framework's only way to say that the encoding cannot write what it has read.
            return null;
        }
    }

    /// <summary>Whether the encoding has all characters of a text.</summary>
    internal bool CanWrite(string text)
    {
        try
        {
            return _encoding.GetByteCount(text) >= 0;
        }
        catch (EncoderFallbackException)
        {
            // The framework's only way to ask.
            return false;
        }
    }

    /// <summary>The bytes of the file with another text.</summary>
    internal byte[] Write(string text) => [.. _mark, .. _encoding.GetBytes(text)];
}
