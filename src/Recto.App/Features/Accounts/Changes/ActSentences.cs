using System.Text.Json;
using Recto.App.Shell.Language;
using Recto.Notes.Text;
using Recto.Storage.Audit;

namespace Recto.App.Features.Accounts.Changes;

/// <summary>Acts of the log as sentences about what was done; who did it and when stand beside it. An act that has no sentence here is shown as it is kept.</summary>
internal static class ActSentences
{
    private const int LongestDetails = 100_000;
    private const int MostDetails = 20;
    private const int Longest = 200;

    /// <summary>The sentence.</summary>
    public static string Of(AuditEntry entry, Say say)
    {
        var name = entry.SubjectName ?? (entry.Subject.StartsWith(AuditStore.ErasedPrefix, StringComparison.Ordinal) ? say["somebody who was erased"] : say["something without a name"]);
        return entry.Act switch
        {
            "person.first" => say["Made the first account: {0}", name],
            "person.invited" => say["Invited {0}", name],
            "person.edited" => say["Changed name or roles of {0}", name],
            "person.addressChanged" => say["Changed the e-mail address of {0}", name],
            "person.deactivated" => say["Deactivated the account of {0}", name],
            "person.reactivated" => say["Reactivated the account of {0}", name],
            "person.linkMade" => say["Made a link to sign in for {0}", name],
            "account.renamed" => say["Changed their own name to {0}", name],
            "account.addressChanged" => say["Changed the address of their account"],
            "account.passkeyAdded" => say["Added a passkey to their account"],
            "account.passkeyRemoved" => say["Removed a passkey from their account"],
            "account.passwordSet" => say["Set a password for their account"],
            "account.passwordChanged" => say["Changed the password of their account"],
            "account.passwordRemoved" => say["Removed the password of their account"],
            "account.erased" => say["Erased their account"],
            "account.identityAdded" => say["Lets {0} sign in to their account", name],
            "account.identityRemoved" => say["Lets {0} sign in to their account no more", name],
            "provider.added" => say["Added the provider {0} for signing in", name],
            "provider.edited" => say["Changed the provider {0} for signing in", name],
            "provider.removed" => say["Removed the provider {0} for signing in", name],
            "institution.identityAdded" => say["Let people of {0} sign in by a provider", name],
            "institution.identityRemoved" => say["Let people of {0} sign in by a provider no more", name],
            "apiKey.made" => say["Made the key {0} of the API", name],
            "apiKey.revoked" => say["Revoked the key {0} of the API", name],
            "journal.made" => say["Made the journal {0}", name],
            "journal.edited" => say["Edited the journal {0}", name],
            "journal.access" => say["Changed who may read {0}", name],
            "journal.cover" => say["Changed the cover of {0}", name],
            "journal.deleted" => say["Deleted the journal {0}", name],
            "page.made" => say["Added the page {0}", name],
            "page.edited" => say["Edited the page {0}", name],
            "page.deleted" => say["Deleted the page {0}", name],
            "journal.pages-ordered" => say["Put the pages of {0} into another order", name],
            "journal.sections-ordered" => say["Put the sections of {0} into another order", name],
            "section.made" => say["Added the section {0}", name],
            "section.named" => say["Named the section {0}", name],
            "section.merged" => say["Merged the section {0} with another", name],
            "issue.made" => say["Made the issue {0}", name],
            "issue.edited" => say["Edited the issue {0}", name],
            "issue.cover" => say["Changed the cover of the issue {0}", name],
            "issue.ordered" => say["Put the articles of {0} into another order", name],
            "issue.articles-in" => say["Put articles into the issue {0}", name],
            "issue.article-out" => say["Took an article out of the issue {0}", name],
            "issue.published" => say["Published the issue {0}", name],
            "issue.unpublished" => say["Took the issue {0} back from readers", name],
            "issue.deleted" => say["Deleted the issue {0}", name],
            "article.imported" => say["Brought in {0}", name],
            "article.replaced" => say["Put a new file in the place of {0}", name],
            "article.fileRestored" => say["Put the earlier file of {0} back", name],
            "article.edited" => say["Edited the record of {0}", name],
            "article.placed" => say["Chose the place of {0}", name],
            "article.moved" => say["Changed the address of {0}", name],
            "article.left" => say["Moved {0} to another journal", name],
            "article.arrived" => say["Took {0} over from another journal", name],
            "article.published" => say["Published {0}", name],
            "article.hidden" => say["Took {0} back from readers", name],
            "article.scheduled" => say["Set a time for publishing {0}", name],
            "article.unscheduled" => say["Took back the time for publishing {0}", name],
            "article.withdrawn" => say["Withdrew {0}", name],
            "article.restored" => say["Restored {0}", name],
            "article.deleted" => say["Deleted {0}", name],
            "article.filesAgain" => say["Asked for the files of {0} anew", name],
            "article.related" => say["Linked {0} with a notice", name],
            "article.unrelated" => say["Took a link with a notice from {0}", name],
            "reading.corrected" => say["Corrected how a note of {0} was read", name],
            "reading.undone" => say["Took back a correction in {0}", name],
            "report.closed" => say["Settled a report on {0}", name],
            "article.doi" => say["Gave {0} a DOI", name],
            "article.depositAgain" => say["Asked to deposit {0} at Crossref once more", name],
            "issue.doi" => say["Gave the issue {0} a DOI", name],
            "journal.deposits" => say["Changed how {0} deposits at Crossref", name],
            "work.merged" => say["Made the work {0} one with another", name],
            "work.split" => say["Took mentions out of the work {0}", name],
            "work.undone" => say["Took back what was decided of the work {0}", name],
            "institution.made" => say["Added the institution {0}", name],
            "institution.edited" => say["Edited the institution {0}", name],
            "institution.closed" => say["Closed the institution {0}", name],
            "institution.reopened" => say["Opened the institution {0} again", name],
            "institution.deleted" => say["Deleted the institution {0}", name],
            "institution.rangesAdded" => say["Added addresses of {0}", name],
            "institution.rangesRemoved" => say["Removed addresses of {0}", name],
            "institution.rangesExcluded" => say["Took addresses out of what counts for {0}", name],
            "institution.rangesCounted" => say["Counted addresses for {0} again", name],
            "accessKey.made" => say["Made the key {0}", name],
            "accessKey.revoked" => say["Revoked the key {0}", name],
            "shop.journal" => say["Changed the shop of {0}", name],
            "product.made" => say["Put on sale: {0}", name],
            "product.edited" => say["Changed the product {0}", name],
            "product.deleted" => say["Deleted the product {0}", name],
            "coupon.made" => say["Made the coupon {0}", name],
            "coupon.edited" => say["Changed the coupon {0}", name],
            "tax.rates" => say["Wrote tax rates"],
            "tax.deleted" => say["Deleted a tax rate"],
            "seller.made" => say["Added the seller {0}", name],
            "seller.edited" => say["Changed the seller {0}", name],
            "order.refunded" => say["Paid back money of the order {0}", name],
            "order.released" => say["Released the order {0}", name],
            "order.cancelled" => say["Gave up the order {0}", name],
            "order.resent" => say["Sent the mail of the order {0} again", name],
            "right.made" => say["Gave a right to {0}", name],
            "right.renewed" => say["Renewed a right of {0}", name],
            "right.edited" => say["Changed a right: {0}", name],
            "right.ended" => say["Let a right end: {0}", name],
            "right.revoked" => say["Took a right back: {0}", name],
            "right.restored" => say["Gave a right again: {0}", name],
            "readingLink.made" => say["Made a reading link: {0}", name],
            "titleList.made" => say["Made the list of titles {0}", name],
            "titleList.edited" => say["Changed the list of titles {0}", name],
            "titleList.deleted" => say["Deleted the list of titles {0}", name],
            "institution.personInvited" => say["Invited {0} to look after an institution", name],
            "institution.personRemoved" => say["Removed {0}, who looked after an institution", name],
            "recommendation.pinned" => say["Put an article first in the lists of {0}", name],
            "recommendation.banned" => say["Took an article out of the lists of {0}", name],
            "recommendation.undone" => say["Took back a choice in the lists of {0}", name],
            "redirect.added" => say["Added old addresses that lead elsewhere"],
            "redirect.removed" => say["Removed an old address that led elsewhere"],
            _ => entry.SubjectName is { } subject ? $"{entry.Act}: {subject}" : entry.Act,
        };
    }

