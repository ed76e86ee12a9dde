namespace Recto.Notes.Labelling;

/// <summary>What is known of the words of a string beside their letters: how rules read them, what the document has cited before, the language. A labeller weighs it as it weighs all other evidence.</summary>
public sealed record WordHints
{
    /// <summary>For each word the field that the rules read it as.</summary>
    public required IReadOnlyList<HintedField> Fields { get; init; }

    /// <summary>For each word whether it is a name of somebody, or stands in a title, that the document has cited before.</summary>
    public required IReadOnlyList<SeenWord> Seen { get; init; }

    /// <summary>How sure the rules are of their reading as a whole: 0 where they read nothing, 1 doubtful, 2 fairly, 3 sure.</summary>
    public int Sureness { get; init; }

    /// <summary>What sort of reading it is by the rules, a small number that is 0 where they read nothing.</summary>
    public int Form { get; init; }

    /// <summary>BCP 47 tag of two letters; null where it cannot be told.</summary>
    public string? Language { get; init; }
}

/// <summary>What the document has cited before.</summary>
[Flags]
public enum SeenWord
{
    /// <summary>Nothing with this word.</summary>
    None = 0,

    /// <summary>Somebody of this family name.</summary>
    Name = 1,

    /// <summary>A title with this word.</summary>
    Title = 2,
}

/// <summary>A field as rules read it.</summary>
public enum HintedField
{
    /// <summary>Outside what the rules read.</summary>
    None = 0,

    /// <summary>Inside, in no field.</summary>
    Between,

    /// <summary>Author.</summary>
    Author,

    /// <summary>Editor.</summary>
    Editor,

    /// <summary>Translator.</summary>
    Translator,

    /// <summary>Title.</summary>
    Title,

    /// <summary>Journal, newspaper, or book around a chapter.</summary>
    Container,

    /// <summary>Place.</summary>
    Place,

    /// <summary>Publisher.</summary>
    Publisher,

    /// <summary>Year or date.</summary>
    Year,

    /// <summary>Volume.</summary>
    Volume,

    /// <summary>Issue.</summary>
    Issue,

    /// <summary>Pages.</summary>
    Pages,

    /// <summary>Series.</summary>
    Series,

    /// <summary>Edition.</summary>
    Edition,

    /// <summary>DOI or web address.</summary>
    Address,
}
