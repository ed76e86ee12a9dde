using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>A note on its way to being an <see cref="ArticleNote"/>.</summary>
internal sealed class FoundNote
{
    public required XElement Element { get; init; }

    /// <summary>Number of the element in the walk.</summary>
    public required int Position { get; init; }

    /// <summary>What it stands in.</summary>
    public required Region Region { get; init; }

    /// <summary>Whether it stands in the run of the text, where it is its own call.</summary>
    public required bool InPlace { get; init; }

    /// <summary>Language in force; null where none is stated.</summary>
    public required string? Language { get; init; }

    /// <summary>The <c>sub-article</c> or <c>response</c> that it stands in; null in the article itself.</summary>
    public required XElement? Part { get; init; }

    /// <summary>The element directly before it, white space aside; null where a word or nothing stands there. Kept from the walk: a look back through the siblings costs their number.</summary>
    public required XElement? Before { get; init; }

    public NoteContainer Container { get; set; }

    /// <summary>Calls in document order.</summary>
    public List<FoundCall> Calls { get; } = [];

    /// <summary>The element that holds it and its neighbours.</summary>
    public XElement? Group => Element.Parent;
}

/// <summary>An <c>xref</c>, or an <c>fn</c> in place, in the walk.</summary>
/// <param name="Element">The element.</param>
/// <param name="Position">Its number in the walk.</param>
/// <param name="Region">What it stands in.</param>
/// <param name="Part">The <c>sub-article</c> or <c>response</c> that it stands in; null in the article itself.</param>
/// <param name="Within">The note (or possible note) that it stands in; null in the text.</param>
internal sealed record FoundCall(XElement Element, int Position, Region Region, XElement? Part, XElement? Within);

/// <summary>A part of the article in which a note can stand.</summary>
internal enum Region
{
    Body = 1,
    Front,
    Table,
    AuthorNotes,
}
