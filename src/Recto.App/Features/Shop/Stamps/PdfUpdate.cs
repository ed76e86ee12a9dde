using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Core;
using UglyToad.PdfPig.Tokens;
using UglyToad.PdfPig.Writer;

namespace Recto.App.Features.Shop.Stamps;

/// <summary>
/// What is written behind the end of a PDF to change it (ISO 32000-1, 7.5.6): objects, where they stand, and where those before them stand. Not a byte of the file itself is touched, so that its tags, its fonts and its
/// metadata stay what they were. The same objects give the same bytes.
/// </summary>
/// <param name="file">The file, as it was read.</param>
/// <param name="length">Its length, in bytes.</param>
/// <param name="previous">Where its own last table of objects stands.</param>
/// <param name="hasTable">Whether that is a table; an object otherwise.</param>
internal sealed class PdfUpdate(PdfDocument file, long length, long previous, bool hasTable) : IDisposable
{
    private readonly MemoryStream _bytes = new();
    private readonly SortedDictionary<long, (long Offset, int Generation)> _places = [];
    private long _next = Math.Max(file.Structure.Trailer.Size, file.Structure.CrossReferenceTable.ObjectOffsets.Keys.Max(key => key.ObjectNumber) + 1);

    /// <summary>Adds an object.</summary>
    /// <param name="text">Its text, without what stands round it.</param>
    public IndirectReference Add(string text) => Put(NewKey(), () => Write(text));

    /// <summary>Adds a stream.</summary>
    /// <param name="dictionary">Entries of its dictionary, but its length.</param>
    /// <param name="content">What it holds, ASCII.</param>
    public IndirectReference AddStream(string dictionary, string content) =>
        Put(NewKey(), () => Write(string.Create(CultureInfo.InvariantCulture, $"<<{dictionary}/Length {content.Length}>>\nstream\n{content}\nendstream")));

    /// <summary>Writes an object of the file anew.</summary>
    public void Replace(IndirectReference key, IToken token) => Put(key, () => TokenWriter.Instance.WriteToken(token, _bytes));

    /// <summary>The bytes that belong behind the file. Nothing can be added afterwards.</summary>
    public byte[] Finish()
    {
        // A file without a table has its places in an object, which then has a place itself.
        var own = hasTable ? default : NewKey();
        var start = length + _bytes.Length;
        if (!hasTable)
        {
            _places[own.ObjectNumber] = (start, own.Generation);
        }

        var runs = Runs().ToList();
        var shared = string.Create(CultureInfo.InvariantCulture, $"/Size {_next}/Root {Text(file.Structure.Trailer.Root)}{Info()}{Identifier()}/Prev {previous}");
        if (hasTable)
        {
            Write("xref\n");
            foreach (var run in runs)
            {
                Write(string.Create(CultureInfo.InvariantCulture, $"{run[0].Key} {run.Count}\n"));
                foreach (var (_, (offset, generation)) in run)
                {
                    Write(string.Create(CultureInfo.InvariantCulture, $"{offset:D10} {generation:D5} n\r\n"));
                }
            }

            Write($"trailer\n<<{shared}>>\n");
        }
        else
        {
            // Kind, place in eight bytes, generation in two.
            Write(string.Create(CultureInfo.InvariantCulture, $"{own.ObjectNumber} 0 obj\n<</Type/XRef{shared}/W[1 8 2]/Index[{string.Join(' ', runs.Select(run => $"{run[0].Key} {run.Count}"))}]/Length {_places.Count * 11}>>\nstream\n"));
            Span<byte> row = stackalloc byte[11];
            foreach (var (offset, generation) in _places.Values)
            {
                row[0] = 1;
                BinaryPrimitives.WriteInt64BigEndian(row[1..], offset);
                BinaryPrimitives.WriteUInt16BigEndian(row[9..], (ushort)generation);
                _bytes.Write(row);
            }

            Write("\nendstream\nendobj\n");
        }

        Write(string.Create(CultureInfo.InvariantCulture, $"startxref\n{start}\n%%EOF\n"));
        return _bytes.ToArray();
    }

    /// <inheritdoc/>
    public void Dispose() => _bytes.Dispose();

    /// <summary>A reference as it is written.</summary>
    public static string Text(IndirectReference key) => string.Create(CultureInfo.InvariantCulture, $"{key.ObjectNumber} {key.Generation} R");

    private IndirectReference NewKey() => new(_next++, 0);

    private IndirectReference Put(IndirectReference key, Action write)
    {
        if (_bytes.Length == 0)
        {
            Write("\n"); // The file may end in the middle of a line.
        }

        _places[key.ObjectNumber] = (length + _bytes.Length, key.Generation);
        Write(string.Create(CultureInfo.InvariantCulture, $"{key.ObjectNumber} {key.Generation} obj\n"));
        write();
        Write("\nendobj\n");
        return key;
    }

    private void Write(string text) => _bytes.Write(Encoding.Latin1.GetBytes(text));

    private IEnumerable<List<KeyValuePair<long, (long Offset, int Generation)>>> Runs()
    {
        var run = new List<KeyValuePair<long, (long Offset, int Generation)>>();
        foreach (var place in _places)
        {
            if (run.Count > 0 && run[^1].Key + 1 != place.Key)
            {
                yield return run;
                run = [];
            }

            run.Add(place);
        }

        yield return run;
    }

    private string Info() => file.Structure.Trailer.Info is IndirectReferenceToken info ? "/Info " + Text(info.Data) : "";

    // The first half names the file for good, the second this form of it.
    private string Identifier()
    {
        var first = file.Structure.Trailer.Identifier is [var known, ..] ? known switch { HexToken hex => hex.Bytes.ToArray(), StringToken text => text.GetBytes(), _ => null } : null;
        return first is null ? "" : $"/ID[<{Convert.ToHexStringLower(first)}><{Convert.ToHexStringLower(SHA256.HashData(_bytes.ToArray()).AsSpan(0, 16))}>]";
    }
}
