using System.IO.Compression;
using System.Text;

namespace Recto.Tests.Shared;

/// <summary>Writes small Word files: the parts that a test is about, in the spelling of Word.</summary>
internal sealed class WordFile
{
    private const string Word = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

    private readonly Dictionary<string, byte[]> _parts = new(StringComparer.Ordinal);
    private readonly List<(string Id, string Type, string Target, bool IsExternal)> _relations = [];

    /// <summary>A file with a body.</summary>
    /// <param name="body">Content of <c>w:body</c>; the prefixes <c>w r m mc wp a v</c> are declared.</param>
    public WordFile(string body) => Part("word/document.xml", Root("document", $"<w:body>{body}</w:body>"));

    /// <summary>Whether the namespaces are those of ISO/IEC 29500 Strict.</summary>
    public bool IsStrict { get; init; }

    /// <summary>A run of text.</summary>
    public static string Run(string text, string properties = "") => $"<w:r>{(properties.Length > 0 ? $"<w:rPr>{properties}</w:rPr>" : "")}<w:t xml:space=\"preserve\">{text}</w:t></w:r>";

    /// <summary>A paragraph of text or of runs.</summary>
    public static string P(string content, string properties = "") => $"<w:p>{(properties.Length > 0 ? $"<w:pPr>{properties}</w:pPr>" : "")}{(content.StartsWith('<') || content.Length == 0 ? content : Run(content))}</w:p>";

    /// <summary>A paragraph in a style.</summary>
    public static string Styled(string style, string content) => P(content, $"<w:pStyle w:val=\"{style}\"/>");

    /// <summary>The call of a footnote.</summary>
    public static string Call(int id) => $"<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:footnoteReference w:id=\"{id}\"/></w:r>";

    /// <summary>The call of an endnote.</summary>
    public static string EndCall(int id) => $"<w:r><w:endnoteReference w:id=\"{id}\"/></w:r>";

    /// <summary>A footnote: the printed mark, a space, text or runs.</summary>
    public static string Note(int id, string content, string kind = "footnote") => $"<w:{kind} w:id=\"{id}\">{P($"<w:r><w:rPr><w:vertAlign w:val=\"superscript\"/></w:rPr><w:{kind}Ref/></w:r>{Run(" ")}{(content.StartsWith('<') ? content : Run(content))}")}</w:{kind}>";

    /// <summary>The footnotes, after Word's two separators.</summary>
    public WordFile Footnotes(params string[] notes) => Notes("footnote", notes);

    /// <summary>The endnotes, after Word's two separators.</summary>
    public WordFile Endnotes(params string[] notes) => Notes("endnote", notes);

    public WordFile Settings(string content) => Related("settings", Root("settings", content));

    public WordFile Styles(string content) => Related("styles", Root("styles", content));

    public WordFile Numbering(string content) => Related("numbering", Root("numbering", content));

    public WordFile Core(string content)
    {
        Part("docProps/core.xml", $"<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">{content}</cp:coreProperties>");
        return this;
    }

    /// <summary>A link out of the text.</summary>
    public WordFile Link(string id, string address)
    {
        _relations.Add((id, "hyperlink", address, true));
        return this;
    }

    /// <summary>A picture.</summary>
    public WordFile Picture(string id, string name, byte[] bytes)
    {
        _relations.Add((id, "image", "media/" + name, false));
        _parts["word/media/" + name] = bytes;
        return this;
    }

    /// <summary>Any part.</summary>
    public WordFile Part(string name, string content)
    {
        _parts[name] = Encoding.UTF8.GetBytes(content);
        return this;
    }

    /// <summary>The file.</summary>
    public byte[] Bytes()
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            var parts = new Dictionary<string, byte[]>(_parts);
            parts.TryAdd("_rels/.rels", Relations([("rId1", "officeDocument", "word/document.xml", false), .. parts.ContainsKey("docProps/core.xml") ? [("rId2", "metadata/core-properties", "docProps/core.xml", false)] : Array.Empty<(string, string, string, bool)>()]));
            parts.TryAdd("word/_rels/document.xml.rels", Relations(_relations));
            foreach (var (name, content) in parts)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(IsStrict ? Encoding.UTF8.GetBytes(Strict(Encoding.UTF8.GetString(content))) : content);
            }
        }

        return stream.ToArray();
    }

    private static string Strict(string text) => text
        .Replace(Word, "http://purl.oclc.org/ooxml/wordprocessingml/main", StringComparison.Ordinal)
        .Replace(Office, "http://purl.oclc.org/ooxml/officeDocument/relationships", StringComparison.Ordinal);

    private static byte[] Relations(IEnumerable<(string Id, string Type, string Target, bool IsExternal)> relations) => Encoding.UTF8.GetBytes(
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
        + string.Concat(relations.Select(relation => $"<Relationship Id=\"{relation.Id}\" Type=\"{Office}/{relation.Type}\" Target=\"{relation.Target}\"{(relation.IsExternal ? " TargetMode=\"External\"" : "")}/>"))
        + "</Relationships>");

    private WordFile Notes(string kind, string[] notes) => Related(kind + "s", Root(kind + "s",
        $"<w:{kind} w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:t>___</w:t><w:separator/></w:r></w:p></w:{kind}><w:{kind} w:type=\"continuationSeparator\" w:id=\"0\"><w:p/></w:{kind}>{string.Concat(notes)}"));

    private WordFile Related(string type, string content)
    {
        _relations.Add(("rel-" + type, type, type + ".xml", false));
        return Part($"word/{type}.xml", content);
    }

    private static string Root(string name, string content) =>
        $"<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<w:{name} xmlns:w=\"{Word}\" xmlns:r=\"{Office}\" xmlns:m=\"http://schemas.openxmlformats.org/officeDocument/2006/math\" xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:v=\"urn:schemas-microsoft-com:vml\">{content}</w:{name}>";
}
