using Recto.App.Shell.Language;

namespace Recto.App.Features.Institutions;

/// <summary>What is said above a page after a form was taken. The address carries a word, never the sentence.</summary>
internal static class Notices
{
    /// <summary>The sentence; null where nothing was done.</summary>
    public static string? Of(Say say, HttpContext context) => context.Request.Query["done"].ToString() switch
    {
        "made" => say["The institution is there. Add its addresses next, and what it subscribes to."],
        "saved" => say["Saved."],
        "closed" => say["The institution is closed: its addresses and sign-ins let nobody in. What it holds is kept, and it can be opened again."],
        "reopened" => say["The institution is open again."],
        "deleted" => say["Deleted."],
        "added" => say["The addresses are saved, and hold at once."],
        "removed" => say["The addresses are removed."],
        "excluded" => say["These addresses are taken out: readers who come from there do not count as the institution's."],
        "counted" => say["These addresses count again."],
        "revoked" => say["The key is revoked: nothing that is sent with it is answered any more."],
        _ => null,
    };
}
