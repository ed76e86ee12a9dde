using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Recto.Storage.Lists;

/// <summary>One page of a list.</summary>
/// <typeparam name="T">A row.</typeparam>
/// <param name="Items">The rows, in the order of the list.</param>
/// <param name="Next">Where the next page begins; null on the last page.</param>
public sealed record Page<T>(IReadOnlyList<T> Items, Cursor? Next);

/// <summary>A place in a list: the sort key and the id of the last row that was shown. The next page begins after it, whatever was added meanwhile.</summary>
/// <param name="Sort">The row's sort key.</param>
/// <param name="Id">The row's id.</param>
public readonly record struct Cursor(string Sort, Guid Id)
{
    private const int LongestText = 400;

    /// <summary>Reads what <see cref="ToString"/> writes; false for anything else (it comes from an address, so anything may come).</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out Cursor cursor)
    {
        cursor = default;
        if (text is null or { Length: > LongestText } || !Base64Url.IsValid(text))
        {
            return false;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < 16 || !Utf8.IsValid(bytes.AsSpan(16)))
        {
            return false;
        }

        var sort = Encoding.UTF8.GetString(bytes.AsSpan(16));
        if (sort.Contains('\0', StringComparison.Ordinal))
        {
            return false;
        }

        cursor = new Cursor(sort, new Guid(bytes.AsSpan(0, 16), bigEndian: true));
        return true;
    }

    /// <summary>A word that is safe in an address.</summary>
    public override string ToString() => Base64Url.EncodeToString([.. Id.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(Sort ?? "")]);
}
