using System.Xml.Linq;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>One thing that an export of OJS holds.</summary>
public abstract record OjsItem
{
    private protected OjsItem()
    {
    }
}

/// <summary>An issue. Its articles follow.</summary>
public sealed record OjsIssue : OjsItem
{
    /// <summary>Number that OJS gave it; null where the export does not say.</summary>
    public string? Id { get; init; }

    /// <summary>Other names by which its address was asked for: its public identifier and its own path.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Volume; null where OJS shows none.</summary>
    public string? Volume { get; init; }

    /// <summary>Number; null where OJS shows none.</summary>
    public string? Number { get; init; }

    /// <summary>Year, four digits; null where OJS shows none.</summary>
    public string? Year { get; init; }

    /// <summary>Title by BCP 47 tag.</summary>
    public IReadOnlyDictionary<string, string> Titles { get; init; } = new Dictionary<string, string>();

    /// <summary>Description as plain text by BCP 47 tag, paragraphs parted by an empty line.</summary>
    public IReadOnlyDictionary<string, string> Descriptions { get; init; } = new Dictionary<string, string>();

    /// <summary>Date of publication, ISO 8601; null where the export does not say.</summary>
    public string? Published { get; init; }

    /// <summary>Whether readers saw it.</summary>
    public bool IsPublished { get; init; }

    /// <summary>Whether only subscribers read it, or did until <see cref="OpenFrom"/>.</summary>
    public bool IsClosed { get; init; }

    /// <summary>The day from which everybody reads a closed issue, ISO 8601; null where none is set.</summary>
    public string? OpenFrom { get; init; }

    /// <summary>Its sections, in the order of the journal.</summary>
    public IReadOnlyList<OjsSection> Sections { get; init; } = [];

    /// <summary>Its cover; null where there is none.</summary>
    public OjsFile? Cover { get; init; }

    /// <summary>What the cover shows, in words; null where nobody has said.</summary>
    public string? CoverAlt { get; init; }

    /// <summary>Labels of whole-issue files, which are not taken.</summary>
    public IReadOnlyList<string> Galleys { get; init; } = [];
}

/// <summary>A section.</summary>
/// <param name="Reference">By which articles name it.</param>
/// <param name="Titles">Title by BCP 47 tag.</param>
/// <param name="Order">Place among the sections.</param>
/// <param name="IsHeaded">Whether its title stands in contents.</param>
public sealed record OjsSection(string Reference, IReadOnlyDictionary<string, string> Titles, int Order, bool IsHeaded);

/// <summary>An article, as the publication that stands now has it.</summary>
public sealed record OjsArticle : OjsItem
{
    /// <summary>Number of the submission; null where the export does not say.</summary>
    public string? Id { get; init; }

    /// <summary>Line of the export at which it begins, from 1.</summary>
    public int Line { get; init; }

    /// <summary>Day of its submission, ISO 8601; null where the export does not say.</summary>
    public string? Submitted { get; init; }

    /// <summary>Other names by which its address was asked for: its public identifier and its own path.</summary>
    public IReadOnlyList<string> Names { get; init; } = [];

    /// <summary>Numbers of all its publications (OJS 3.2 and later), the current one among them.</summary>
    public IReadOnlyList<string> Publications { get; init; } = [];

    /// <summary>Whether readers saw it.</summary>
    public OjsState State { get; init; }

    /// <summary>Whether it is free though its issue is closed.</summary>
    public bool IsFree { get; init; }

    /// <summary>BCP 47 tag of its main language; null where the export does not say.</summary>
    public string? Language { get; init; }

    /// <summary>The record as JATS <c>front</c>.</summary>
    public required XElement Front { get; init; }

    /// <summary>The references as JATS <c>ref-list</c>; null where the export has none.</summary>
    public XElement? References { get; init; }

    /// <summary>Title, for reports.</summary>
    public required string Title { get; init; }

    /// <summary>The issue; null for an article of none.</summary>
    public OjsIssue? Issue { get; init; }

    /// <summary>Place in its issue, from 1; null where it is in none.</summary>
    public int? Position { get; init; }

    /// <summary>Its galleys, in their order.</summary>
    public IReadOnlyList<OjsGalley> Galleys { get; init; } = [];

