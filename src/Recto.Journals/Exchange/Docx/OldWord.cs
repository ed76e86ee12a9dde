using System.Text;

namespace Recto.Journals.Exchange.Docx;

/// <summary>Files that Word writes and that are no zip: the old format, and whatever a password protects (OLE compound files, [MS-CFB]); RTF.</summary>
internal static class OldWord
{
    private static readonly byte[] Encrypted = Encoding.Unicode.GetBytes("EncryptedPackage");
    private static readonly byte[] Document = Encoding.Unicode.GetBytes("WordDocument");

    /// <summary>Why a file cannot be read and what to do; null where it may be a zip.</summary>
    public static string? FindRefusal(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]))
        {
            return bytes.IndexOf(Encrypted) >= 0 ? "The Word file is protected by a password: open it in Word, take the password off (File, Info, Protect Document, Encrypt with Password) and save it."
                : bytes.IndexOf(Document) >= 0 ? "This is a Word file of the old kind (.doc), which is not read: open it in Word or LibreOffice and save it as .docx."
                : "This is an old Office file, and no Word file (.docx): open it and save the text as .docx.";
        }

        return bytes.StartsWith("{\\rtf"u8) ? "This is RTF, which is not read: open it in Word or LibreOffice and save it as .docx."
            : bytes.StartsWith("PK"u8) ? null
            : "The file is no Word file (.docx): it is no zip. Open it in Word and save it as .docx.";
    }
}
