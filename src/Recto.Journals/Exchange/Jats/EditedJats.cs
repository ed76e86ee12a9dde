using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>
/// Writes what editors say of an article into its JATS document, so that everything that is made of the document (the page, exports) agrees with the record. Reading the edited document gives
/// <see cref="ArticleEdits.Apply"/> of what was read from the file. Only what differs is touched; body, notes and references stand as they are.
/// </summary>
public static class EditedJats
{
    /// <summary>The article with the edits.</summary>
    /// <param name="read">The article as read from its file. Its document is changed: use the answer from now on.</param>
    /// <param name="edits">What editors say otherwise.</param>
    /// <param name="nameOf">Name of a picture's file in the article by the name that a <c>graphic</c> gives; null where it did not come with the article.</param>
    /// <returns><paramref name="read"/> itself where nothing is said.</returns>
    public static JatsArticle Of(JatsArticle read, ArticleEdits edits, Func<string, string?> nameOf)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(edits);
        ArgumentNullException.ThrowIfNull(nameOf);
        if (edits.IsEmpty || read.Document.Jats.Root is not { } root)
        {
            return read;
        }

        var expected = edits.Apply(read.Article);
        var writer = new RecordWriter(root);
        foreach (var field in RecordFields.All)
        {
            if (!field.AreEqual(read.Article, expected))
            {
                field.Write(writer, expected);
            }
        }

        WriteAltTexts(root, edits.AltTexts, nameOf);

        // What one field says may have been the default of another (the language of abstracts): until the reading agrees, as few more fields as need be are written out.
        for (var turn = 0; turn < 3; turn++)
        {
            var now = ArticleReader.Read(read.Document, out _);
            var open = RecordFields.All.Where(field => !field.AreEqual(now, expected)).ToList();
            if (open.Count == 0)
            {
                break;
            }

            open.ForEach(field => field.Write(writer, expected));
        }

        return JatsArticle.Of(read.Document) with { Article = expected };
    }

    private static void WriteAltTexts(XElement root, IReadOnlyDictionary<string, string>? texts, Func<string, string?> nameOf)
    {
        if (texts is null)
        {
            return;
        }

        foreach (var graphic in root.Descendants().Where(element => element.Name.LocalName is "graphic" or "inline-graphic"))
        {
            if ((string?)graphic.Attribute(Namespaces.XLink + "href") is { } href && nameOf(href) is { } name && texts.TryGetValue(name, out var words))
            {
                graphic.Elements("alt-text").Remove();
                graphic.AddFirst(new XElement("alt-text", words));
            }
        }
    }
}
