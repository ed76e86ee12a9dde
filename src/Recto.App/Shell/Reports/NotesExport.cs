using System.Text;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.MarkedNotes;
using Recto.Notes;
using Recto.Notes.Resolution;

namespace Recto.App.Shell.Reports;

/// <summary>Reads a whole document as JATS: given by whoever puts the program together.</summary>
/// <param name="bytes">The document.</param>
/// <param name="fileName">Its name.</param>
/// <returns>The document; or null and why it cannot be used.</returns>
internal delegate (ArticleDocument? Document, string? Refusal) ReadWhole(ReadOnlySpan<byte> bytes, string fileName);

/// <summary>Writes the apparatus of a document in the formats of bibliographies and editions: <c>recto notes read --format csl|bibtex|ris|jats|tei</c>.</summary>
internal static class NotesExport
{
    /// <summary>The formats written from the apparatus alone.</summary>
    public static IReadOnlyList<string> Formats { get; } = ["csl", "bibtex", "ris", "tei"];

    /// <summary>Writes.</summary>
    /// <param name="format">One of <see cref="Formats"/>.</param>
    /// <param name="apparatus">What was read.</param>
    /// <param name="engine">The engine that read it.</param>
    /// <param name="title">What the document is called, for formats that name it.</param>
    /// <param name="output">Where to.</param>
    public static void Write(string format, Apparatus apparatus, NotesEngine engine, string title, TextWriter output)
    {
        var bibliography = Bibliography.Of(apparatus, engine.Directory);
        switch (format)
        {
            case "csl":
                Copy(stream => CslItems.Write(bibliography, stream), output);
                break;
            case "bibtex":
                BibTexEntries.Write(bibliography, output);
                break;
            case "ris":
                RisRecords.Write(bibliography, output);
                break;
            case "tei":
                Copy(stream => TeiBibliography.Write(bibliography, apparatus, title, stream), output);
                break;
            default:
                throw new System.Diagnostics.UnreachableException(format);
        }
    }

    /// <summary>Writes the document itself with its references marked.</summary>
    public static void WriteJats(ArticleDocument document, Apparatus apparatus, NotesEngine engine, TextWriter output) =>
        Copy(stream => MarkedArticle.Write(MarkedArticle.Of(document, apparatus, engine.Directory), stream), output);

    private static void Copy(Action<Stream> write, TextWriter output)
    {
        using var stream = new MemoryStream();
        write(stream);
        output.Write(Encoding.UTF8.GetString(stream.GetBuffer(), 0, (int)stream.Length));
    }
}
