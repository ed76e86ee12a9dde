using System.Text;
using Recto.Journals.Articles;

namespace Recto.App.Features.Articles;

/// <summary>
/// How far the notes of an article would fall behind their calls if each stood level with its call or below the note before. Estimated from the number of characters with the
/// measures of the style sheet (text 68 characters on 28 pixels, notes 42 on 21); good enough to tell where notes outweigh the text.
/// </summary>
internal static class NoteDrift
{
    /// <summary>Beyond this the text waits for its notes: about a screen, in pixels at the usual size of type.</summary>
    public const int Bearable = 1100;

    private const int Picture = 320;
    private const int Fold = 26;
    private static readonly byte[] NotesBegin = Encoding.UTF8.GetBytes(ArticleFragments.NotesBegin);
    private static readonly byte[] NotesEnd = Encoding.UTF8.GetBytes(ArticleFragments.NotesEnd);

    /// <summary>The greatest distance between the end of a paragraph and the end of its notes, in pixels; never negative.</summary>
    /// <param name="body">The body as kept, UTF-8.</param>
    public static int Of(ReadOnlySpan<byte> body)
    {
        int textEnd = 0, notesEnd = 0, greatest = 0;
        while (body.IndexOf(NotesBegin) is >= 0 and var start)
        {
            var beginning = textEnd;
            textEnd += Height(body[..start], 68, 28, 0);
            body = body[(start + NotesBegin.Length)..];
            var length = body.IndexOf(NotesEnd) is >= 0 and var found ? found : body.Length;
            notesEnd = Math.Max(notesEnd, beginning) + Height(body[..length], 42, 21, 10);
            greatest = Math.Max(greatest, notesEnd - textEnd);
            body = body[length..];
        }

        return greatest;
    }

    // Text between tags, line by line; what is folded counts as the line that unfolds it.
    private static int Height(ReadOnlySpan<byte> html, int measure, int line, int gap)
    {
        int height = 0, characters = 0;
        while (!html.IsEmpty)
        {
            var tag = html.IndexOf((byte)'<') is >= 0 and var found ? found : html.Length;
            characters += Encoding.UTF8.GetCharCount(html[..tag]);
            html = html[tag..];
            if (html.StartsWith("<details"u8))
            {
                height += Fold;
                html = html.IndexOf("</details>"u8) is >= 0 and var end ? html[end..] : [];
            }
            else if (html.StartsWith("</p>"u8) || html.StartsWith("</div>"u8) || html.StartsWith("</h"u8) || html.StartsWith("</li>"u8) || html.StartsWith("</tr>"u8))
            {
                height += characters > 0 ? (characters + measure - 1) / measure * line + gap : 0;
                characters = 0;
            }
            else if (html.StartsWith("<img"u8))
            {
                height += Picture;
            }

            html = html.IndexOf((byte)'>') is >= 0 and var close ? html[(close + 1)..] : [];
        }

        return height;
    }
}