    /// <summary>What else the line holds, short and flat: <c>title: A → B</c>. Empty where nothing, or where it cannot be read.</summary>
    public static IReadOnlyList<string> DetailsOf(AuditEntry entry, Say say)
    {
        if (entry.Details is not { Length: > 0 and <= LongestDetails } details)
        {
            return [];
        }

        try
        {
            using var json = JsonDocument.Parse(details);
            var root = json.RootElement;
            return root.ValueKind != JsonValueKind.Object ? []
                : Member(root, "before") is { } before && Member(root, "after") is { ValueKind: JsonValueKind.Object } after
                ? [.. after.EnumerateObject().Select(member => Change(DetailWords.Of(member.Name, say), Text(Member(before, member.Name)), Text(member.Value))).OfType<string>()]
                : [.. root.EnumerateObject().Where(member => member.Name is not ("was" or "is")).Select(member => Detail(member, say)).Append(Whole(root)).OfType<string>().Take(MostDetails)];
        }
        catch (JsonException)
        {
            return []; // An older program may have written something else.
        }
    }

    // A whole that was and is, and not one of its parts: "was" and "is" stand alone then.
    private static string? Whole(JsonElement root) => (Text(Member(root, "was")), Text(Member(root, "is"))) switch
    {
        ("", "") => null,
        ("", var now) => now,
        (var was, "") => $"{was} → –",
        var (was, now) => was == now ? null : $"{was} → {now}",
    };

    private static string? Detail(JsonProperty member, Say say)
    {
        var name = DetailWords.Of(member.Name, say);
        if (Member(member.Value, "is") is { } now)
        {
            return Change(name, Text(Member(member.Value, "was")), Text(now));
        }

        var text = member.Name == "fields" && member.Value.ValueKind == JsonValueKind.Array
            ? string.Join(", ", member.Value.EnumerateArray().Select(field => DetailWords.Of(Text(field), say)))
            : Text(member.Value);
        return text.Length == 0 || Guid.TryParse(text, out _) ? null : $"{name}: {text}"; // Ids say nothing to people.
    }

    // Null where nothing changed.
    private static string? Change(string name, string was, string now) =>
        was == now ? null : was.Length == 0 ? $"{name}: {now}" : $"{name}: {was} → {(now.Length == 0 ? "–" : now)}";

    private static JsonElement? Member(JsonElement element, string name) => element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var member) ? member : null;

    private static string Text(JsonElement? element) => element switch
    {
        null or { ValueKind: JsonValueKind.Null or JsonValueKind.Undefined } => "",
        { ValueKind: JsonValueKind.String } text => BoundedText.Shortened(text.GetString()!, Longest),
        { ValueKind: JsonValueKind.Array } list => BoundedText.Shortened(string.Join(", ", list.EnumerateArray().Select(item => Text(item))), Longest),
        { } other => BoundedText.Shortened(other.GetRawText(), Longest),
    };
}
