namespace Recto.Journals.Recommending;

/// <summary>What may say that an article of a site is near to another. The order is that in which they are kept; new ones come last.</summary>
public enum NeighbourSignal
{
    /// <summary>Read by the same readers: the pair’s votes beside the most that the article has with any, drawn towards 0 where few sessions say so.</summary>
    Read,

    /// <summary>The cosine of their words.</summary>
    Text,

    /// <summary>Units of archives that both cite: a file 1, a series ½, a fonds ¼, less where many cite it.</summary>
    Archives,

    /// <summary>Works that both cite, less where many cite them.</summary>
    Works,

    /// <summary>Whether one cites the other.</summary>
    Citation,

    /// <summary>Whether they have an author in common.</summary>
    Author,

    /// <summary>Whether they stand under one heading of one journal.</summary>
    Section,

    /// <summary>The cosine of the vectors that a model of texts has given; silent where there is none.</summary>
    Meaning,

    /// <summary>Read together with articles whose words, works or archives are like those of the article.</summary>
    ReadWithLike,

    /// <summary>Read together with articles that are read together with the article.</summary>
    ReadOnward,
}
