namespace Recto.Journals.Recommending;

/// <summary>What is kept of each article for lists of one’s own: its neighbours, and what it foretells. The same for everybody who has read it.</summary>
public static class NearRule
{
    /// <summary>So many neighbours are kept of an article.</summary>
    public const int Kept = 30;

    /// <summary>What is near to an article; of a notice what is near to the article that it is about. What has nothing to tell for it is left out, and what an editor has banned from the article’s lists.</summary>
    /// <param name="site">The site.</param>
    /// <param name="id">The article.</param>
    /// <param name="foretold">What it foretells, by article.</param>
    /// <param name="choices">What editors say of its lists.</param>
    /// <param name="nameOfUnit">What a unit of an archive is called, by its key.</param>
    public static IReadOnlyList<NearArticle> Of(Neighbours site, Guid id, IReadOnlyDictionary<Guid, float> foretold, ListChoices choices, Func<string, string> nameOfUnit)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(foretold);
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(nameOfUnit);
        if (Whole(site, id) is not { } article)
        {
            return [];
        }

        var near = new List<NearArticle>();
        foreach (var neighbour in site.Of(article.Id, Kept).Where(neighbour => !choices.Banned.Contains(neighbour.Article.Id)))
        {
            var reasons = ListRule.Reasons(site, article, neighbour, nameOfUnit, tellsReading: true);
            var weight = foretold.GetValueOrDefault(neighbour.Article.Id);
            if (weight > 0 && reasons.Count < ListRule.MostReasons && !reasons.Exists(reason => reason.Kind == ListReasonKind.Read))
            {
                reasons.Add(new(ListReasonKind.Read));
            }

            if (reasons.Count > 0)
            {
                near.Add(new(neighbour.Article.Id, (float)neighbour.Score, weight, reasons));
            }
        }

        near.AddRange(foretold.Where(other => other.Value > 0 && other.Key != article.Id && !choices.Banned.Contains(other.Key) && site.Find(other.Key) is { IsRetracted: false, StandsFor: null } && !near.Exists(known => known.Id == other.Key))
            .Select(other => new NearArticle(other.Key, 0, other.Value, [new(ListReasonKind.Read)])));
        return near;
    }

    /// <summary>The article, or the one that a notice is about; null where it is not known.</summary>
    public static KnownArticle? Whole(Neighbours site, Guid id)
    {
        ArgumentNullException.ThrowIfNull(site);
        return site.Find(id) switch
        {
            { StandsFor: { } about } => site.Find(about) is { StandsFor: null } whole ? whole : null,
            var article => article,
        };
    }
}
