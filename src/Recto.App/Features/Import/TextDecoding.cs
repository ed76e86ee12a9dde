using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Fixes;

namespace Recto.App.Features.Import;

/// <summary>Decodes the text of a saved page: a byte order mark decides, else UTF-8, else windows-1252 with a warning.</summary>
internal static class TextDecoding
{
    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    /// <summary>The text with its encoding; null where it would not give the same bytes when written again.</summary>
    public static EncodedText? Source(ReadOnlySpan<byte> bytes) => bytes switch
    {
        [0xEF, 0xBB, 0xBF, ..] => EncodedText.Of(bytes, Encoding.UTF8, 3),
        [0xFF, 0xFE, ..] => EncodedText.Of(bytes, Encoding.Unicode, 2),
        [0xFE, 0xFF, ..] => EncodedText.Of(bytes, Encoding.BigEndianUnicode, 2),
        _ => EncodedText.Of(bytes, System.Text.Unicode.Utf8.IsValid(bytes) ? Encoding.UTF8 : CodePagesEncodingProvider.Instance.GetEncoding(1252)!, 0),
    };

    public static (string Text, ImportWarning? Warning) Decode(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xEF, 0xBB, 0xBF, ..]: return (Encoding.UTF8.GetString(bytes[3..]), null);
            case [0xFF, 0xFE, ..]: return (Encoding.Unicode.GetString(bytes[2..]), null);
            case [0xFE, 0xFF, ..]: return (Encoding.BigEndianUnicode.GetString(bytes[2..]), null);
            default: break;
        }

        try
        {
            return (Strict.GetString(bytes), null);
        }
        catch (DecoderFallbackException bad)
        {
            // The framework's only way to ask whether bytes are UTF-8 and where they are not.
            var line = 1 + bytes[..Math.Clamp(bad.Index, 0, bytes.Length)].Count((byte)'\n');
            return (CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetString(bytes), new ImportWarning(line, "The file is not UTF-8; it was read as windows-1252. Save it as UTF-8 if letters are wrong."));
        }
    }
}
