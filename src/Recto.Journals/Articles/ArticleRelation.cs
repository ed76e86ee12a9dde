namespace Recto.Journals.Articles;

/// <summary>What a notice does to the article that it is about.</summary>
public enum RelationKind
{
    /// <summary>Corrects it (JATS <c>corrected-article</c>).</summary>
    Correction = 1,

    /// <summary>Retracts it (<c>retracted-article</c>).</summary>
    Retraction,

    /// <summary>Retracts a part of it (<c>partial-retraction</c>).</summary>
    PartialRetraction,

    /// <summary>Says that there is doubt (<c>object-of-concern</c>).</summary>
    Concern,

    /// <summary>Adds to it (<c>addended-article</c>).</summary>
    Addendum,

    /// <summary>Is a newer version of it (<c>updated-article</c>).</summary>
    Update,

    /// <summary>Comments on it (<c>commentary-article</c>).</summary>
    Commentary,

    /// <summary>Stands beside it (<c>companion</c>).</summary>
    Companion,
}

/// <summary>A notice and the article that it is about, as seen from one of them.</summary>
/// <param name="Kind">What the notice does.</param>
/// <param name="IsNotice">Whether the article that is looked at is the notice; the other one is then what it is about.</param>
/// <param name="Slug">The other's part of the address.</param>
/// <param name="Title">The other's title.</param>
/// <param name="Published">The other's date of publication, ISO 8601 as far as known; null where it is not.</param>
/// <param name="Doi">The other's DOI; null where it has none.</param>
/// <param name="Language">BCP 47 tag of the other; null where it is not known.</param>
public sealed record ArticleRelation(RelationKind Kind, bool IsNotice, string Slug, string Title, string? Published, string? Doi, string? Language);

/// <summary>Names of relations.</summary>
public static class RelationTypes
{
    // What the notice says of the article, and what the article says of the notice (JATS 1.3, @related-article-type, with the older and the common other spellings).
    private static readonly Dictionary<string, (RelationKind Kind, bool IsForward)> Known = new(StringComparer.OrdinalIgnoreCase)
    {
        ["corrected-article"] = (RelationKind.Correction, false),
        ["correction"] = (RelationKind.Correction, false),
        ["correction-forward"] = (RelationKind.Correction, true),
        ["corrected-forward"] = (RelationKind.Correction, true),
        ["retracted-article"] = (RelationKind.Retraction, false),
        ["retraction"] = (RelationKind.Retraction, false),
        ["retraction-forward"] = (RelationKind.Retraction, true),
        ["partial-retraction"] = (RelationKind.PartialRetraction, false),
        ["partial-retraction-forward"] = (RelationKind.PartialRetraction, true),
        ["object-of-concern"] = (RelationKind.Concern, false),
        ["expression-of-concern"] = (RelationKind.Concern, true),
        ["expression-of-concern-forward"] = (RelationKind.Concern, true),
        ["concern-forward"] = (RelationKind.Concern, true),
        ["addended-article"] = (RelationKind.Addendum, false),
        ["addendum"] = (RelationKind.Addendum, true),
        ["addendum-forward"] = (RelationKind.Addendum, true),
        ["updated-article"] = (RelationKind.Update, false),
        ["update"] = (RelationKind.Update, true),
        ["update-forward"] = (RelationKind.Update, true),
        ["commentary-article"] = (RelationKind.Commentary, false),
        ["commentary"] = (RelationKind.Commentary, true),
        ["companion"] = (RelationKind.Companion, false),
    };

    /// <summary>The kind that a JATS <c>related-article-type</c> names; null for one that makes no link here.</summary>
    /// <param name="type">As the file has it.</param>
    /// <param name="isForward">Whether whoever says it is the article, and the one that is named the notice.</param>
    public static RelationKind? Read(string? type, out bool isForward)
    {
        isForward = false;
        if (type is null || !Known.TryGetValue(type.Trim(), out var known))
        {
            return null;
        }

        isForward = known.IsForward;
        return known.Kind;
    }

    /// <summary>The name of a kind as the notice says it, a JATS <c>related-article-type</c>.</summary>
    public static string Of(RelationKind kind) => kind switch
    {
        RelationKind.Correction => "corrected-article",
        RelationKind.Retraction => "retracted-article",
        RelationKind.PartialRetraction => "partial-retraction",
        RelationKind.Concern => "object-of-concern",
        RelationKind.Addendum => "addended-article",
        RelationKind.Update => "updated-article",
        RelationKind.Commentary => "commentary-article",
        RelationKind.Companion => "companion",
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };
}
