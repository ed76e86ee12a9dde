using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Journals.Access;

namespace Recto.App.Features.Institutions;

/// <summary>Says in one line what an institution holds.</summary>
internal static class HeldInWords
{
    /// <summary>Kind, what, of whom, from when until when.</summary>
    /// <param name="right">The right.</param>
    /// <param name="titles">Titles of the site's journals by id.</param>
    /// <param name="say">Words.</param>
    public static string Of(HeldRight right, IReadOnlyDictionary<Guid, string> titles, Say say)
    {
        var kind = right.Kind switch { RightKind.Trial => say["Trial"], RightKind.Purchase => say["Purchase"], RightKind.Token => say["Given by the desk"], _ => say["Subscription"] };
        var what = right.Scope switch
        {
            { ArticleId: not null } => say["one article"],
            { IssueId: not null } => say["one issue"],
            { JournalIds: null } => say["everything of the site"],
            { JournalIds: { Count: > 0 and <= 3 } some } => string.Join(", ", some.Select(id => titles.GetValueOrDefault(id) ?? say["something without a name"]).Order(StringComparer.Ordinal)),
            { JournalIds: { } many } => say.Count(many.Count, "{0} journal|{0} journals"),
        };
        var from = Dates.Day(right.From);
        var when = right.Until is { } until ? say["{0} to {1}", from, Dates.Day(until.AddTicks(-1))] : say["from {0}", from];
        return $"{kind}: {what}, {when}{(right.RevokedAt is null ? "" : $" ({say["taken back"]})")} – {right.Provider}";
    }
}
