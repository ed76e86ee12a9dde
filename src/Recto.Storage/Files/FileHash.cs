using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;

namespace Recto.Storage.Files;

/// <summary>SHA-256 of a file's bytes: its name in the file store.</summary>
public readonly record struct FileHash
{
    private FileHash(string value) => Value = value;

    /// <summary>Sixty-four lower-case hexadecimal digits.</summary>
    public string Value { get; }

    /// <summary>The hash of these bytes.</summary>
    public static FileHash Of(ReadOnlySpan<byte> bytes) => OfDigest(SHA256.HashData(bytes));

    /// <summary>The hash of what is left of a stream.</summary>
    public static FileHash OfStream(Stream content) => OfDigest(SHA256.HashData(content));

    /// <summary>Reads sixty-four hexadecimal digits; false for anything else.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out FileHash hash)
    {
        var right = text is { Length: 64 } && text.All(char.IsAsciiHexDigit);
        hash = right ? new FileHash(text!.ToLowerInvariant()) : default;
        return right;
    }

    /// <inheritdoc/>
    public override string ToString() => Value ?? "";

    internal static FileHash OfDigest(ReadOnlySpan<byte> digest) => new(Convert.ToHexStringLower(digest));
}
