using System.Xml.Linq;
using Recto.Notes.Text;

namespace Recto.Journals.Articles;

/// <summary>One note of an article: what the engine reads, where it stands in the document, and where it is called.</summary>
public sealed record ArticleNote
{
    /// <summary>The note as the engine reads it; its <see cref="Notes.Text.Note.Id"/> is <see cref="HtmlId"/>.</summary>
    public required Note Note { get; init; }

    /// <summary><c>n{label}</c>; a label used twice gets <c>-2</c>, <c>-3</c>. Unique on the page, safe in an address.</summary>
    public required string HtmlId { get; init; }

    /// <summary>The element that holds it: <c>fn</c>, or the <c>ref</c> of a note disguised as a reference.</summary>
    public required XElement Element { get; init; }

    /// <summary>Where it belongs; notes of tables are numbered and shown apart.</summary>
    public required NoteContainer Container { get; init; }

    /// <summary>
    /// The label as it stands at the head of the note's own words (<c>[1]</c>, <c>1.</c>), where no <c>label</c> element holds it; null otherwise.
    /// The note's text leaves it out, and a writer that prints the label must too.
    /// </summary>
    public string? LeadingLabel { get; init; }

    /// <summary>Its calls in document order; empty for a note that nothing calls.</summary>
    public required IReadOnlyList<NoteCall> Calls { get; init; }
}

/// <summary>One call of a note.</summary>
/// <param name="HtmlId"><c>call-{label}</c>; further calls of the same note get <c>-2</c>, <c>-3</c>.</param>
/// <param name="Element">The <c>xref</c>, or the <c>fn</c> itself where it stands in place.</param>
public sealed record NoteCall(string HtmlId, XElement Element);

/// <summary>Where a note belongs.</summary>
public enum NoteContainer
{
    /// <summary>The article's text: a foot- or endnote. These are the ones that the engine reads.</summary>
    Body = 1,

    /// <summary>A table or figure.</summary>
    Table,

    /// <summary>Title, authors or abstract.</summary>
    Front,

    /// <summary>A statement about the article (competing interests, contributions) that JATS tags as <c>fn</c> in the back.</summary>
    Statement,
}
