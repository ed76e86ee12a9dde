using System.Text;
using Recto.Journals.Articles;

namespace Recto.App.Shell;

/// <summary>The text of an article as it was written at import.</summary>
internal static class BodyText
{
    private static readonly byte[] NotesBegin = Encoding.UTF8.GetBytes(ArticleFragments.NotesBegin);
    private static readonly byte[] NotesEnd = Encoding.UTF8.GetBytes(ArticleFragments.NotesEnd);

    /// <summary>The text without the notes among it: runs of notes stand between two marks, what lies outside them is the text.</summary>
    /// <param name="body">UTF-8 HTML.</param>
    public static byte[] WithoutNotes(byte[] body)
    {
        var rest = body.AsSpan();
        using var kept = new MemoryStream(body.Length);
        while (rest.IndexOf(NotesBegin) is >= 0 and var start)
        {
            kept.Write(rest[..start]);
            var length = rest[start..].IndexOf(NotesEnd);
            rest = length < 0 ? [] : rest[(start + length + NotesEnd.Length)..];
        }

        kept.Write(rest);
        return kept.ToArray();
    }
}
