using Recto.Journals.Articles;

namespace Recto.Storage.Recommending;

/// <summary>Which articles may stand in a list, besides that they are public: conditions on an article as <c>a</c>.</summary>
internal static class ShownArticles
{
    /// <summary>A notice of these kinds belongs to the article that it is about, and who has read it is not told to read that one; a newer version, a comment and a companion are articles of their own.</summary>
    public static IReadOnlyList<RelationKind> Notices { get; } = [RelationKind.Correction, RelationKind.Retraction, RelationKind.PartialRetraction, RelationKind.Concern, RelationKind.Addendum];

    /// <summary>How the kinds of notices are kept, for IN.</summary>
    public static string NoticeTypes { get; } = string.Join(", ", Notices.Select(kind => $"'{RelationTypes.Of(kind)}'"));

    /// <summary>That nobody has taken it back in public.</summary>
    public static string NotRetracted { get; } =
        $"NOT EXISTS (SELECT 1 FROM article_relations x JOIN articles n ON n.id = x.from_id WHERE x.to_id = a.id AND x.type = '{RelationTypes.Of(RelationKind.Retraction)}' AND n.is_draft = 0)";

    /// <summary>That it is no notice of another.</summary>
    public static string NoNotice { get; } = $"NOT EXISTS (SELECT 1 FROM article_relations x WHERE x.from_id = a.id AND x.type IN ({NoticeTypes}))";
}
