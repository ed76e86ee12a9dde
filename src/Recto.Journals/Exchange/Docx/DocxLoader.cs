using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Docx;

/// <summary>
/// Reads Word files (Office Open XML, ISO/IEC 29500, Transitional and Strict; also with macros, which are left alone) into JATS. Tracked changes count as accepted.
/// Nothing is fetched and nothing run; what cannot be read is refused in words. Never throws for what a file holds.
/// </summary>
public static class DocxLoader
{
    /// <summary>Reads one file.</summary>
    /// <param name="bytes">The file as it is.</param>
    /// <param name="withPictures">Whether the pictures that it holds are wanted: <see cref="ArticleDocument.Pictures"/>.</param>
    /// <param name="limits">How much the file may ask of us; null for <see cref="DocxLimits.Default"/>.</param>
    /// <returns><see cref="JatsLoaded"/> or <see cref="JatsRefusal"/>.</returns>
    public static JatsOutcome Load(ReadOnlySpan<byte> bytes, bool withPictures = false, DocxLimits? limits = null)
    {
        if (OldWord.FindRefusal(bytes) is { } old)
        {
            return new JatsRefusal(null, null, old);
        }

        try
        {
            using var stream = new MemoryStream(bytes.ToArray(), writable: false);
            using var package = DocxPackage.Open(stream, limits ?? DocxLimits.Default);
            return Read(package, withPictures);
        }
        catch (DocxFaultException fault)
        {
            return new JatsRefusal(null, null, fault.Message);
        }
    }

    private static JatsOutcome Read(DocxPackage package, bool withPictures)
    {
        var relations = package.Relations();
        var main = relations.Values.FirstOrDefault(relation => relation.Type == "officeDocument" && !relation.IsExternal)?.Target;
        main = main is not null && package.Has(main) ? main : "word/document.xml";
        if (package.Read(main) is not { } document || document.Root.Child("body") is not { } body)
        {
            return new JatsRefusal(null, null, OtherKind(package) is { } kind
                ? $"The file is {kind} and no Word file (.docx): save the text as .docx."
                : "The file is a zip, but holds no Word document (word/document.xml): if it is an archive of articles, name it .zip; else open it in Word and save it.");
        }

        var settings = Part("settings")?.Root;
        var sections = document.Root.Descendants().Where(element => Ooxml.NameOf(element) == "sectPr" && element.Parent is { } parent && Ooxml.NameOf(parent) is "pPr" or "body").ToList();
        var context = new DocxContext(new DocxStyles(Part("styles")?.Root), new ListNumbering(Part("numbering")?.Root), new NoteNumbering(settings, sections));
        var story = DocxStory.Of(document.Root);
        var blocks = new BlockReader(context, document, story, isNotes: false).Read(body);
        var parts = new Dictionary<NoteKind, DocxPart>();
        AddNotes(NoteKind.Footnote, "footnotes");
        AddNotes(NoteKind.Endnote, "endnotes");
        var notes = DocxNotes.Write(context, parts, story.DeletedCalls);
        if (notes.Count == 0 && blocks.TrueForAll(block => block is DocxParagraph { Content.IsBlank: true }))
        {
            return new JatsRefusal(null, null, "The Word file holds no text.");
        }

        var core = relations.Values.FirstOrDefault(relation => relation.Type == "core-properties")?.Target;
        if (package.Names.Any(name => name.EndsWith("vbaProject.bin", StringComparison.OrdinalIgnoreCase)))
        {
            context.Warn("The file holds macros; they were left out.");
        }

        return new JatsLoaded(DocxJats.Write(context, blocks, notes, CoreProperties.Of(Optional(core)?.Root), withPictures ? package : null));

        DocxPart? Part(string type) => package.Read(document.Related(type)?.Target) ?? package.Read($"{main[..(main.LastIndexOf('/') + 1)]}{type}.xml");

        DocxPart? Optional(string? name)
        {
            try
            {
                return package.Read(name);
            }
            catch (DocxFaultException)
            {
                return null; // Properties of the file are no part of its text.
            }
        }

        void AddNotes(NoteKind kind, string type)
        {
            if (Part(type) is { } part)
            {
                parts.Add(kind, part);
            }
        }
    }
    private static string? OtherKind(DocxPackage package) =>
        package.Has("xl/workbook.xml") ? "an Excel workbook"
        : package.Has("ppt/presentation.xml") ? "a PowerPoint presentation"
        : package.Has("content.xml") && package.Has("META-INF/manifest.xml") ? "an OpenDocument (LibreOffice)"
        : package.Has("META-INF/container.xml") ? "an EPUB"
        : package.Has("Index/Document.iwa") ? "an Apple Pages document"
        : null;
}
