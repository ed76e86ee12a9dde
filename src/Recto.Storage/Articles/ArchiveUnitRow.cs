using Recto.Journals.Access;
using Recto.Journals.Archives;

namespace Recto.Storage.Articles;

/// <summary>A unit of an archive as published articles cite it.</summary>
public sealed record ArchiveUnitRow
{
    /// <summary>Which unit.</summary>
    public required UnitAddress Address { get; init; }

    /// <summary>Its last level as a note prints it; for an archive, its name as printed where the directory does not know it, else its key.</summary>
    public required string Printed { get; init; }

    /// <summary>Notes of published articles that cite it or something in it.</summary>
    public required int Notes { get; init; }

    /// <summary>Published articles that do.</summary>
    public required int Articles { get; init; }
}

/// <summary>A place in a published article's notes that cites a unit.</summary>
public sealed record ArchiveMentionRow
{
    /// <summary>The unit.</summary>
    public required UnitAddress Unit { get; init; }

    /// <summary>The leaf, the same however it is written (<c>125</c>, <c>5-7v</c>); null where none is named.</summary>
    public string? Leaf { get; init; }

    /// <summary>How the note writes the unit; null for a back reference.</summary>
    public string? Written { get; init; }

    /// <summary>The former name of the archive under which it is cited; null where it is cited under its present one.</summary>
    public string? FormerName { get; init; }

    /// <summary>For a back reference, label of the note from which the unit is known; null for what the note writes itself.</summary>
    public string? FromLabel { get; init; }

    /// <summary>The article's id.</summary>
    public required Guid ArticleId { get; init; }

    /// <summary>The article's address.</summary>
    public required string Slug { get; init; }

    /// <summary>Plain title of the article.</summary>
    public required string Title { get; init; }

    /// <summary>Authors of the article in one line; null where there are none.</summary>
    public string? Authors { get; init; }

    /// <summary>Date of the article as ISO 8601, as far as it is known; null where it is not.</summary>
    public string? Published { get; init; }

    /// <summary>BCP 47 tag of the article; null where the source does not say.</summary>
    public string? Language { get; init; }

    /// <summary>DOI of the article; null where it has none.</summary>
    public string? Doi { get; init; }

    /// <summary>Index of the note in document order, from 0.</summary>
    public required int Note { get; init; }

    /// <summary>Index of the reference in the note, from 0.</summary>
    public required int Reference { get; init; }

    /// <summary>Which of the leaves that the reference names, from 0.</summary>
    public required int Part { get; init; }

    /// <summary>Page id of the note.</summary>
    public required string HtmlId { get; init; }

    /// <summary>Label of the note as printed.</summary>
    public required string Label { get; init; }

    /// <summary>BCP 47 tag of the note; null where the source does not say.</summary>
    public string? NoteLanguage { get; init; }

    /// <summary>Text of the note. Whether anybody may see it is the rule's to say (<see cref="Terms"/>).</summary>
    public required string Text { get; init; }

    /// <summary>First UTF-16 code unit of the reference in <see cref="Text"/>.</summary>
    public required int Start { get; init; }

    /// <summary>The code unit after its last.</summary>
    public required int End { get; init; }

    /// <summary>What decides who may read the article.</summary>
    public required AccessTerms Terms { get; init; }

    /// <summary>Its place in the order of the unit.</summary>
    public required MentionPlace Place { get; init; }
}

/// <summary>How notes write a unit.</summary>
/// <param name="Written">As printed, from the archive to the last level.</param>
/// <param name="Notes">In how many notes of published articles.</param>
public sealed record WrittenForm(string Written, int Notes);
