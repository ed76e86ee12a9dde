using System.Formats.Tar;
using System.IO.Compression;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Jats;

/// <summary>The real JATS articles that stand beside the checkout.</summary>
internal static class JatsCorpus
{
    /// <summary>Every file of every JATS set: its name (<c>set/file.xml</c>) and its bytes.</summary>
    public static IEnumerable<(string Name, byte[] Bytes)> Files()
    {
        var root = SharedData.Require("data/articles");
        foreach (var path in Directory.EnumerateFiles(root, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            var set = Path.GetFileName(Path.GetDirectoryName(path)!);
            if (!set.StartsWith("jats-", StringComparison.Ordinal))
            {
                continue;
            }

            if (path.EndsWith(".tar.gz", StringComparison.Ordinal))
            {
                using var tar = new TarReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
                while (tar.GetNextEntry() is { } entry)
                {
                    if (entry.DataStream is { } stream && entry.Name.EndsWith(".xml", StringComparison.Ordinal))
                    {
                        yield return ($"{set}/{Path.GetFileName(entry.Name)}", All(stream));
                    }
                }
            }
            else if (path.EndsWith(".xml.gz", StringComparison.Ordinal))
            {
                using var unzipped = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
                yield return ($"{set}/{Path.GetFileNameWithoutExtension(path)}", All(unzipped));
            }
            else if (path.EndsWith(".xml", StringComparison.Ordinal))
            {
                yield return ($"{set}/{Path.GetFileName(path)}", File.ReadAllBytes(path));
            }
        }
    }

    private static byte[] All(Stream stream)
    {
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }
}
