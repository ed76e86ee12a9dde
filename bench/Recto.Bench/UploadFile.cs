using System.IO.Compression;
using System.Net;
using System.Text;
using Recto.Notes.Text;

namespace Recto.Bench;

/// <summary>Writes the Word file that <c>bench/upload.sh</c> sends: 30,000 words of text and 200 real notes of one article, or of several of one set where none has so many. Written without them where the shared folder is absent.</summary>
internal static class UploadFile
{
    private const int Words = 30_000;
    private const int Notes = 200;
    private const string Namespaces = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";
    private const string Package = "http://schemas.openxmlformats.org/package/2006";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>";

    private static readonly string[] Vocabulary =
        "the archive of a ministry holds what clerks thought worth keeping and historians read it for what they did not say in the margin notes stand numbered beside sentences that lean on them".Split(' ');

    /// <summary>Writes it.</summary>
    public static int Write(string[] args)
    {
        var notes = RealNotes();
        using var file = new ZipArchive(File.Create(args[0]), ZipArchiveMode.Create);
        Add("[Content_Types].xml", $"<Types xmlns=\"{Package}/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Default Extension=\"xml\" ContentType=\"application/xml\"/>{Type("document", "document.main")}{Type("footnotes", "footnotes")}</Types>");
        Add("_rels/.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/officeDocument\" Target=\"word/document.xml\"/></Relationships>");
        Add("word/_rels/document.xml.rels", $"<Relationships xmlns=\"{Package}/relationships\"><Relationship Id=\"r1\" Type=\"{Office}/footnotes\" Target=\"footnotes.xml\"/></Relationships>");
        Add("word/document.xml", $"<w:document {Namespaces}><w:body>{string.Concat(Enumerable.Range(1, Notes).Select(Paragraph))}</w:body></w:document>");
        Add("word/footnotes.xml", $"<w:footnotes {Namespaces}>{string.Concat(notes.Select((note, i) => $"<w:footnote w:id=\"{i + 1}\"><w:p><w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteRef/></w:r>{Run(" " + note)}</w:p></w:footnote>"))}</w:footnotes>");
        Console.WriteLine($"{Words} words, {notes.Count} notes of {notes.Sum(note => note.Length)} characters");
        return 0;

        void Add(string name, string content)
        {
            using var part = file.CreateEntry(name).Open();
            part.Write(Encoding.UTF8.GetBytes(Declaration + content));
        }
    }

    private static string Type(string part, string kind) => $"<Override PartName=\"/word/{part}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.{kind}+xml\"/>";

    private static string Run(string text) => $"<w:r><w:t xml:space=\"preserve\">{WebUtility.HtmlEncode(text)}</w:t></w:r>";

    private static string Paragraph(int number)
    {
        var words = Enumerable.Range(0, Words / Notes).Select(i => Vocabulary[(number * 31 + i * 7 + i / 5) % Vocabulary.Length]);
        return $"<w:p>{Run(string.Join(' ', words) + ".")}<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{number}\"/></w:r></w:p>";
    }

    private static List<string> RealNotes()
    {
        List<NotesDocument> documents = [];
        try
        {
            documents = SharedNotes.Load();
        }
        catch (DirectoryNotFoundException)
        {
            Console.Error.WriteLine("The shared folder is absent: the notes are made up.");
        }

        List<Note> notes = [.. documents.OrderByDescending(document => document.Notes.Count).FirstOrDefault()?.Notes ?? []];
        return [.. Enumerable.Range(0, Notes).Select(i => notes.Count > 0 ? notes[i % notes.Count].Text : $"A. Author{i % 37}, ‘Title number {i % 53}’, Journal of Margins {i % 20}/{i % 4} ({1950 + i % 70}), {i + 10}–{i + 14}; RGASPI 558/11/{i}/{i % 90 + 1}.")];
    }
}
