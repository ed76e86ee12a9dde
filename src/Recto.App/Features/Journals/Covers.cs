using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Storage.Files;
using Recto.Storage.Issues;

namespace Recto.App.Features.Journals;

/// <summary>Covers of journals and issues, out of the file store.</summary>
internal static class Covers
{
    /// <summary>Path of an issue's cover; null where it has none.</summary>
    public static string? Of(string journalKey, string issueKey, Recto.Journals.Issues.IssueDetails details) =>
        details.CoverFile is { Length: > 8 } hash ? $"/journals/{journalKey}/{Uri.EscapeDataString(issueKey)}/cover?v={hash[..8]}" : null;

    /// <summary>Path of a journal's cover; null where it has none.</summary>
    public static string? Of(string journalKey, Recto.Journals.Issues.JournalDetails details) =>
        details.CoverFile is { Length: > 8 } hash ? $"/journals/{journalKey}/cover?v={hash[..8]}" : null;

    /// <summary>Answers with the cover of a journal.</summary>
    public static async Task OfJournalAsync(HttpContext context, JournalStore journals, IFileStore files, string key, CancellationToken ct) =>
        await SendAsync(context, files, await journals.FindAsync(key, ct) is { } found ? (found.Journal.Details.CoverFile, found.Journal.Details.CoverType) : default, ct);

    /// <summary>Answers with the cover of an issue; of a draft only to people of the journal.</summary>
    public static async Task OfIssueAsync(HttpContext context, IssueStore issues, IFileStore files, string key, string issue, CancellationToken ct) =>
        await SendAsync(context, files, await issues.FindAsync(key, issue, ct) is { } found && (!found.Issue.IsDraft || context.Reader().IsStaffOf(found.JournalId))
            ? (found.Issue.Details.CoverFile, found.Issue.Details.CoverType) : default, ct);

    private static async Task SendAsync(HttpContext context, IFileStore files, (string? Hash, string? Type) cover, CancellationToken ct)
    {
        if (!FileHash.TryParse(cover.Hash, out var hash) || cover.Type?.StartsWith("image/", StringComparison.Ordinal) != true || await files.OpenAsync(hash, ct) is not { } content)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        context.Response.Headers.ContentSecurityPolicy = SecurityHeaders.FilePolicy;
        await Results.Stream(content, cover.Type, entityTag: new Microsoft.Net.Http.Headers.EntityTagHeaderValue($"\"{hash.Value[..16]}\"")).ExecuteAsync(context);
    }
}
