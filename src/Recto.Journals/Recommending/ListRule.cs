namespace Recto.Journals.Recommending;

/// <summary>What stands beside an article: what people also read, and what is recommended.</summary>
/// <param name="AlsoRead">Articles that readers of this one read too, first first.</param>
/// <param name="Recommended">Articles that are near to it by anything else, first first.</param>
public sealed record ArticleLists(IReadOnlyList<ListedArticle> AlsoRead, IReadOnlyList<ListedArticle> Recommended);

/// <summary>An article in a list.</summary>
/// <param name="Id">The article.</param>
/// <param name="Reasons">Why it stands there; of what people also read only what there is beside that.</param>
/// <param name="Signals">How near it is.</param>
public sealed record ListedArticle(Guid Id, IReadOnlyList<ListReason> Reasons, NeighbourSignals Signals);

/// <summary>What editors say of the lists of an article.</summary>
/// <param name="Pinned">Articles that stand first among what is recommended, in order.</param>
/// <param name="Banned">Articles that stand in none of its lists.</param>
public sealed record ListChoices(IReadOnlyList<Guid> Pinned, IReadOnlySet<Guid> Banned)
{
    /// <summary>Nothing.</summary>
    public static ListChoices None { get; } = new([], new HashSet<Guid>());
}

/// <summary>
/// Puts together the lists of an article: never itself, what was retracted, a notice, or what an editor has banned; what editors chose first; at most two of one author; articles in its own language before others;
/// new ones a little before old ones, less every day. Every line says why, from the signals that put it there; what has no reason is not shown. Drafts and withdrawn articles are not known here at all.
/// </summary>
public static class ListRule
{
    /// <summary>Longest list.</summary>
    public const int Longest = 5;

    /// <summary>Most articles of one author in a list.</summary>
    public const int MostOfOneAuthor = 2;

    /// <summary>From how many neighbours a list is put together.</summary>
    public const int Weighed = 200;

    /// <summary>How long an article is new.</summary>
    public static readonly TimeSpan New = TimeSpan.FromDays(90);

    /// <summary>So many reasons are told of a line.</summary>
    internal const int MostReasons = 2;

    /// <summary>What is left of the score of an article that is in no language of the reader’s.</summary>
    internal const double OtherLanguageLeaves = 0.7;

    // What an article gains on its first day.
    private const double NewAdds = 0.3;

    // Less than that is what any two articles of one field have in common.
    private const double CloseTexts = 0.1;

    // Models of texts give half of that to any two.
    private const double CloseMeaning = 0.6;

    // A reason is what adds no less than this beside what adds most.
    private const double ShareOfReason = 0.3;

    /// <summary>The lists.</summary>
    /// <param name="site">The site.</param>
    /// <param name="id">The article.</param>
    /// <param name="choices">What editors say.</param>
    /// <param name="now">When: how new an article is.</param>
    /// <param name="nameOfUnit">What a unit of an archive is called, by its key.</param>
    public static ArticleLists Choose(Neighbours site, Guid id, ListChoices choices, DateTimeOffset now, Func<string, string> nameOfUnit)
    {
        ArgumentNullException.ThrowIfNull(site);
        ArgumentNullException.ThrowIfNull(choices);
        ArgumentNullException.ThrowIfNull(nameOfUnit);
        if (site.Find(id) is not { StandsFor: null } article)
        {
            return new([], []);
        }

        var near = site.Of(id, Weighed);
        var pinned = choices.Pinned.Where(other => other != id && !choices.Banned.Contains(other)).Select(site.Find).OfType<KnownArticle>().Where(other => other is { IsRetracted: false, StandsFor: null }).ToList();
        var candidates = near.Where(neighbour => !choices.Banned.Contains(neighbour.Article.Id) && !pinned.Exists(other => other.Id == neighbour.Article.Id))
            .OrderByDescending(neighbour => Ranked(article, neighbour, now)).ThenBy(neighbour => neighbour.Article.Id).ToList();

        var alsoRead = new Listing();
        foreach (var neighbour in candidates.Where(neighbour => neighbour.Signals.Read > 0))
        {
            alsoRead.Add(neighbour.Article, Reasons(site, article, neighbour, nameOfUnit, tellsReading: false), neighbour.Signals); // That they were read together, its heading says.
        }

        var recommended = new Listing();
        foreach (var other in pinned)
        {
            recommended.Add(other, [new(ListReasonKind.Chosen)], near.FirstOrDefault(neighbour => neighbour.Article.Id == other.Id)?.Signals ?? default);
        }

        foreach (var neighbour in candidates.Where(neighbour => !alsoRead.Has(neighbour.Article.Id)))
        {
            if (Reasons(site, article, neighbour, nameOfUnit, tellsReading: true) is { Count: > 0 } reasons)
            {
                recommended.Add(neighbour.Article, reasons, neighbour.Signals);
            }
        }

        return new(alsoRead.Articles, recommended.Articles);
    }

