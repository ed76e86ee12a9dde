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

    /// <summary>BCP 47 tag of the page.</summary>
    public string Language { get; init; } = "en";

    /// <summary>One or two sentences for lists of results; null where there is nothing to say.</summary>
    public string? Description { get; init; }

    /// <summary>The sentence at the foot; null for none.</summary>
    public string? Imprint { get; init; }

    /// <summary>Path of this page, without what only changes its look; null where it has no address of its own.</summary>
    public string? Address { get; init; }

    /// <summary>Whether the page has notes, and so the script that places them.</summary>
    public bool HasNotes { get; init; }

    /// <summary>Another script of the page, by its name among the assets; null for none.</summary>
    public string? Script { get; init; }

    /// <summary>Classes of the root element; null for none.</summary>
    public string? RootClass { get; init; }

    /// <summary>Where the skip link leads.</summary>
    public string Content { get; init; } = "main";

    /// <summary>Whether the page is of the desk: nobody is to find it.</summary>
    public bool IsDesk { get; init; }

    /// <summary>Whether the page is of an account: as <see cref="IsDesk"/>, for people who may have no place at the desk.</summary>
    public bool IsAccount { get; init; }

    /// <summary>Writing direction of the language.</summary>
    public string? Direction => Language.Split('-')[0] is "ar" or "he" or "fa" or "ur" or "yi" or "syr" or "ps" ? "rtl" : null;
}
