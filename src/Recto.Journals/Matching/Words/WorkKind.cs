namespace Recto.Journals.Matching.Words;

/// <summary>What kind a work is, as far as matching tells them apart.</summary>
internal enum WorkKind : byte
{
    /// <summary>The record does not say.</summary>
    Unsaid,

    /// <summary>An article of a journal.</summary>
    Article,

    /// <summary>A part of a book.</summary>
    Chapter,

    /// <summary>A book.</summary>
    Book,

    /// <summary>A paper in proceedings.</summary>
    Paper,

    /// <summary>A thesis.</summary>
    Thesis,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>Reads the words of Crossref and CSL.</summary>
internal static class WorkKinds
{
    /// <summary>The kind that a record's type says.</summary>
    public static WorkKind Of(string? type) => type switch
    {
        null => WorkKind.Unsaid,
        "journal-article" or "article-journal" or "article" or "article-magazine" or "article-newspaper" or "review" or "review-book" => WorkKind.Article,
        "book-chapter" or "chapter" or "book-section" or "book-part" or "reference-entry" or "entry" or "entry-encyclopedia" or "entry-dictionary" => WorkKind.Chapter,
        "book" or "monograph" or "edited-book" or "reference-book" or "book-set" or "proceedings" => WorkKind.Book,
        "proceedings-article" or "paper-conference" => WorkKind.Paper,
        "dissertation" or "thesis" => WorkKind.Thesis,
        _ => WorkKind.Other,
    };
}
