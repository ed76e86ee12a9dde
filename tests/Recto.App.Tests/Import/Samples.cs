using System.IO.Compression;
using System.Text;

namespace Recto.App.Tests.Import;

/// <summary>Articles and archives of our own writing.</summary>
internal static class Samples
{
    public static string Jats(string title, string? doi = null, string body = "<p>One paragraph.<xref ref-type=\"fn\" rid=\"n1\">1</xref></p>", string note = "RGASPI 558/11/431/94.", string journal = "<journal-title-group><journal-title>Leaves and Folios</journal-title></journal-title-group>") => $"""
        <?xml version="1.0" encoding="UTF-8"?>
        <article xmlns:xlink="http://www.w3.org/1999/xlink" article-type="research-article" xml:lang="en">
          <front><journal-meta>{journal}</journal-meta>
          <article-meta>{(doi is null ? "" : $"<article-id pub-id-type=\"doi\">{doi}</article-id>")}<title-group><article-title>{title}</article-title></title-group>
          <contrib-group><contrib contrib-type="author"><name><surname>Maubert</surname><given-names>Ida</given-names></name></contrib></contrib-group>
          <pub-date date-type="pub" publication-format="print"><year>2024</year></pub-date><volume>3</volume><issue>1</issue><fpage>5</fpage><lpage>19</lpage></article-meta></front>
          <body>{body}</body>
          <back><fn-group><fn id="n1"><label>1</label><p>{note}</p></fn></fn-group></back>
        </article>
        """;

    public static byte[] Zip(params (string Name, byte[] Content)[] entries)
    {
        using var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach (var (name, content) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(content);
            }
        }

        return stream.ToArray();
    }

    public static byte[] Utf8(string text) => Encoding.UTF8.GetBytes(text);

    public static byte[] GZip(byte[] content)
    {
        using var stream = new MemoryStream();
        using (var zip = new GZipStream(stream, CompressionLevel.Optimal, leaveOpen: true))
        {
            zip.Write(content);
        }

        return stream.ToArray();
    }

    public static byte[] Png { get; } = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==");
}
