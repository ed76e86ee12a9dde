namespace Recto.Journals.Recommending;

/// <summary>Who asks, and for what.</summary>
public enum RecommendTask
{
    /// <summary>A stranger reads an article: what do its readers read besides?</summary>
    AlsoRead,

    /// <summary>A reader whose reads are known: what comes next?</summary>
    Reader,

    /// <summary>A reader whose reads are known: which of these new articles, that nobody has read yet?</summary>
    NewArticles,
}
