namespace Recto.Notes.Labelling.Generation;

/// <summary>What a generated reference cites.</summary>
internal enum ReferenceKind
{
    /// <summary>A book, or one edited.</summary>
    Book = 1,

    /// <summary>A part of a book.</summary>
    Chapter,

    /// <summary>An article in a journal.</summary>
    Article,

    /// <summary>An article in a newspaper, or the newspaper.</summary>
    Newspaper,

    /// <summary>A thesis.</summary>
    Thesis,

    /// <summary>A report of an institution.</summary>
    Report,

    /// <summary>A page on the web.</summary>
    Web,

    /// <summary>A volume of printed documents or works, or a document in it.</summary>
    Documents,

    /// <summary>A work cited before: by a short title, op. cit. or ibid.</summary>
    CitedBefore,

    /// <summary>A document in an archive.</summary>
    Archival,
}
