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

    /// <summary>A kind of reason, without what it names.</summary>
    public static string NameOf(Say say, ListReasonKind kind) => kind switch
    {
        ListReasonKind.File => say["both cite a file"],
        ListReasonKind.Holding => say["both cite files of a series"],
        ListReasonKind.Works => say["both cite a work"],
        ListReasonKind.CitesIt => say["it cites this article"],
        ListReasonKind.Cited => say["this article cites it"],
        ListReasonKind.Text => say["the texts are close"],
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
        { Kind: ListReasonKind.CitesIt } => Encoded(say["it cites this article"]),
        { Kind: ListReasonKind.Cited } => Encoded(say["this article cites it"]),
        { Kind: ListReasonKind.Text } => Encoded(say["the texts are close"]),
        { Kind: ListReasonKind.Author } => Encoded(say["by the same author"]),
        { Kind: ListReasonKind.Chosen } => Encoded(say["chosen by the editors"]),
        _ => Encoded(say["read together"]),
    };

    private static MarkupString Link(string unit, string? label) => new($"<a href=\"{WebUtility.HtmlEncode(UnitAddress.Of(unit).Path)}\"><bdi>{WebUtility.HtmlEncode(label ?? unit)}</bdi></a>");

    private static MarkupString Encoded(string text) => new(WebUtility.HtmlEncode(text));
}
