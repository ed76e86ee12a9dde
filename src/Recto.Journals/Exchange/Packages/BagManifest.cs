using System.Globalization;
using System.Text;

namespace Recto.Journals.Exchange.Packages;

/// <summary>The tag files of a BagIt bag (RFC 8493, version 1.0): which files it holds, with their SHA-256.</summary>
public static class BagManifest
{
    /// <summary>Name of the declaration.</summary>
    public const string DeclarationFile = "bagit.txt";

    /// <summary>Name of what is said of the bag.</summary>
    public const string InfoFile = "bag-info.txt";

    /// <summary>Name of the list of what the bag holds.</summary>
    public const string File = "manifest-sha256.txt";

    /// <summary>Name of the list of the bag's own files.</summary>
    public const string TagFile = "tagmanifest-sha256.txt";

    /// <summary>The declaration.</summary>
    public const string Declaration = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

    /// <summary>Writes a list of files, by path.</summary>
    /// <param name="files">Path in the bag, with forward slashes, and SHA-256 in hexadecimal digits.</param>
    public static string Write(IEnumerable<KeyValuePair<string, string>> files)
    {
        ArgumentNullException.ThrowIfNull(files);
        var text = new StringBuilder();
        foreach (var (path, hash) in files.OrderBy(file => file.Key, StringComparer.Ordinal))
        {
            text.Append(hash).Append("  ").Append(Encoded(path)).Append('\n');
        }

        return text.ToString();
    }

    /// <summary>Writes what is said of the bag: a line for each label, values on one line.</summary>
    public static string WriteInfo(IEnumerable<(string Label, string? Value)> facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var text = new StringBuilder();
        foreach (var (label, value) in facts)
        {
            if (string.Join(' ', (value ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) is { Length: > 0 } line)
            {
                text.Append(CultureInfo.InvariantCulture, $"{label}: {line}\n");
            }
        }

        return text.ToString();
    }

    /// <summary>Reads a list of files.</summary>
    /// <param name="text">The list.</param>
    /// <param name="digits">How many hexadecimal digits a sum has: 64 for SHA-256, 128 for SHA-512.</param>
    /// <param name="files">Sums by path.</param>
    /// <param name="fault">What is wrong with it, and in which line.</param>
    /// <returns>Whether it could be read.</returns>
    public static bool TryRead(string text, int digits, out IReadOnlyDictionary<string, string> files, out string? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        files = read;
        var number = 0;
        foreach (var line in text.TrimStart('\uFEFF').Split('\n').Select(line => line.TrimEnd('\r')))
        {
            number++;
            if (line.Length == 0)
            {
                continue;
            }

            var blank = line.IndexOfAny([' ', '\t']);
            var sum = blank < 0 ? "" : line[..blank].ToLowerInvariant();
            var path = blank < 0 ? "" : line[blank..].TrimStart(' ', '\t', '*');
            if (sum.Length != digits || !sum.All(char.IsAsciiHexDigit) || path.Length == 0)
            {
                fault = string.Create(CultureInfo.InvariantCulture, $"line {number} is no checksum of {digits} hexadecimal digits and a path");
                return false;
            }

            var decoded = Decoded(path);
            decoded = decoded.StartsWith("./", StringComparison.Ordinal) ? decoded[2..] : decoded;
            if (!read.TryAdd(decoded, sum))
            {
                fault = string.Create(CultureInfo.InvariantCulture, $"line {number} names “{decoded}” for the second time");
                return false;
            }
        }

        fault = null;
        return true;
    }

    // RFC 8493, 2.1.3: line feeds, carriage returns and per cent signs in paths.
    private static string Encoded(string path) => path.Replace("%", "%25", StringComparison.Ordinal).Replace("\r", "%0D", StringComparison.Ordinal).Replace("\n", "%0A", StringComparison.Ordinal);

    private static string Decoded(string path) => path.Replace("%0D", "\r", StringComparison.OrdinalIgnoreCase).Replace("%0A", "\n", StringComparison.OrdinalIgnoreCase).Replace("%25", "%", StringComparison.Ordinal);
}
