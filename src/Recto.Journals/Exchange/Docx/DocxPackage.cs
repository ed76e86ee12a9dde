using System.IO.Compression;
using System.Xml;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>A relationship of a part (OPC, ISO/IEC 29500-2).</summary>
/// <param name="Type">The last word of its type: <c>footnotes</c>, <c>image</c>, <c>hyperlink</c>.</param>
/// <param name="Target">Name of a part, without the slash at the beginning; or an address, where it is external.</param>
/// <param name="IsExternal">Whether it leads out of the file.</param>
internal sealed record DocxRelation(string Type, string Target, bool IsExternal);

/// <summary>A part of XML with its relationships.</summary>
/// <param name="Name">Its name in the zip.</param>
/// <param name="Root">Its root element.</param>
/// <param name="Relations">By id.</param>
internal sealed record DocxPart(string Name, XElement Root, IReadOnlyDictionary<string, DocxRelation> Relations)
{
    /// <summary>The first part that a relationship of a type leads to; null where there is none.</summary>
    public DocxRelation? Related(string type) => Relations.Values.FirstOrDefault(relation => relation.Type == type && !relation.IsExternal);
}

/// <summary>The zip of a Word file, its parts found by their relationships. Everything that is unpacked is counted.</summary>
internal sealed class DocxPackage : IDisposable
{
    private readonly ZipArchive _zip;
    private readonly DocxLimits _limits;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.OrdinalIgnoreCase);
    private long _unpacked;

    private DocxPackage(ZipArchive zip, DocxLimits limits)
    {
        _zip = zip;
        _limits = limits;
    }

    /// <summary>Opens the zip.</summary>
    /// <exception cref="DocxFaultException">It is no whole zip.</exception>
    public static DocxPackage Open(Stream stream, DocxLimits limits)
    {
        var package = new DocxPackage(OpenZip(stream), limits);
        package.FindEntries();
        return package;
    }

    /// <inheritdoc/>
    public void Dispose() => _zip.Dispose();

    /// <summary>Whether there is an entry of a name.</summary>
    public bool Has(string name) => _entries.ContainsKey(name);

    /// <summary>The names of all entries.</summary>
    public IEnumerable<string> Names => _entries.Keys;

    /// <summary>The relationships of the file itself.</summary>
    public IReadOnlyDictionary<string, DocxRelation> Relations() => RelationsOf("");

    /// <summary>Reads a part; null where the file has none of that name.</summary>
    /// <exception cref="DocxFaultException">It is no XML, or asks too much.</exception>
    public DocxPart? Read(string? name) =>
        name is not null && _entries.TryGetValue(name, out var entry) ? new DocxPart(name, Parse(entry), RelationsOf(name)) : null;

    /// <summary>The bytes of a part that is no XML; null where there is none, where it is too large or damaged.</summary>
    public byte[]? Bytes(string name)
    {
        try
        {
            return _entries.TryGetValue(name, out var entry) && entry.Length <= _limits.PictureBytes && _unpacked <= _limits.TotalBytes ? Unpack(entry, _limits.PictureBytes) : null;
        }
        catch (DocxFaultException)
        {
            return null; // A picture less is no reason to refuse a text.
        }
    }

    private static ZipArchive OpenZip(Stream stream)
    {
        try
        {
            return new ZipArchive(stream, ZipArchiveMode.Read);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            throw new DocxFaultException("The Word file is damaged: it is cut off, or no whole zip. Get it anew, or open it in Word, which may repair it, and save it.");
        }
    }

    private void FindEntries()
    {
        try
        {
            if (_zip.Entries.Count > _limits.Entries)
            {
                throw new DocxFaultException($"The Word file has {_zip.Entries.Count} entries, more than the {_limits.Entries} that are read.");
            }

            foreach (var entry in _zip.Entries)
            {
                _entries.TryAdd(entry.FullName.Replace('\\', '/').TrimStart('/'), entry);
            }
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or ArgumentException or NotSupportedException)
        {
            throw new DocxFaultException("The Word file is damaged: the list of its parts cannot be read. Open it in Word, which may repair it, and save it.");
        }
    }

    private byte[] Unpack(ZipArchiveEntry entry, long most)
    {
        try
        {
            if (entry.IsEncrypted)
            {
                throw new DocxFaultException($"“{entry.FullName}” in the Word file is encrypted: save it without a password.");
            }

            using var stream = entry.Open();
            using var copy = new MemoryStream();
            var buffer = new byte[1 << 16];
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                _unpacked += read;
                if (copy.Length + read > most || _unpacked > _limits.TotalBytes)
                {
                    throw new DocxFaultException($"“{entry.FullName}” in the Word file unpacks to more than {(copy.Length + read > most ? most : _limits.TotalBytes)} bytes, more than an article ever has.");
                }

                copy.Write(buffer, 0, read);
            }

            return copy.ToArray();
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or NotSupportedException)
        {
            throw new DocxFaultException($"The Word file is damaged: “{entry.FullName}” cannot be unpacked. Open it in Word, which may repair it, and save it.");
        }
    }

    private XElement Parse(ZipArchiveEntry entry)
    {
        var bytes = Unpack(entry, _limits.PartBytes);
        try
        {
            Judge(bytes, entry.FullName);
            using var reader = Reader(bytes);
            return XDocument.Load(reader, LoadOptions.PreserveWhitespace).Root!;
        }
        catch (XmlException fault)
        {
            throw new DocxFaultException($"“{entry.FullName}” in the Word file is no XML that can be read (line {fault.LineNumber}, column {fault.LinePosition}): {fault.Message}");
        }
    }

    // Once without keeping anything: what asks too much is refused before it is held in memory.
    private void Judge(byte[] bytes, string name)
    {
        using var reader = Reader(bytes);
        var nodes = 0L;
        while (reader.Read())
        {
            nodes += 1 + reader.AttributeCount;
            if (nodes > _limits.Nodes || reader.Depth > _limits.Depth)
            {
                throw new DocxFaultException(nodes > _limits.Nodes ? $"“{name}” in the Word file has more than {_limits.Nodes} elements." : $"“{name}” in the Word file nests more than {_limits.Depth} elements.");
            }
        }
    }

    // OPC forbids document type declarations (ISO/IEC 29500-2, 7.2): nothing can be declared, expanded or fetched.
    private static XmlReader Reader(byte[] bytes) => XmlReader.Create(new MemoryStream(bytes, writable: false), new XmlReaderSettings
    {
        DtdProcessing = DtdProcessing.Prohibit,
        XmlResolver = null,
        IgnoreComments = true,
        IgnoreProcessingInstructions = true,
    });

    private Dictionary<string, DocxRelation> RelationsOf(string part)
    {
        var slash = part.LastIndexOf('/');
        var folder = slash < 0 ? "" : part[..(slash + 1)];
        var relations = new Dictionary<string, DocxRelation>(StringComparer.Ordinal);
        if (!_entries.TryGetValue($"{folder}_rels/{part[(slash + 1)..]}.rels", out var entry))
        {
            return relations;
        }

        foreach (var element in Parse(entry).Elements().Where(element => element.Name.LocalName == "Relationship"))
        {
            if (element.Value("Id") is { } id && element.Value("Type") is { } type && element.Value("Target") is { } target)
            {
                var isExternal = string.Equals(element.Value("TargetMode"), "External", StringComparison.OrdinalIgnoreCase);
                relations.TryAdd(id, new DocxRelation(Ooxml.RelationType(type), isExternal ? target : Resolve(folder, target), isExternal));
            }
        }

        return relations;
    }

    // "media/image1.png", "/word/media/image1.png", "../customXml/item1.xml"
    private string Resolve(string folder, string target)
    {
        var path = target.Replace('\\', '/');
        var parts = new List<string>();
        foreach (var part in (path.StartsWith('/') ? path : folder + path).Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            if (part == "..")
            {
                parts.RemoveRange(Math.Max(0, parts.Count - 1), Math.Min(1, parts.Count));
            }
            else if (part != ".")
            {
                parts.Add(part);
            }
        }

        var name = string.Join('/', parts);
        return _entries.ContainsKey(name) || !name.Contains('%', StringComparison.Ordinal) ? name : Uri.UnescapeDataString(name);
    }
}
