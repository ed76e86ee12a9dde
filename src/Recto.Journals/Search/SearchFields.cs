namespace Recto.Journals.Search;

/// <summary>Where words are looked for.</summary>
[Flags]
public enum SearchFields
{
    /// <summary>Title, subtitle and their translations.</summary>
    Title = 1,

    /// <summary>Names of the contributors.</summary>
    Authors = 2,

    /// <summary>Abstracts and keywords.</summary>
    Abstract = 4,

    /// <summary>The text.</summary>
    Text = 8,

    /// <summary>The notes.</summary>
    Notes = 16,

    /// <summary>What the notes cite: archival files, works.</summary>
    Sources = 32,

    /// <summary>Everywhere.</summary>
    All = Title | Authors | Abstract | Text | Notes | Sources,
}
