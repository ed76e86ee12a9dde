using System.Diagnostics;

namespace Recto.Journals.Exchange.Citations;

/// <summary>The files that reference managers take.</summary>
public enum CitationFormat
{
    /// <summary>RIS: Zotero, EndNote, Mendeley, Citavi.</summary>
    Ris = 1,

    /// <summary>BibTeX and biblatex.</summary>
    BibTex,

    /// <summary>EndNote, tagged.</summary>
    EndNote,

    /// <summary>CSL-JSON 1.0.2: Zotero, pandoc.</summary>
    Csl,
}

/// <summary>Writes works into a file.</summary>
public static class CitationFormats
{
    /// <summary>All of them in the order in which they are offered.</summary>
    public static IReadOnlyList<CitationFormat> All { get; } = [CitationFormat.Ris, CitationFormat.BibTex, CitationFormat.EndNote, CitationFormat.Csl];

    /// <summary>Ending of the file's name and of its address: <c>ris</c>.</summary>
    public static string Ending(this CitationFormat format) => format switch
    {
        CitationFormat.Ris => "ris",
        CitationFormat.BibTex => "bib",
        CitationFormat.EndNote => "enw",
        CitationFormat.Csl => "json",
        _ => throw new UnreachableException(format.ToString()),
    };

    /// <summary>Its media type.</summary>
    public static string MediaType(this CitationFormat format) => format switch
    {
        CitationFormat.Ris => "application/x-research-info-systems",
        CitationFormat.BibTex => "application/x-bibtex",
        CitationFormat.EndNote => "application/x-endnote-refer",
        CitationFormat.Csl => "application/vnd.citationstyles.csl+json",
        _ => throw new UnreachableException(format.ToString()),
    };

    /// <summary>Its name, as people say it.</summary>
    public static string Name(this CitationFormat format) => format switch
    {
        CitationFormat.Ris => "RIS",
        CitationFormat.BibTex => "BibTeX",
        CitationFormat.EndNote => "EndNote",
        CitationFormat.Csl => "CSL-JSON",
        _ => throw new UnreachableException(format.ToString()),
    };

    /// <summary>The format that an ending names; null where it names none.</summary>
    public static CitationFormat? Find(string? ending) => All.Cast<CitationFormat?>().FirstOrDefault(format => format!.Value.Ending() == ending);

    /// <summary>The file, UTF-8 without byte order mark.</summary>
    public static byte[] Write(this CitationFormat format, IReadOnlyList<CitedWork> works)
    {
        ArgumentNullException.ThrowIfNull(works);
        return format switch
        {
            CitationFormat.Ris => Text(output => RisFile.Write(works, output)),
            CitationFormat.BibTex => Text(output => BibTexFile.Write(works, output)),
            CitationFormat.EndNote => Text(output => EndNoteFile.Write(works, output)),
            CitationFormat.Csl => CslFile.Write(works),
            _ => throw new UnreachableException(format.ToString()),
        };
    }

    private static byte[] Text(Action<TextWriter> write)
    {
        using var output = new StringWriter();
        write(output);
        return System.Text.Encoding.UTF8.GetBytes(output.ToString());
    }
}
