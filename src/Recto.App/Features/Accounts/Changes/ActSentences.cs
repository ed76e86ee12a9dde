using System.Text.Json;
using Recto.App.Shell.Language;
using Recto.Storage.Audit;

namespace Recto.App.Features.Accounts.Changes;

/// <summary>Acts of the log as sentences about what was done; who did it and when stand beside it. An act that has no sentence here is shown as it is kept.</summary>
internal static class ActSentences
{
    /// <summary>The sentence.</summary>
    public static string Of(AuditEntry entry, Say say)
    {
        var name = entry.SubjectName ?? say["something without a name"];
        return entry.Act switch
        {
            "person.first" => say["Made the first account: {0}", name],
            "person.invited" => say["Invited {0}", name],
            "person.edited" => say["Changed name or roles of {0}", name],
            "person.deactivated" => say["Deactivated the account of {0}", name],
            "person.reactivated" => say["Reactivated the account of {0}", name],
            "person.linkMade" => say["Made a link to sign in for {0}", name],
            "account.renamed" => say["Changed their own name to {0}", name],
            "account.passkeyAdded" => say["Added a passkey to their account"],
            "account.passkeyRemoved" => say["Removed a passkey from their account"],
            "account.passwordSet" => say["Set a password for their account"],
            "account.passwordChanged" => say["Changed the password of their account"],
            "account.passwordRemoved" => say["Removed the password of their account"],
            "journal.made" or "journal.added" or "journal.created" => say["Made the journal {0}", name],
            "journal.edited" => say["Edited the journal {0}", name],
            "journal.deleted" => say["Deleted the journal {0}", name],
            "journal.pageEdited" or "page.edited" => say["Edited the page {0}", name],
            "journal.pageAdded" or "page.added" or "page.made" => say["Added the page {0}", name],
            "journal.pageDeleted" or "page.deleted" => say["Deleted the page {0}", name],
            "journal.sectionsEdited" or "sections.edited" => say["Edited the sections of {0}", name],
            "issue.made" or "issue.added" or "issue.created" => say["Made the issue {0}", name],
            "issue.edited" => say["Edited the issue {0}", name],
            "issue.published" => say["Published the issue {0}", name],
            "issue.deleted" => say["Deleted the issue {0}", name],
            "issue.ordered" => say["Put the articles of {0} into another order", name],
            "article.imported" => say["Brought in {0}", name],
            "article.replaced" => say["Put a new file in the place of {0}", name],
            "article.edited" => say["Edited the record of {0}", name],
            "article.placed" or "article.moved" => say["Moved {0}", name],
            "article.published" => say["Published {0}", name],
            "article.scheduled" => say["Set a time for publishing {0}", name],
            "article.unscheduled" => say["Took back the time for publishing {0}", name],
            "article.withdrawn" or "article.unpublished" => say["Withdrew {0}", name],
            "article.restored" => say["Restored {0}", name],
            "article.deleted" => say["Deleted {0}", name],
            "article.related" => say["Linked {0} with a notice", name],
            "article.unrelated" => say["Took a link with a notice from {0}", name],
            "article.pictureAdded" => say["Added a picture to {0}", name],
            "article.pictureDeleted" => say["Deleted a picture of {0}", name],
            "article.slugChanged" => say["Changed the address of {0}", name],
            "reading.corrected" => say["Corrected how a note of {0} was read", name],
            "reading.undone" or "reading.restored" => say["Took back a correction in {0}", name],
            "report.closed" or "report.settled" => say["Settled a report on {0}", name],
            "address.added" => say["Made {0} lead elsewhere", name],
            "address.deleted" => say["Deleted the old address {0}", name],
            _ => entry.SubjectName is { } subject ? $"{entry.Act}: {subject}" : entry.Act,
        };
    }

    /// <summary>What else the line holds, short and flat: <c>title: A → B</c>. Empty where nothing, or where it is of another shape.</summary>
    public static IReadOnlyList<string> DetailsOf(AuditEntry entry)
    {
        if (entry.Details is not { Length: > 0 and <= 100_000 } details)
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(details);
            var (before, after) = (Member(json.RootElement, "before"), Member(json.RootElement, "after"));
            return after is { ValueKind: JsonValueKind.Object } now
                ? [.. now.EnumerateObject().Select(member => (member.Name, Was: before is { } was ? Text(Member(was, member.Name)) : "", Is: Text(member.Value))).Where(member => member.Was != member.Is)
                    .Select(member => member.Was.Length == 0 ? $"{member.Name}: {member.Is}" : $"{member.Name}: {member.Was} → {(member.Is.Length == 0 ? "–" : member.Is)}")]
                : json.RootElement.ValueKind == JsonValueKind.Object ? [.. json.RootElement.EnumerateObject().Select(member => $"{member.Name}: {Text(member.Value)}").Take(20)] : [];
        }
        catch (JsonException)
        {
            return []; // An older program may have written something else.
        }
    }

    private static JsonElement? Member(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    private static string Text(JsonElement? element) => element switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        { ValueKind: JsonValueKind.String } text => Short(text.GetString()!),
        { ValueKind: JsonValueKind.Array } list => Short(string.Join(", ", list.EnumerateArray().Select(item => Text(item)))),
        { } other => Short(other.GetRawText()),
    };

    private static string Short(string text) => text.Length > 200 ? text[..(char.IsHighSurrogate(text[198]) ? 198 : 199)] + "…" : text;
}
