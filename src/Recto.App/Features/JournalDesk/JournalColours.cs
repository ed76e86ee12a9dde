using System.Text;
using Recto.App.Shell;
using Recto.Journals.Issues;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>The colour of a journal as a stylesheet of its own: nothing of it stands in a page, and nothing but six digits comes from an editor.</summary>
internal static class JournalColours
{
    /// <summary>Sends it.</summary>
    public static async Task SendAsync(HttpContext context, JournalStore journals, string key, CancellationToken ct)
    {
        if (await journals.FindAsync(key, ct) is not { } journal || !JournalColour.TryParse(journal.Journal.Details.Colour, out var colour))
        {
            await NotFound.WriteAsync(context);
            return;
        }

        if (!context.IsUnchanged("colour-" + colour))
        {
            await Results.Bytes(Encoding.ASCII.GetBytes($":root {{ --rubric: light-dark({colour.ForLight()}, {colour.ForDark()}); }}\n"), "text/css; charset=utf-8").ExecuteAsync(context);
        }
    }
}
