using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Persons;
using Recto.Storage.Audit;

namespace Recto.App.Shell.Desk;

/// <summary>Lines of the log of changes, as the forms of the desk write them.</summary>
internal static class DeskLog
{
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>A line of whoever sent the request.</summary>
    /// <param name="context">The request.</param>
    /// <param name="act">What was done: <c>journal.edited</c>.</param>
    /// <param name="subject">To what: <c>journal/{id}</c>.</param>
    /// <param name="name">Its name.</param>
    /// <param name="journalId">Its journal; null for matters of the site.</param>
    /// <param name="details">What it was and what it is; null where the act says enough.</param>
    public static AuditEntry Entry(HttpContext context, string act, string subject, string? name, Guid? journalId, JsonNode? details = null) => new()
    {
        PersonId = context.Person()!.Id,
        Person = context.Person()!.Called,
        Act = act,
        Subject = subject,
        SubjectName = name,
        JournalId = journalId,
        Details = details?.ToJsonString(Json),
    };

    /// <summary>The fields that differ: <c>{"title": {"was": "…", "is": "…"}}</c>; null where none does.</summary>
    public static JsonObject? Changes(FormValues before, FormValues after, IEnumerable<string> fields)
    {
        var changes = new JsonObject();
        foreach (var field in fields)
        {
            var (was, now) = (before.Whole(field), after.Whole(field));
            if (was != now)
            {
                changes[field] = new JsonObject { ["was"] = was, ["is"] = now };
            }
        }

        return changes.Count == 0 ? null : changes;
    }

    /// <summary>Who changed something last, and when, for whoever came too late; nulls where nobody is known to have.</summary>
    public static async Task<(string? Person, DateTimeOffset? At)> LastAsync(AuditStore audit, string subject, CancellationToken ct) =>
        (await audit.ListAsync(new AuditFilter(subject), 1, null, ct)).Items is [var last] ? (last.Entry.Person, last.At) : (null, null);
}
