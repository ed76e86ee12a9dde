namespace Recto.App.Features.Import;

/// <summary>One thing that an import came upon.</summary>
/// <param name="Path">As it is named in the report: <c>folder/a.xml</c>, <c>archive.zip!/a.xml</c>.</param>
internal abstract record ImportItem(string Path);

/// <summary>A file that may be an article.</summary>
/// <param name="Path">As it is named in the report.</param>
/// <param name="FileName">Its name alone.</param>
/// <param name="Bytes">The file.</param>
/// <param name="Graphics">Where its pictures may be.</param>
internal sealed record FoundFile(string Path, string FileName, byte[] Bytes, GraphicFiles Graphics) : ImportItem(Path)
{
    /// <summary>What the package says of it that it came in; null where it came by itself.</summary>
    public Place? Placed { get; init; }
}

/// <summary>Something that was asked for and cannot be opened; the rest goes on.</summary>
/// <param name="Path">As it is named in the report.</param>
/// <param name="Message">Why, and what to do.</param>
internal sealed record UnreadableFile(string Path, string Message) : ImportItem(Path)
{
    /// <summary>Line, from 1; null where no place can be named.</summary>
    public int? Line { get; init; }

    /// <summary>Column in UTF-16 code units, from 1; null where no place can be named.</summary>
    public int? Column { get; init; }
}

/// <summary>Who sends a file at the desk.</summary>
/// <param name="Id">The account.</param>
/// <param name="Name">As shown.</param>
internal sealed record ImportPerson(Guid Id, string Name);

/// <summary>What the operator asked for.</summary>
internal sealed record ImportOptions
{
    /// <summary>Key of the journal; null for the one that the article's metadata name.</summary>
    public string? Journal { get; init; }

    /// <summary>Key of the issue; null for the one that the article's metadata name.</summary>
    public string? Issue { get; init; }

    /// <summary>DOI to give to the article; null for its own.</summary>
    public string? Doi { get; init; }

    /// <summary>Place in the issue, from 1; null to order by page.</summary>
    public int? Position { get; init; }

    /// <summary>Whether the article is for editors only.</summary>
    public bool IsDraft { get; init; }

    /// <summary>Who sends it at the desk; null for the command line. An upload changes drafts of its own journal only.</summary>
    public ImportPerson? By { get; init; }

    /// <summary>The article whose file this one is to stand in place of; null to find it by what the file says.</summary>
    public Guid? Replaces { get; init; }

    /// <summary>What readers are told of the new file; null where nothing is.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether an earlier file of the article stands again.</summary>
    public bool IsRestored { get; init; }

    /// <summary>The address that a new article would like; null for one made of author and title.</summary>
    public string? Slug { get; init; }

    /// <summary>What the package that it came in says of the article; null where it came by itself.</summary>
    public Recto.Journals.Exchange.Packages.PackagedArticle? Packaged { get; init; }

    /// <summary>Takes the addresses that articles and issues had in OJS; null where they are not to be taken.</summary>
    public OldAddressBook? Old { get; init; }

    /// <summary>Whether to say what would happen and change nothing.</summary>
    public bool IsDryRun { get; init; }
}
