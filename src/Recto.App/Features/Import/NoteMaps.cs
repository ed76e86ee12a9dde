using Recto.App.Features.Import.Markdown;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Fixes;

namespace Recto.App.Features.Import;

/// <summary>Where the notes of a document stand in its file: what <c>recto notes check --fix</c> and its reports with places need.</summary>
internal static class NoteMaps
{
    /// <summary>Maps the notes that <see cref="NoteReading"/> reads, in their order.</summary>
    /// <returns>The map; or null and why there is none.</returns>
    public static (DocumentMap? Map, string? Refusal) Of(ReadOnlySpan<byte> bytes, string fileName)
    {
        var (document, notes, refusal) = NoteReading.Open(bytes, fileName);
        if (document is null)
        {
            return (null, refusal);
        }

        var map = document.Format switch
        {
            SourceFormat.Jats or SourceFormat.Tei => XmlDocumentMap.Of(bytes, document, notes),
            SourceFormat.Docx => WordDocumentMap.Of(bytes, notes),
            SourceFormat.PageText => TextDecoding.Source(bytes) is { } source ? PlainTextMap.Of(source, [.. notes.Select(note => note.Note)]) : null,
            SourceFormat.Markdown => TextDecoding.Source(bytes) is { } source ? OfMarkdown(source, notes) : null,
            _ => null,
        };
        return (map, map is not null ? null
            : document.Format == SourceFormat.PageHtml ? "a saved web page is read, but not written: mend the source it was made from"
            : "its bytes do not come back as they are when it is written again; save it as UTF-8");
    }

    private static DocumentMap OfMarkdown(EncodedText source, IReadOnlyList<ArticleNote> notes)
    {
        var places = MarkdownArticle.NotePlaces(source.Text);
        return MarkdownMap.Of(source, [.. notes.Select(note => note.Note)], [.. notes.Select(note => (string?)note.Element.Attribute("id") is { } id && places.TryGetValue(id, out var place) ? place : (MarkdownPlace?)null)]);
    }
}
