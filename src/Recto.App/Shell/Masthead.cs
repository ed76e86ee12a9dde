namespace Recto.App.Shell;

/// <summary>What the head and foot of every page show.</summary>
public sealed record Masthead
{
    /// <summary>Title of the page for tabs and lists of results, without the site's name.</summary>
    public required string Title { get; init; }

    /// <summary>Name at the head: the journal's title, else the site's name.</summary>
    public string Name { get; init; } = "Recto";

    /// <summary>Where the name leads.</summary>
    public string Home { get; init; } = "/";

    /// <summary>The journal's part of the address; null on pages of the whole site.</summary>
    public string? JournalKey { get; init; }

    /// <summary>BCP 47 tag of the name at the head; null where it is not known.</summary>
    public string? NameLanguage { get; init; }

    /// <summary>BCP 47 tag of the page; null where it is the interface's.</summary>
    public string? Language { get; init; }

    /// <summary>One or two sentences for lists of results; null where there is nothing to say.</summary>
    public string? Description { get; init; }

    /// <summary>Who publishes the journal, for the foot; null where that is not known.</summary>
    public string? Publisher { get; init; }

    /// <summary>The journal's ISSN, for the foot; null where there is none.</summary>
    public string? Issn { get; init; }

    /// <summary>Path of this page, without what only changes its look; null where it has no address of its own.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the page has notes, and so the script that places them.</summary>
    public bool HasNotes { get; init; }

    /// <summary>Whether the page has formatted citations, and so the script that copies them.</summary>
    public bool HasCitation { get; init; }

    /// <summary>Another script of the page, by its name among the assets; null for none.</summary>
    public string? Script { get; init; }

    /// <summary>Classes of the root element; null for none.</summary>
    public string? RootClass { get; init; }

    /// <summary>The picture that stands beside a link to the page elsewhere; null for none.</summary>
    public LinkPicture? Picture { get; init; }

    /// <summary>Name of the part that <see cref="TellsMachines"/> promises.</summary>
    public const string Machines = "machines";

    /// <summary>Whether what the page tells machines of it is among its parts, for the head.</summary>
    public bool TellsMachines { get; init; }

    /// <summary>Whether it is the page of an article.</summary>
    public bool IsArticle { get; init; }

    /// <summary>Language (BCP 47) and path of the same text in each language that has an address of its own, this one among them; empty where there is one only.</summary>
    public IReadOnlyList<(string Language, string Address)> Alternates { get; init; } = [];

    /// <summary>The feeds of what the page shows; null for none.</summary>
    public FeedAddress? Feed { get; init; }

    /// <summary>Where the skip link leads.</summary>
    public string Content { get; init; } = "main";

    /// <summary>Whether the page is of the desk: nobody is to find it.</summary>
    public bool IsDesk { get; init; }

    /// <summary>Whether the page is of an account: as <see cref="IsDesk"/>, for people who may have no place at the desk.</summary>
    public bool IsAccount { get; init; }

    /// <summary>Whether the page is for people of the journal only: nobody is to find it.</summary>
    public bool IsDraft { get; init; }
}
