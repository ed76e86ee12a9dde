namespace Recto.Notes.Checks;

/// <summary>What notes are judged by.</summary>
public sealed record CheckOptions
{
    /// <summary>By the habit of the article, its year unknown.</summary>
    public static CheckOptions Default { get; } = new();

    /// <summary>The house style.</summary>
    public HouseStyle Style { get; init; } = HouseStyle.OfTheArticle;

    /// <summary>The year in which the article appears; null where it is not known.</summary>
    public int? ArticleYear { get; init; }
}
