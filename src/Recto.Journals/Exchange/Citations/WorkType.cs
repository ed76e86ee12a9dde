namespace Recto.Journals.Exchange.Citations;

/// <summary>What a work is, by the types of CSL 1.0.2.</summary>
public enum WorkType
{
    /// <summary><c>article-journal</c></summary>
    Article = 1,

    /// <summary><c>article-newspaper</c></summary>
    Newspaper,

    /// <summary><c>book</c>, edited volumes and editions of sources too.</summary>
    Book,

    /// <summary><c>chapter</c>, a document in an edition too.</summary>
    Chapter,

    /// <summary><c>thesis</c></summary>
    Thesis,

    /// <summary><c>manuscript</c>: a file or item in an archive.</summary>
    Archival,

    /// <summary><c>report</c></summary>
    Report,

    /// <summary><c>webpage</c></summary>
    Web,

    /// <summary><c>legal_case</c></summary>
    LegalCase,

    /// <summary><c>legislation</c>, treaties too.</summary>
    Legislation,

    /// <summary><c>document</c>: nobody can tell.</summary>
    Document,
}
