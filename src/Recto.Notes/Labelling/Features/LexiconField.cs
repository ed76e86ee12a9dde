namespace Recto.Notes.Labelling.Features;

/// <summary>In which field of a record a word or a phrase stands.</summary>
public enum LexiconField
{
    /// <summary>A family name.</summary>
    Family = 0,

    /// <summary>A given name.</summary>
    Given,

    /// <summary>The title of a work.</summary>
    Title,

    /// <summary>The name of a journal.</summary>
    Journal,

    /// <summary>The title of a book or of proceedings in which works stand.</summary>
    Container,

    /// <summary>A publisher.</summary>
    Publisher,

    /// <summary>A place of publication.</summary>
    Place,
}
