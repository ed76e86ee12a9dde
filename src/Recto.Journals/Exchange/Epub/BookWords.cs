using System.Reflection;

namespace Recto.Journals.Exchange.Epub;

/// <summary>Recto's own words in a book, beside those in the text of the article (<see cref="Html.Words"/>): headings, contents, what the book says of itself.</summary>
public static class BookWords
{
    /// <summary>Heading of the list of contents.</summary>
    public const string Contents = "Contents";

    /// <summary>Heading of the notes.</summary>
    public const string Notes = "Notes";

    /// <summary>Heading of the reference lists.</summary>
    public const string References = "References";

    /// <summary>Heading of the sources made from the notes.</summary>
    public const string Sources = "Sources";

    /// <summary>Heading of everything else that is said about the article.</summary>
    public const string About = "About this article";

    /// <summary>Heading over the citation.</summary>
    public const string Cite = "Cite this article";

    /// <summary>Entry in the contents.</summary>
    public const string Abstract = Html.Words.Abstract;

    /// <summary>Entry in the contents.</summary>
    public const string Cover = "Cover";

    /// <summary>Entry in the contents.</summary>
    public const string Text = "Text";

    /// <summary>Heading of the list of printed pages.</summary>
    public const string Pages = "Pages";

    /// <summary>What the cover shows, for who does not see it. {0} title, {1} journal.</summary>
    public const string CoverShows = "Cover: {0}, {1}";

    /// <summary>What the book says of its accessibility.</summary>
    public const string Accessible = "Headings, contents, lists and tables are marked, the language of every part is named, and notes and their calls are linked both ways.";

    /// <summary>The same, where there are pictures and all are put into words.</summary>
    public const string PicturesDescribed = "Its pictures are described in words.";

    /// <summary>The same, where some picture is not.</summary>
    public const string PicturesNotDescribed = "Not all of its pictures are described in words.";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. typeof(BookWords).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
