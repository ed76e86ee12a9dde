namespace Recto.Journals.Articles;

/// <summary>The parts of an article page that depend on the article alone, as HTML made once at import by our own writer. A request only fills the frame.</summary>
public sealed record ArticleFragments
{
    /// <summary>Title (and subtitle) as phrasing content, for <c>h1</c>.</summary>
    public required string Title { get; init; }

    /// <summary>The abstracts, as sections; empty where there are none.</summary>
    public required string Abstract { get; init; }

    /// <summary>
    /// The body with every note after its paragraph. Each run of notes stands between <see cref="NotesBegin"/> and <see cref="NotesEnd"/>,
    /// so that a page with its notes at the end can leave them out here.
    /// </summary>
    public required string Body { get; init; }

    /// <summary>All body notes in one list, for the end of the page and for readers who may see the notes only; empty where there are none.</summary>
    public required string Notes { get; init; }

    /// <summary>Sources made from the notes: archives, printed sources, literature; empty where nothing was read.</summary>
    public required string Sources { get; init; }

    /// <summary>The source's own reference lists; empty where there are none.</summary>
    public required string References { get; init; }

    /// <summary>Acknowledgements, funding, disclosure, contributors, appendices, glossaries and other back matter.</summary>
    public required string About { get; init; }

    /// <summary>What it cites, as <c>meta</c> tags for the head of the page; empty where it cites nothing.</summary>
    public string CitedTags { get; init; } = "";

    /// <summary>What it cites, as a JSON list for the head of the page; empty where it cites nothing.</summary>
    public string CitedJson { get; init; } = "";

    /// <summary>Headings of the body for the list of contents.</summary>
    public required IReadOnlyList<ContentsEntry> Contents { get; init; }

    /// <summary>Each body note by itself (what stands inside its <c>div.note</c>), in document order.</summary>
    public required IReadOnlyList<string> NoteBodies { get; init; }

    /// <summary>Opens a run of notes in <see cref="Body"/>.</summary>
    public const string NotesBegin = "<!--notes-->";

    /// <summary>Closes a run of notes in <see cref="Body"/>.</summary>
    public const string NotesEnd = "<!--/notes-->";
}

/// <summary>A heading of the body.</summary>
/// <param name="Id">Its id on the page.</param>
/// <param name="Level">2 or 3.</param>
/// <param name="Text">Plain text.</param>
public sealed record ContentsEntry(string Id, int Level, string Text);
