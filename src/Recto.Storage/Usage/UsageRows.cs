using System.Buffers.Binary;
using System.Text;
using Recto.Journals.Usage;
using Recto.Storage.Sql;

namespace Recto.Storage.Usage;

/// <summary>An event as a row. What many events share is made once: the list of institutions, which only so many readers have in common.</summary>
internal sealed class UsageRows
{
    /// <summary>The columns, in the order of the values.</summary>
    public static readonly string[] Columns = ["at", "kind", "user_key", "before_key", "session_key", "form", "part", "article_id", "journal_id", "yop", "access_type", "method", "institutions", "makes_pairs", "lists", "came_by"];

    private const int GuidLength = 16;
    private const int Lists = 64;

    private readonly (byte[] Bytes, Guid[] Ids)[] _lists = new (byte[], Guid[])[Lists];

    /// <summary>Says the values of an event.</summary>
    public static void Put(IRowSink row, UsageToKeep kept)
    {
        var happened = kept.Event;
        row.Add(Instants.ToStored(happened.At), sizeof(long));
        row.Add((short)happened.Kind, sizeof(short));
        Put(row, happened.User);
        Put(row, kept.Before);
        Put(row, happened.Session);
        Put(row, (int?)happened.Form);
        if (happened.Part is { } part)
        {
            row.Add(part);
        }
        else
        {
            row.AddNull();
        }

        Put(row, happened.ArticleId);
        Put(row, happened.JournalId);
        Put(row, happened.YearOfPublication);
        Put(row, (int?)happened.AccessType);
        row.Add((short)happened.Method, sizeof(short));
        Put(row, happened.Institutions);
        row.Add((short)(happened.MakesPairs ? 1 : 0), sizeof(short));
        if (happened.Lists is { } lists)
        {
            row.Add(lists.Packed, sizeof(long));
        }
        else
        {
            row.AddNull();
        }

        Put(row, happened.CameBy?.Packed);
    }

    /// <summary>The event in a row.</summary>
    /// <param name="row">The row.</param>
    /// <param name="end">The end of the day that is read: what comes after it bears the key of that day, where it has one.</param>
    public UsageEvent Read(IRowSource row, DateTimeOffset end)
    {
        var at = Instants.FromStored(row.Number(0));
        return new UsageEvent
        {
            At = at,
            Kind = (UsageKind)row.Number(1),
            User = Key(row.Bytes(at >= end && !row.IsNull(3) ? 3 : 2)),
            Session = row.IsNull(4) ? null : Key(row.Bytes(4)),
            Form = row.IsNull(5) ? null : (UsageForm)row.Number(5),
            Part = row.IsNull(6) ? null : Encoding.UTF8.GetString(row.Bytes(6)),
            ArticleId = row.IsNull(7) ? null : new Guid(row.Bytes(7), bigEndian: true),
            JournalId = row.IsNull(8) ? null : new Guid(row.Bytes(8), bigEndian: true),
            YearOfPublication = row.IsNull(9) ? null : (int)row.Number(9),
            AccessType = row.IsNull(10) ? null : (AccessType)row.Number(10),
            Method = (AccessMethod)row.Number(11),
            Institutions = row.IsNull(12) ? [] : Ids(row.Bytes(12)),
            MakesPairs = row.Number(13) != 0,
            Lists = row.IsNull(14) ? null : new ShownLists(row.Number(14)),
            CameBy = row.IsNull(15) ? null : ListLine.Of(row.Number(15)),
        };
    }

    private static void Put(IRowSink row, UserKey? key)
    {
        if (key is not { } known)
        {
            row.AddNull();
            return;
        }

        Span<byte> bytes = stackalloc byte[GuidLength];
        BinaryPrimitives.WriteUInt128BigEndian(bytes, known.Value);
        row.Add(bytes);
    }

    private static void Put(IRowSink row, Guid? id)
    {
        if (id is not { } known)
        {
            row.AddNull();
            return;
        }

        Span<byte> bytes = stackalloc byte[GuidLength];
        known.TryWriteBytes(bytes, bigEndian: true, out _);
        row.Add(bytes);
    }

    private static void Put(IRowSink row, int? number)
    {
        if (number is { } known)
        {
            row.Add(known, sizeof(short));
        }
        else
        {
            row.AddNull();
        }
    }

    private static void Put(IRowSink row, IReadOnlyList<Guid> ids)
    {
        if (ids.Count == 0)
        {
            row.AddNull();
            return;
        }

        var length = ids.Count * GuidLength;
        Span<byte> bytes = length <= 1024 ? stackalloc byte[length] : new byte[length];
        for (var i = 0; i < ids.Count; i++)
        {
            ids[i].TryWriteBytes(bytes[(i * GuidLength)..], bigEndian: true, out _);
        }

        row.Add(bytes);
    }

    private static UserKey Key(ReadOnlySpan<byte> bytes) => new(BinaryPrimitives.ReadUInt128BigEndian(bytes));

    private Guid[] Ids(ReadOnlySpan<byte> bytes)
    {
        ref var known = ref _lists[(bytes[GuidLength - 1] ^ bytes[^GuidLength] ^ bytes[3] ^ bytes.Length) % Lists];
        if (known.Bytes is { } same && bytes.SequenceEqual(same))
        {
            return known.Ids;
        }

        var ids = new Guid[bytes.Length / GuidLength];
        for (var i = 0; i < ids.Length; i++)
        {
            ids[i] = new Guid(bytes.Slice(i * GuidLength, GuidLength), bigEndian: true);
        }

        known = (bytes.ToArray(), ids);
        return ids;
    }
}
