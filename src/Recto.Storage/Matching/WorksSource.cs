using System.Buffers.Binary;
using System.IO.Compression;
using System.Security.Cryptography;
using Recto.Journals.Matching.Works;

namespace Recto.Storage.Matching;

/// <summary>A file of works that an operator hands in: JSON lines, Crossref JSON or CSL-JSON, packed by gzip or not (its first bytes say).</summary>
/// <param name="Path">Where it is.</param>
public sealed record WorksSource(string Path)
{
    private const long HashedWhole = 1L << 28;

    /// <summary>Says what is in the file: equal as long as it is not changed. Of a file up to 256 MiB all of it is hashed, of a larger one its size, its time and its ends.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public byte[] Stamp()
    {
        using var file = Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[1 << 16];
        var whole = file.Length <= HashedWhole;
        for (int read; (read = file.Read(buffer)) > 0;)
        {
            hash.AppendData(buffer, 0, read);
            if (!whole)
            {
                if (file.Position > buffer.Length)
                {
                    break;
                }

                file.Position = file.Length - buffer.Length;
            }
        }

        if (!whole)
        {
            BinaryPrimitives.WriteInt64LittleEndian(buffer, file.Length);
            BinaryPrimitives.WriteInt64LittleEndian(buffer.AsSpan(8), File.GetLastWriteTimeUtc(Path).Ticks);
            hash.AppendData(buffer, 0, 16);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Its parts in order.</summary>
    /// <exception cref="InvalidDataException">It cannot be read as works; the message names file and line.</exception>
    public IEnumerable<WorksBatch> Batches()
    {
        using var file = Open();
        Span<byte> head = stackalloc byte[2];
        var packed = file.ReadAtLeast(head, 2, throwOnEndOfStream: false) == 2 && head[0] == 0x1F && head[1] == 0x8B;
        file.Position = 0;
        using Stream input = packed ? new GZipStream(file, CompressionMode.Decompress) : file;
        using var batches = WorksReader.Batches(input).GetEnumerator();
        while (true)
        {
            try
            {
                if (!batches.MoveNext())
                {
                    yield break;
                }
            }
            catch (InvalidDataException refused)
            {
                throw new InvalidDataException($"“{Path}” cannot be used: {refused.Message.TrimEnd('.')}", refused);
            }

            yield return batches.Current with { Source = Path };
        }
    }

    private FileStream Open() => new(Path, FileMode.Open, FileAccess.Read, FileShare.Read, 1 << 16, FileOptions.SequentialScan);
}
