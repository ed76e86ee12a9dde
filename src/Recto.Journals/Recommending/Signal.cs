namespace Recto.Journals.Recommending;

/// <summary>What may speak for an article. Each is measured by itself and divided by its usual greatest value on the site, so that weights mean the same everywhere.</summary>
public enum Signal
{
    /// <summary>Read together: one step of a random walk over sessions.</summary>
    ReadTogether,

    /// <summary>Foretold from all reads and contents at once (<see cref="ReaderRegression"/>).</summary>
    Foretold,

    /// <summary>The same terms, by TF-IDF.</summary>
    Terms,

    /// <summary>The same terms, by BM25.</summary>
    Okapi,

    /// <summary>Citations: linked, the same references, cited together.</summary>
    Citations,

    /// <summary>Near in meaning: terms and citations in few dimensions.</summary>
    Meaning,

    /// <summary>Read together with articles whose content is like.</summary>
    ReadWithLike,

    /// <summary>Read together with articles that are read together: the second step of the walk.</summary>
    ReadOnward,

    /// <summary>Citations very like those of some article of the reader: squares are added up, so that one that is near counts more than many that are far.</summary>
    CitationsOfOne,

    /// <summary>Citations like those of articles that are read together with the reader’s.</summary>
    CitationsOfReadTogether,

    /// <summary>To the reader’s taste, as learnt from what was read and what was not (<see cref="ReaderTaste"/>).</summary>
    Taste,
}
