using System.IO.Compression;
using System.Text;
using Recto.Journals.Exchange.Docx;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Fixes;

/// <summary>The parts of a Word file, to be written again with some of them changed. All others keep their bytes, their order and their dates.</summary>
internal sealed class WordParts
{
    private readonly List<(string Name, byte[] Bytes, DateTimeOffset Date)> _parts = [];
    private readonly Dictionary<string, int> _byName = new(StringComparer.OrdinalIgnoreCase);

    private readonly byte[] _file;

    private WordParts(byte[] file) => _file = file;

    /// <summary>The names of all parts.</summary>
    public IEnumerable<string> Names => _parts.Select(part => part.Name);

    /// <summary>Unpacks a file; null where it is no whole zip or unpacks to more than the limits allow.</summary>
    public static WordParts? Open(ReadOnlySpan<byte> bytes, DocxLimits limits)
    {
        try
        {
            var parts = new WordParts(bytes.ToArray());
            using var zip = new ZipArchive(new MemoryStream(parts._file, writable: false), ZipArchiveMode.Read);
            long unpacked = 0;
            foreach (var entry in zip.Entries)
            {
                using var stream = entry.Open();
                using var copy = new MemoryStream();
                var buffer = new byte[1 << 16];
                for (int read; (read = stream.Read(buffer)) > 0;)
                {
                    copy.Write(buffer, 0, read);
                    if ((unpacked += read) > limits.TotalBytes)
                    {
                        return null;
                    }
                }

                parts.Add(entry.FullName, copy.ToArray(), entry.LastWriteTime);
            }

            return parts;
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException or ArgumentException)
        {
            return null; // What the reader could read may still hold a damaged part that it does not need.
        }
    }

    /// <summary>Whether there is a part of a name.</summary>
    public bool Has(string name) => _byName.ContainsKey(name);

    /// <summary>The text of a part; null where there is none, or where its bytes would not stay.</summary>
    public EncodedText? Text(string name)
    {
        if (!_byName.TryGetValue(name, out var index))
        {
            return null;
        }

        var (encoding, skip, _) = JatsText.EncodingOf(_parts[index].Bytes, []);
        return encoding is null ? null : EncodedText.Of(_parts[index].Bytes, encoding, skip);
    }

    /// <summary>The file with some parts changed, and new ones at the end; the very same bytes where none is.</summary>
    /// <param name="changed">Bytes by name.</param>
    /// <param name="date">The date of new and changed parts.</param>
    public byte[] Write(IReadOnlyDictionary<string, byte[]> changed, DateTimeOffset date)
    {
        if (changed.Count == 0)
        {
            return _file;
        }

        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true, Encoding.UTF8))
        {
            foreach (var (name, bytes, written) in _parts)
            {
                var isChanged = changed.TryGetValue(name, out var mended);
                Put(name, isChanged ? mended! : bytes, isChanged ? date : written);
            }

            foreach (var (name, bytes) in changed.Where(part => !Has(part.Key)))
            {
                Put(name, bytes, date);
            }

            void Put(string name, byte[] bytes, DateTimeOffset written)
            {
                var entry = zip.CreateEntry(name, CompressionLevel.Optimal);
                entry.LastWriteTime = written.Year is >= 1980 and <= 2107 ? written : new DateTimeOffset(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);
                using var stream = entry.Open();
                stream.Write(bytes);
            }
        }

        return file.ToArray();
    }

    private void Add(string name, byte[] bytes, DateTimeOffset date)
    {
        _byName.TryAdd(name, _parts.Count);
        _parts.Add((name, bytes, date));
    }
}
