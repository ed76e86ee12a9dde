using Recto.App.Shell;
using Recto.App.Shell.Language;

namespace Recto.App.Features.Federation.Institutions;

/// <summary>What the pages of signing in have in common.</summary>
internal static class FederationPages
{
    /// <summary>Head and foot of its pages, which nobody is to find by a search.</summary>
    public static Masthead Head(Say say, string title) => new() { Title = title, IsAccount = true, Language = say.Language };

    /// <summary>Whether a form comes from elsewhere, and then the answer is written already: as <see cref="Shell.Desk.DeskDoor"/> does, for addresses that it does not stand before.</summary>
    public static async Task<bool> IsForeignAsync(HttpContext context)
    {
        context.Response.Headers.CacheControl = "no-store";
        if (!ForeignForms.IsForeign(context.Request) && !ForeignForms.IsSilent(context.Request))
        {
            return false;
        }

        await ErrorPages.WriteAsync(context, StatusCodes.Status403Forbidden);
        return true;
    }
}
