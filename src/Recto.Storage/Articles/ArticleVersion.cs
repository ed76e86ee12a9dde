using Recto.Journals.Articles;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

/// <summary>What was done to an article.</summary>
public enum VersionAct
{
    /// <summary>It came in.</summary>
    Imported = 1,

    /// <summary>Another file stands in place of the one before.</summary>
    Replaced,

    /// <summary>Its record was changed.</summary>
    Edited,

    /// <summary>A reading of a note was corrected.</summary>
    Corrected,

    /// <summary>A newer program read it again.</summary>
    Reread,

    /// <summary>Its address changed, or it came from another journal.</summary>
    Moved,

    /// <summary>It became public.</summary>
    Published,

    /// <summary>It was taken away.</summary>
    Withdrawn,

    /// <summary>It is public again, or an earlier file stands again.</summary>
    Restored,
}

/// <summary>A line of an article's history that is to be written.</summary>
public sealed record VersionToSave
{
    /// <summary>The article.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>Who, as shown; null for the program itself.</summary>
    public string? Person { get; init; }

    /// <summary>What was done.</summary>
    public required VersionAct Act { get; init; }

    /// <summary>What readers are told; null where the act says enough. Of <see cref="VersionAct.Corrected"/> the label of the note, of <see cref="VersionAct.Moved"/> the journal that it came from.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether readers see this line.</summary>
    public bool IsPublic { get; init; }

    /// <summary>The record from then on; null for the one that the article has in the transaction.</summary>
    public Article? Article { get; init; }
}

/// <summary>A line of an article's history.</summary>
public sealed record ArticleVersion
{
    /// <summary>From 1, without gaps.</summary>
    public int Number { get; init; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; }

    /// <summary>Who, as shown; null for the program itself.</summary>
    public string? Person { get; init; }

    /// <summary>What was done.</summary>
    public VersionAct Act { get; init; }

    /// <summary>What readers are told; null where the act says enough. Of <see cref="VersionAct.Corrected"/> the label of the note, of <see cref="VersionAct.Moved"/> the journal that it came from.</summary>
    public string? Summary { get; init; }

    /// <summary>Whether readers see this line.</summary>
    public bool IsPublic { get; init; }

    /// <summary>Name of the file that it was made from; null where none is known.</summary>
    public string? SourceName { get; init; }

    /// <summary>SHA-256 of that file, its name in the file store; null where none is known.</summary>
    public string? SourceFile { get; init; }

    /// <summary>The record as it was.</summary>
    public required Article Article { get; init; }
}
