namespace Recto.Journals.Usage;

/// <summary>What is counted, in the order in which reports name it (COUNTER 5.1, 3.3, Metric Types). Titles are counted for books alone, of which there are none here; a report that names them may still be read.</summary>
public enum MetricType
{
    /// <summary>Refused, because as many as may were reading.</summary>
    LimitExceeded = 1,

    /// <summary>Refused, because nothing gave a right.</summary>
    NoLicense,

    /// <summary>Searches of the site.</summary>
    SearchesPlatform,

    /// <summary>Every look at an article or at something about it, double clicks once.</summary>
    TotalItemInvestigations,

    /// <summary>Every time its text was given, double clicks once.</summary>
    TotalItemRequests,

    /// <summary>Articles looked at, each once a session.</summary>
    UniqueItemInvestigations,

    /// <summary>Articles whose text was given, each once a session, in however many formats.</summary>
    UniqueItemRequests,

    /// <summary>Books looked at, each once a session.</summary>
    UniqueTitleInvestigations,

    /// <summary>Books whose text was given, each once a session.</summary>
    UniqueTitleRequests,
}
