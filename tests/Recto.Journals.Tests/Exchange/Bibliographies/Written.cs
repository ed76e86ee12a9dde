using System.Text.Json;
using System.Xml.Linq;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Notes.Resolution;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>A bibliography in every format, read back by strict readers.</summary>
internal static class Written
{
    public static JsonElement Csl(Bibliography bibliography)
    {
        using var stream = new MemoryStream();
        CslItems.Write(bibliography, stream);
        var items = JsonDocument.Parse(stream.ToArray()).RootElement;
        CslRules.Check(items);
        return items;
    }

    public static IReadOnlyList<BibTexFile.Entry> BibTex(Bibliography bibliography) => BibTexFile.Parse(Text(writer => BibTexEntries.Write(bibliography, writer)));

    public static IReadOnlyList<RisFile.Record> Ris(Bibliography bibliography) => RisFile.Parse(Text(writer => RisRecords.Write(bibliography, writer)));

    public static XDocument Tei(Bibliography bibliography, Apparatus apparatus, string title)
    {
        using var stream = new MemoryStream();
        TeiBibliography.Write(bibliography, apparatus, title, stream);
        stream.Position = 0;
        var document = XDocument.Load(stream, LoadOptions.PreserveWhitespace);
        TeiRules.Check(document);
        return document;
    }

    private static string Text(Action<TextWriter> write)
    {
        using var writer = new StringWriter();
        write(writer);
        return writer.ToString();
    }
}
