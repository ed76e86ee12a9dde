using System.Net;
using Microsoft.AspNetCore.Components;
using Recto.App.Shell.Language;
using Recto.Journals.Archives;
using Recto.Journals.Recommending;

namespace Recto.App.Shell.Recommending;

/// <summary>Why an article stands in the list of another, in words; sources lead to their pages.</summary>
internal static class ReasonWords
{
    /// <summary>The line; empty where there is no reason to tell.</summary>
    public static MarkupString Of(Say say, IReadOnlyList<ListReason> reasons) =>
        reasons.Count == 0 ? default : say.Html("Why: {0}", new MarkupString(string.Join("; ", reasons.Select(reason => Phrase(say, reason).Value))));

    /// <summary>The line of a list of one’s own: what was read that put an article there, and what the two have to do with each other.</summary>
    /// <param name="say">The words.</param>
    /// <param name="title">Title of what was read.</param>
    /// <param name="slug">Its address.</param>
    /// <param name="language">Its language, BCP 47; null where the source does not say.</param>
    /// <param name="reasons">What they have to do with each other; one at least.</param>
    public static MarkupString Because(Say say, string title, string slug, string? language, IReadOnlyList<ListReason> reasons) => say.Html("Because you read {0}: {1}",
        new MarkupString($"<a href=\"/articles/{WebUtility.HtmlEncode(Uri.EscapeDataString(slug))}\"><bdi{(say.Other(language) is { } tag ? $" lang=\"{WebUtility.HtmlEncode(tag)}\"" : "")}>{WebUtility.HtmlEncode(title)}</bdi></a>"),
        new MarkupString(string.Join("; ", reasons.Select(reason => (reason.Kind switch
        {
            ListReasonKind.CitesIt => Encoded(say["it cites that article"]),
            ListReasonKind.Cited => Encoded(say["that article cites it"]),
            ListReasonKind.Read => Encoded(say["other readers of that article have read it"]),
            _ => Phrase(say, reason),
        }).Value))));

    /// <summary>A kind of reason, without what it names.</summary>
    public static string NameOf(Say say, ListReasonKind kind) => kind switch
    {
        ListReasonKind.File => say["both cite a file"],
        ListReasonKind.Holding => say["both cite files of a series"],
        ListReasonKind.Works => say["both cite a work"],
        ListReasonKind.CitesIt => say["it cites this article"],
        ListReasonKind.Cited => say["this article cites it"],
        ListReasonKind.Text => say["the texts are close"],
        ListReasonKind.Meaning => say["similar in content"],
        ListReasonKind.ReadWithLike => say["readers of similar articles read it"],
        ListReasonKind.ReadOnward => say["read together with what is read together with this article"],
        ListReasonKind.Author => say["by the same author"],
        ListReasonKind.Chosen => say["chosen by the editors"],
        _ => say["read together"],
    };

    private static MarkupString Phrase(Say say, ListReason reason) => reason switch
    {
        { Kind: ListReasonKind.File, Key: { } unit, Count: > 1 } => say.Html("both cite {0} and {1}", Link(unit, reason.Label), say.Count(reason.Count - 1, "{0} more file|{0} more files")),
        { Kind: ListReasonKind.File, Key: { } unit } => say.Html("both cite {0}", Link(unit, reason.Label)),
        { Kind: ListReasonKind.Holding, Key: { } unit } => say.Html("both cite files of {0}", Link(unit, reason.Label)),
        { Kind: ListReasonKind.Works } => Encoded(say.Count(reason.Count, "shares {0} work|shares {0} works")),
        _ => Encoded(NameOf(say, reason.Kind)),
    };

    private static MarkupString Link(string unit, string? label) => new($"<a href=\"{WebUtility.HtmlEncode(UnitAddress.Of(unit).Path)}\"><bdi>{WebUtility.HtmlEncode(label ?? unit)}</bdi></a>");

    private static MarkupString Encoded(string text) => new(WebUtility.HtmlEncode(text));
}
