using System.Net;
using Microsoft.AspNetCore.Components;
using Recto.App.Shell;
using Recto.App.Shell.Language;

namespace Recto.App.Features.Articles;

/// <summary>Links to notes of an article in one line: <c>notes 3, 4</c>.</summary>
internal static class NoteLinks
{
    /// <summary>The line.</summary>
    /// <param name="say">The words of the interface.</param>
    /// <param name="article">Path of the article.</param>
    /// <param name="notes">Page id and label of each.</param>
    /// <param name="most">Most to name.</param>
    public static MarkupString Of(Say say, string article, IReadOnlyList<(string HtmlId, string Label)> notes, int most = int.MaxValue)
    {
        var links = string.Join(", ", notes.Take(most).Select(note => $"<a href=\"{WebUtility.HtmlEncode($"{article}#{note.HtmlId}")}\">{WebUtility.HtmlEncode(NoteNames.Of(say, note.Label, note.HtmlId))}</a>"));
        return say.Html(notes.Count == 1 ? "note {0}" : "notes {0}", new MarkupString(links + (notes.Count > most ? ", …" : "")));
    }
}
