using Recto.App.Shell.Language;

namespace Recto.App.Features.JournalDesk;

/// <summary>What is said above a page after a form was taken. The address carries a word, never the sentence: nobody can put words into our mouth by a link.</summary>
internal static class Notices
{
    /// <summary>The sentence; null where nothing was done.</summary>
    public static string? Of(Say say, HttpContext context) => context.Request.Query["done"].ToString() switch
    {
        "saved" => say["Saved."],
        "made" => say["The journal is there. Fill in its record; its public page shows what you save."],
        "deleted" => say["Deleted."],
        "issue" => say["The issue is there, as a draft. Put articles into it, and publish it when it is ready."],
        "order" => say["The order is saved."],
        "in" => say["Put into the issue, at its end."],
        "out" => say["Taken out of the issue. The article is as public as it was, and stands in no issue."],
        "published" => say["The issue is public."],
        "unpublished" => say["The issue is a draft again. Readers no longer see its contents page."],
        "merged" => say["The two sections are one now."],
        "added" => say["Saved. From now on the old address leads there."],
        "removed" => say["Removed. The old address leads nowhere any more."],
        "cover" => say["The cover is saved."],
        "cover-removed" => say["The cover is removed."],
        _ => null,
    };
}
