namespace Recto.Notes.Labelling.Generation;

/// <summary>What is known of a published work, from which references to it are generated. Null where the record does not say.</summary>
/// <param name="Title">Its title.</param>
public sealed record WorkRecord(string Title)
{
    /// <summary>Its authors in order; may be empty.</summary>
    public IReadOnlyList<WorkAuthor> Authors { get; init; } = [];

    /// <summary>Year as printed.</summary>
    public string? Year { get; init; }

    /// <summary>The journal or book it stands in.</summary>
    public string? Container { get; init; }

    /// <summary>Volume as printed.</summary>
    public string? Volume { get; init; }

    /// <summary>Issue as printed.</summary>
    public string? Issue { get; init; }

    /// <summary>First and last page as printed.</summary>
    public string? Pages { get; init; }

    /// <summary>Publisher; may begin with the place and a colon.</summary>
    public string? Publisher { get; init; }

    /// <summary>Place of publication.</summary>
    public string? Place { get; init; }

    /// <summary>Crossref's name of its kind: <c>book</c>, <c>journal-article</c>, <c>book-chapter</c>, <c>dissertation</c>, ….</summary>
    public string? Type { get; init; }
}

/// <summary>An author.</summary>
/// <param name="Family">Family name, or the whole name where that is all there is.</param>
/// <param name="Given">Given names or initials; null where unknown.</param>
public sealed record WorkAuthor(string Family, string? Given);