    /// <summary>By what the score of an article is multiplied for its being new: a little more than 1 at first, less every day, 1 from <see cref="New"/> on.</summary>
    internal static double Freshness(DateTimeOffset since, DateTimeOffset now) => 1 + (NewAdds * Math.Clamp(1 - ((now - since) / New), 0, 1));

    /// <summary>The language of a BCP 47 tag without region and script.</summary>
    internal static string PrimaryLanguage(string tag) => tag.Split('-')[0];

    private static double Ranked(KnownArticle article, Neighbour neighbour, DateTimeOffset now) =>
        neighbour.Score * Freshness(neighbour.Article.Since, now) * (AreOfOneLanguage(article.Language, neighbour.Article.Language) ? 1 : OtherLanguageLeaves);

    // What is not known is not held against an article.
    private static bool AreOfOneLanguage(string? one, string? other) => one is null || other is null || string.Equals(PrimaryLanguage(one), PrimaryLanguage(other), StringComparison.OrdinalIgnoreCase);

    internal static List<ListReason> Reasons(Neighbours site, KnownArticle article, Neighbour neighbour, Func<string, string> nameOfUnit, bool tellsReading)
    {
        var (other, signals) = (neighbour.Article, neighbour.Signals);
        var told = new List<(double Part, ListReason Reason)>();
        void Tell(NeighbourSignal signal, bool holds, Func<ListReason?> reason)
        {
            if (holds && site.Weights.Part(signal, signals) is > 0 and var part && reason() is { } said)
            {
                told.Add((part, said));
            }
        }

        var isRead = signals.Read > 0;
        Tell(NeighbourSignal.Read, tellsReading && isRead, () => new(ListReasonKind.Read));
        Tell(NeighbourSignal.Text, signals.Text >= CloseTexts, () => new(ListReasonKind.Text));
        Tell(NeighbourSignal.Archives, signals.Archives > 0, () => site.SharedUnit(article, other) is { } unit ? new(unit.IsFile ? ListReasonKind.File : ListReasonKind.Holding, unit.Files, unit.Key, nameOfUnit(unit.Key)) : null);
        Tell(NeighbourSignal.Works, signals.Works > 0, () => article.Works.Intersect(other.Works).Count() is > 0 and var works ? new(ListReasonKind.Works, works) : null);
        Tell(NeighbourSignal.Citation, signals.Citation > 0, () => new(other.Cites.Contains(article.Id) ? ListReasonKind.CitesIt : ListReasonKind.Cited));
        Tell(NeighbourSignal.Author, signals.Author > 0, () => new(ListReasonKind.Author));
        // Words that are shared say the same, and say it better.
        Tell(NeighbourSignal.Meaning, signals.Meaning >= CloseMeaning && signals.Text < CloseTexts, () => new(ListReasonKind.Meaning));
        // What was read together itself is said without a second step; of two second steps the plainer one is said.
        Tell(NeighbourSignal.ReadWithLike, tellsReading && !isRead, () => new(ListReasonKind.ReadWithLike));
        Tell(NeighbourSignal.ReadOnward, tellsReading && !isRead && !told.Exists(one => one.Reason.Kind == ListReasonKind.ReadWithLike), () => new(ListReasonKind.ReadOnward));
        var most = told.Count == 0 ? 0 : told.Max(one => one.Part);
        return [.. told.Where(one => one.Part >= ShareOfReason * most).OrderByDescending(one => one.Part).Select(one => one.Reason).Take(MostReasons)];
    }

    private sealed class Listing
    {
        private readonly List<ListedArticle> _articles = [];
        private readonly Dictionary<string, int> _ofAuthor = new(StringComparer.Ordinal);

        public IReadOnlyList<ListedArticle> Articles => _articles;

        public bool Has(Guid id) => _articles.Exists(listed => listed.Id == id);

        public void Add(KnownArticle article, IReadOnlyList<ListReason> reasons, NeighbourSignals signals)
        {
            if (_articles.Count == Longest || article.People.Any(person => _ofAuthor.GetValueOrDefault(person) >= MostOfOneAuthor))
            {
                return;
            }

            foreach (var person in article.People.Distinct(StringComparer.Ordinal))
            {
                _ofAuthor[person] = _ofAuthor.GetValueOrDefault(person) + 1;
            }

            _articles.Add(new(article.Id, reasons, signals));
        }
    }
}
