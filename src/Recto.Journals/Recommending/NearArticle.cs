using System.Buffers.Binary;
using System.Text;

namespace Recto.Journals.Recommending;

/// <summary>An article near to another, as it is kept for lists of one’s own.</summary>
/// <param name="Id">It.</param>
/// <param name="Near">How near by what all may be told: content, citations, what enough sessions read together. 0 for not at all.</param>
/// <param name="Foretold">How far readers with lists of their own foretell it (<see cref="ForetoldArticles"/>); 0 for not at all.</param>
/// <param name="Reasons">What the two have to do with each other.</param>
public sealed record NearArticle(Guid Id, float Near, float Foretold, IReadOnlyList<ListReason> Reasons)
{
    private const int Head = 16 + (2 * sizeof(float)) + sizeof(ushort);
    private const int LongestReasons = 4000;

    /// <summary>As it is kept: id, two numbers, and the reasons as text with its length in bytes.</summary>
    public static byte[] Write(IReadOnlyList<NearArticle> all)
    {
        ArgumentNullException.ThrowIfNull(all);
        using var bytes = new MemoryStream();
        Span<byte> head = stackalloc byte[Head];
        foreach (var near in all)
        {
            var reasons = Encoding.UTF8.GetBytes(ListReason.Write(near.Reasons));
            if (reasons.Length > LongestReasons)
            {
                reasons = []; // A name of an archive that is no name.
            }

            near.Id.TryWriteBytes(head);
            BinaryPrimitives.WriteSingleLittleEndian(head[16..], near.Near);
            BinaryPrimitives.WriteSingleLittleEndian(head[20..], near.Foretold);
            BinaryPrimitives.WriteUInt16LittleEndian(head[24..], (ushort)reasons.Length);
            bytes.Write(head);
            bytes.Write(reasons);
        }

        return bytes.ToArray();
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    public static IReadOnlyList<NearRow> Read(ReadOnlyMemory<byte> bytes)
    {
        var all = new List<NearRow>();
        while (bytes.Length >= Head && BinaryPrimitives.ReadUInt16LittleEndian(bytes.Span[24..]) is var length && bytes.Length >= Head + length)
        {
            var head = bytes.Span;
            all.Add(new(new Guid(head[..16]), BinaryPrimitives.ReadSingleLittleEndian(head[16..]), BinaryPrimitives.ReadSingleLittleEndian(head[20..]), bytes.Slice(Head, length)));
            bytes = bytes[(Head + length)..];
        }

        return all;
    }
}

/// <summary>An article near to another, as it was read; its reasons are read when they are told, which is of few.</summary>
/// <param name="Id">It.</param>
/// <param name="Near">How near by what all may be told.</param>
/// <param name="Foretold">How far it is foretold.</param>
/// <param name="Kept">The reasons as they are kept.</param>
public readonly record struct NearRow(Guid Id, float Near, float Foretold, ReadOnlyMemory<byte> Kept)
{
    /// <summary>What the two have to do with each other.</summary>
    public IReadOnlyList<ListReason> Reasons => ListReason.Read(Encoding.UTF8.GetString(Kept.Span));
}
