using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.Journals.Articles;
using Recto.Journals.Desk;
using Recto.Journals.Issues;
using Recto.Storage.Articles;

namespace Recto.App.Features.ArticleDesk;

/// <summary>Words of the desk for what the record and the database name.</summary>
internal static class DeskWords
{
    /// <summary>The pages above the article's own, or above one below it.</summary>
    public static IReadOnlyList<(string Address, string Words)> Crumbs(DeskPerson person, DeskArticleRow row, bool isBelow = true) =>
        ArticleCrumbs.Of(person, (row.JournalId, row.JournalKey, row.JournalTitle), row.IssueKey is { } key ? (key, row.IssueVolume, row.IssueNumber, row.IssueTitle) : null, isBelow ? (row.Id, row.Title) : null);

    public static string State(Say say, ArticleState state) => state switch
    {
        ArticleState.Draft => say["draft"],
        ArticleState.Scheduled => say["scheduled"],
        ArticleState.Published => say["published"],
        _ => say["withdrawn"],
    };

    /// <summary>The state, and since or until when.</summary>
    public static string Standing(Say say, DeskArticleRow row) => row.State switch
    {
        ArticleState.Published => row.PublishedAt is { } at ? say["published {0}", Dates.Day(at)] : say["published"],
        ArticleState.Scheduled => say["becomes public {0}", Dates.Moment(row.PublishAt!.Value)],
        ArticleState.Withdrawn => say["withdrawn {0}", Dates.Day(row.WithdrawnAt!.Value)],
        _ => say["draft"],
    };

    public static string Act(Say say, ArticleVersion version) => version.Act switch
    {
        VersionAct.Imported => say["imported"],
        VersionAct.Replaced => say["new file"],
        VersionAct.Edited => say["record changed"],
        VersionAct.Corrected => version.Summary is { } note ? say["reading of note {0} corrected", note] : say["reading of a note corrected"],
        VersionAct.Reread => say["read again by a newer program"],
        VersionAct.Moved => version.Summary is { } from ? say["moved here from {0}", from] : say["address changed"],
        VersionAct.Published => say["published"],
        VersionAct.Withdrawn => say["withdrawn"],
        _ => say["restored"],
    };

    /// <summary>What readers were told; null where it stands in the name of the act already.</summary>
    public static string? Told(ArticleVersion version) => version.Act is VersionAct.Corrected or VersionAct.Moved ? null : version.Summary;

    /// <summary>What an act is called where readers see it.</summary>
    public static string PublicAct(Say say, VersionLine line) => line.Version.Act switch
    {
        VersionAct.Published => say["Published"],
        VersionAct.Withdrawn => say["Withdrawn"],
        VersionAct.Restored => say["Restored"],
        VersionAct.Edited => say["Record corrected"],
        VersionAct.Corrected => line.Notes.Count == 1 ? say["Reading of note {0} corrected", line.Notes[0]] : say["Readings of notes {0} corrected", string.Join(", ", line.Notes)],
        VersionAct.Moved when line.Version.Summary is { } from => say["Moved here from {0}", from],
        _ => say["Text changed"],
    };

    public static string Field(Say say, string name) => name switch
    {
        "title" => say["title"],
        "subtitle" => say["subtitle"],
        "translatedTitles" => say["translated titles"],
        "type" => say["type"],
        "language" => say["language"],
        "doi" => say["DOI"],
        "section" => say["section"],
        "volume" => say["volume"],
        "issue" => say["issue"],
        "pages" => say["pages"],
        "elocationId" => say["article number"],
        "published" => say["dates of publication"],
        "history" => say["dates of its history"],
        "contributors" => say["contributors"],
        "abstracts" => say["abstracts"],
        "keywords" => say["keywords"],
        "licence" => say["licence"],
        "copyright" => say["copyright"],
        "funding" => say["funding"],
        "disclosure" => say["disclosure"],
        "altTexts" => say["words for pictures"],
        _ => say["related articles"],
    };

    public static string Relation(Say say, RelationKind kind, bool isNotice) => (kind, isNotice) switch
    {
        (RelationKind.Correction, true) => say["corrects"],
        (RelationKind.Correction, false) => say["is corrected by"],
        (RelationKind.Retraction, true) => say["retracts"],
        (RelationKind.Retraction, false) => say["is retracted by"],
        (RelationKind.PartialRetraction, true) => say["retracts a part of"],
        (RelationKind.PartialRetraction, false) => say["is retracted in part by"],
        (RelationKind.Concern, true) => say["is an expression of concern about"],
        (RelationKind.Concern, false) => say["is the object of the concern expressed in"],
        (RelationKind.Addendum, true) => say["adds to"],
        (RelationKind.Addendum, false) => say["is added to by"],
        (RelationKind.Update, true) => say["is a newer version of"],
        (RelationKind.Update, false) => say["has a newer version in"],
        (RelationKind.Commentary, true) => say["comments on"],
        (RelationKind.Commentary, false) => say["is commented on in"],
        _ => say["stands beside"],
    };

    /// <summary>Volume and number of an issue, or what else it is called.</summary>
    public static string? Issue(string? volume, string? number, string? title, string? key) =>
        (IssueNumbers.Of(volume, number), title) switch
        {
            ({ Length: > 0 } numbers, { } named) => $"{numbers}, {named}",
            ({ Length: > 0 } numbers, null) => numbers,
            (_, { } named) => named,
            _ => key,
        };
}
