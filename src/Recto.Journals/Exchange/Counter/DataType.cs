namespace Recto.Journals.Exchange.Counter;

/// <summary>What kind of content was used (COUNTER 5.1, 3.3, Data Types), in the order in which reports name them. A site of journals reports <see cref="Journal"/>, <see cref="Article"/> and <see cref="Platform"/>; the others may be asked for, and have no usage.</summary>
public enum DataType
{
    /// <summary>An article of a journal, in item reports.</summary>
    Article = 1,

    /// <summary>Film or sound with pictures.</summary>
    Audiovisual,

    /// <summary>A book.</summary>
    Book,

    /// <summary>A chapter.</summary>
    BookSegment,

    /// <summary>Proceedings.</summary>
    Conference,

    /// <summary>A paper in proceedings.</summary>
    ConferenceItem,

    /// <summary>A database that hosts what it finds; of parents alone.</summary>
    DatabaseFull,

    /// <summary>An item in such a database.</summary>
    DatabaseFullItem,

    /// <summary>Data.</summary>
    Dataset,

    /// <summary>A picture.</summary>
    Image,

    /// <summary>Something that answers.</summary>
    InteractiveResource,

    /// <summary>A journal, with all its articles, in title and platform reports.</summary>
    Journal,

    /// <summary>Several media.</summary>
    Multimedia,

    /// <summary>A piece of a newspaper.</summary>
    NewsItem,

    /// <summary>A newspaper.</summary>
    NewspaperOrNewsletter,

    /// <summary>What has no other name here.</summary>
    Other,

    /// <summary>A patent.</summary>
    Patent,

    /// <summary>The whole site: searches.</summary>
    Platform,

    /// <summary>An entry of a reference work.</summary>
    ReferenceItem,

    /// <summary>A reference work.</summary>
    ReferenceWork,

    /// <summary>A report.</summary>
    Report,

    /// <summary>A program.</summary>
    Software,

    /// <summary>Sound.</summary>
    Sound,

    /// <summary>A standard.</summary>
    Standard,

    /// <summary>A thesis.</summary>
    ThesisOrDissertation,

    /// <summary>Nobody knows.</summary>
    Unspecified,
}
