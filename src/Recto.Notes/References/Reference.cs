using Recto.Notes.Text;

namespace Recto.Notes.References;

/// <summary>What a stretch of a note cites: a closed family, one record for each kind. Made from the words alone; what they point to is told by <c>Resolution</c>.</summary>
public abstract record Reference
{
    private protected Reference() { }

    /// <summary>From its first word to its last, without the punctuation that parts it from what follows.</summary>
    public required TextSpan Span { get; init; }

    /// <summary>How it is given: in full, shortened, or by pointing back.</summary>
    public required ReferenceForm Form { get; init; }

    /// <summary>How sure the reading is, 0 to 1.</summary>
    public required double Confidence { get; init; }

    /// <summary>What follows the work in this mention: a pinpoint or a range, as printed; null where nothing follows.</summary>
    public Field? Pages { get; init; }
}

/// <summary>How a reference is given.</summary>
public enum ReferenceForm
{
    /// <summary>With all that is needed to find it.</summary>
    Full = 1,

    /// <summary>By author and a few words of the title, or by an abbreviation introduced before.</summary>
    [System.Diagnostics.CodeAnalysis.SuppressMessage("Naming", "CA1720", Justification = "The field's word for a shortened reference, and the contract's.")]
    Short,

    /// <summary>Ibid., Ebd., Там же: what was cited just before.</summary>
    Ibid,

    /// <summary><c>See note 37 above</c>, <c>s. Anm. 12</c>: what another note cites.</summary>
    CrossReference,

    /// <summary>Idem, Ders., Dies.: the author named just before, another work.</summary>
    Idem,
}

/// <summary>What sort of thing is cited (the words of <c>recto notes read</c>, hyphenated there).</summary>
public enum ReferenceKind
{
    /// <summary>It cannot be told.</summary>
    Unknown = 1,

    /// <summary>A whole book, by authors or editors.</summary>
    Book,

    /// <summary>A part of a book with a title of its own.</summary>
    Chapter,

    /// <summary>An article in a journal.</summary>
    Article,

    /// <summary>An article in a newspaper, or the newspaper itself.</summary>
    Newspaper,

    /// <summary>A thesis or dissertation.</summary>
    Thesis,

    /// <summary>Printed documents, collected works, letters.</summary>
    EditedSource,

    /// <summary>A file or leaf in an archive.</summary>
    Archival,

    /// <summary>A report, working paper, official publication.</summary>
    Report,

    /// <summary>A web page.</summary>
    Web,

    /// <summary>A statute, treaty or case.</summary>
    Legal,
}
