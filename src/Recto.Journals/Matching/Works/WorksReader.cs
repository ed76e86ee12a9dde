namespace Recto.Journals.Matching.Works;

/// <summary>
/// Reads works from a stream: an object a line (as <c>recto references match --works</c> takes them, or Crossref's), a list of objects (CSL-JSON), an answer of Crossref's REST API
/// (<c>message.items</c>, or one work as <c>message</c>), or its dumps (<c>items</c>). Objects a line are read in little memory; a list is read whole.
/// </summary>
public static class WorksReader
{
    /// <summary>The longest line, in bytes.</summary>
    public const int LongestLine = 1 << 26;

    /// <summary>Reads them one after another.</summary>
    /// <param name="input">UTF-8, unpacked.</param>
    /// <returns>The works; one that has neither DOI nor id has the number of its line, or of its place in the list, as id.</returns>
    /// <exception cref="InvalidDataException">It is nothing of the kind; the message says which line.</exception>
    public static IEnumerable<Work> Read(Stream input)
    {
        foreach (var batch in Batches(input))
        {
            foreach (var work in batch.Read())
            {
                yield return work;
            }
        }
    }

    /// <summary>Cuts a stream into parts that can be read independently of each other, in order.</summary>
    /// <exception cref="InvalidDataException">A line is too long.</exception>
    public static IEnumerable<WorksBatch> Batches(Stream input)
    {
        var (buffer, held, line, first) = (new byte[1 << 20], 0, 1L, true);
        while (true)
        {
            var read = input.ReadAtLeast(buffer.AsSpan(held), buffer.Length - held, throwOnEndOfStream: false);
            var ends = held + read < buffer.Length;
            held += read;
            if (first && WorksBatch.BeginsDocument(buffer.AsSpan(0, held)))
            {
                yield return Whole(buffer, held, input);
                yield break;
            }

            first = false;
            var cut = ends ? held : buffer.AsSpan(0, held).LastIndexOf((byte)'\n') + 1;
            if (cut == 0 && !ends)
            {
                if (buffer.Length >= LongestLine)
                {
                    throw new InvalidDataException($"line {line} is longer than {LongestLine >> 20} MiB");
                }

                Array.Resize(ref buffer, 2 * buffer.Length);
                continue;
            }

            var part = buffer.AsSpan(0, cut).ToArray();
            buffer.AsSpan(cut, held - cut).CopyTo(buffer);
            held -= cut;
            yield return new WorksBatch(part, line, IsDocument: false);
            line += part.AsSpan().Count((byte)'\n');
            if (ends)
            {
                yield break;
            }
        }
    }

    private static WorksBatch Whole(byte[] buffer, int held, Stream input)
    {
        using var all = new MemoryStream();
        all.Write(buffer, 0, held);
        input.CopyTo(all);
        return new WorksBatch(all.ToArray(), 1, IsDocument: true);
    }
}
