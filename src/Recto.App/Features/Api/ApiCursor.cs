using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Unicode;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.App.Features.Api;

/// <summary>A place in one list: it goes on in that very list only, and whatever else is sent in its place is told apart by a check.</summary>
internal static class ApiCursor
{
    private const int Check = 8;
    private const int Longest = 1000;

    /// <summary>A word that is safe in an address.</summary>
    /// <param name="list">What the list is: its path and everything that narrows it.</param>
    /// <param name="place">Where the next page begins.</param>
    public static string Write(string list, Cursor place)
    {
        var content = Content(place);
        return Base64Url.EncodeToString([.. CheckOf(list, content), .. content]);
    }

    /// <summary>Reads what <see cref="Write"/> wrote for that list; null for anything else.</summary>
    public static Cursor? Read(string list, string text)
    {
        if (text.Length is 0 or > Longest || !Base64Url.IsValid(text))
        {
            return null;
        }

        var bytes = Base64Url.DecodeFromChars(text);
        if (bytes.Length < Check + 16 || !Utf8.IsValid(bytes.AsSpan(Check + 16)) || !bytes.AsSpan(0, Check).SequenceEqual(CheckOf(list, bytes.AsSpan(Check))))
        {
            return null;
        }

        var sort = Encoding.UTF8.GetString(bytes.AsSpan(Check + 16));
        return StoredText.FindUnkeepable(sort) >= 0 ? null : new Cursor(sort, new Guid(bytes.AsSpan(Check, 16), bigEndian: true));
    }

    private static byte[] Content(Cursor place) => [.. place.Id.ToByteArray(bigEndian: true), .. Encoding.UTF8.GetBytes(place.Sort)];

    // No secret is in it. Whoever makes one up gains nothing: it names a place in a list that is public, and is a parameter of the statement as any other.
    private static byte[] CheckOf(string list, ReadOnlySpan<byte> content) => SHA256.HashData([.. Encoding.UTF8.GetBytes(list), 0, .. content])[..Check];
}