    /// <summary>Files that belong to a file of a galley: pictures, styles.</summary>
    public IReadOnlyList<OjsFile> Dependents { get; init; } = [];

    /// <summary>Locales that the export uses for it, as OJS writes them.</summary>
    public IReadOnlyList<string> Locales { get; init; } = [];

    /// <summary>What was odd or absent.</summary>
    public IReadOnlyList<string> Warnings { get; init; } = [];

    /// <summary>What was not taken.</summary>
    public IReadOnlyList<string> LeftOut { get; init; } = [];
}

/// <summary>How far an article had come in OJS.</summary>
public enum OjsState
{
    /// <summary>Readers saw it.</summary>
    Published = 1,

    /// <summary>It waited for its day.</summary>
    Scheduled,

    /// <summary>It was a submission.</summary>
    Submitted,

    /// <summary>It was declined.</summary>
    Declined,
}

/// <summary>A form in which an article was offered.</summary>
/// <param name="Id">Number that OJS gave it; null where the export does not say.</param>
/// <param name="Names">Other names by which its address was asked for.</param>
/// <param name="Label">As readers saw it (<c>PDF</c>); never empty.</param>
/// <param name="Language">BCP 47 tag; null where the export does not say.</param>
/// <param name="Order">Place among the galleys.</param>
/// <param name="File">Its file; null where the export has none.</param>
/// <param name="Address">Where it is on another site; null for one with a file.</param>
public sealed record OjsGalley(string? Id, IReadOnlyList<string> Names, string Label, string? Language, int Order, OjsFile? File, string? Address);

/// <summary>A file.</summary>
public sealed record OjsFile
{
    /// <summary>Number that OJS gave it; null where the export does not say.</summary>
    public string? Id { get; init; }

    /// <summary>Its name, with its ending where that is known.</summary>
    public required string Name { get; init; }

    /// <summary>The file that it belongs to; null where it stands by itself.</summary>
    public string? Owner { get; init; }

    /// <summary>Number under which its bytes were laid aside, from 0; null where they were not in the export.</summary>
    public int? Aside { get; init; }

    /// <summary>Where the export says that its bytes are; null where they were in the export.</summary>
    public string? Source { get; init; }

    /// <summary>Why its bytes cannot be used; null where nothing is wrong with them.</summary>
    public string? Fault { get; init; }
}

/// <summary>The export cannot be read from here on. Nothing follows.</summary>
/// <param name="Line">Line, from 1; null where no place can be named.</param>
/// <param name="Column">Column in UTF-16 code units, from 1; null where no place can be named.</param>
/// <param name="Message">What is wrong and what to do.</param>
public sealed record OjsFault(int? Line, int? Column, string Message) : OjsItem;

/// <summary>One article that is not taken; the next follow.</summary>
/// <param name="Id">Number of the submission; null where the export does not say.</param>
/// <param name="Line">Line at which it begins, from 1.</param>
/// <param name="Message">Why, and what to do.</param>
/// <param name="Aside">Numbers of the files that were laid aside for it.</param>
public sealed record OjsRefusal(string? Id, int Line, string Message, IReadOnlyList<int> Aside) : OjsItem;

/// <summary>A part of the export that is never taken.</summary>
/// <param name="What">What it is.</param>
public sealed record OjsNotTaken(string What) : OjsItem;

/// <summary>How much an export may ask of us.</summary>
public sealed record OjsLimits
{
    /// <summary>The defaults: many times what real exports need.</summary>
    public static OjsLimits Default { get; } = new();

    /// <summary>Bytes of one file in it, decoded.</summary>
    public long FileBytes { get; init; } = 256L * 1024 * 1024;

    /// <summary>Bytes of all files in it together, decoded.</summary>
    public long TotalBytes { get; init; } = 16L * 1024 * 1024 * 1024;

    /// <summary>Characters of one article or issue without its files.</summary>
    public int Characters { get; init; } = 16 * 1024 * 1024;

    /// <summary>Elements of one article or issue.</summary>
    public int Elements { get; init; } = 200_000;

    /// <summary>Elements one within another.</summary>
    public int Depth { get; init; } = 64;

    /// <summary>Bytes of one tag with its attributes.</summary>
    public int TagBytes { get; init; } = 1024 * 1024;
}
