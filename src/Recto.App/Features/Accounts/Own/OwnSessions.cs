using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.Own;

/// <summary>One's own sign-ins: listed, and ended one by one or all but this.</summary>
internal static class OwnSessions
{
    /// <summary>Maps their forms.</summary>
    public static void MapOwnSessions(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskForm(OwnPages.Address + "/sign-ins/end", EndAsync);
        routes.MapDeskForm(OwnPages.Address + "/sign-ins/end-others", EndOthersAsync);
    }

    /// <summary>The list as shown.</summary>
    public static async Task<IReadOnlyList<SessionLine>> LinesAsync(HttpContext context, Account account, Say say)
    {
        var now = context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow();
        var sessions = await context.RequestServices.GetRequiredService<AccountStore>().ListSessionsAsync(account.Id, now, context.RequestAborted);
        return [.. sessions.Select(session => new SessionLine(session.Id.ToString("D"), BrowserOf(session, say), ToldOf(session, say), session.Id == context.Session()))];
    }

    private static string BrowserOf(AccountSession session, Say say) => session switch
    {
        { Browser: { } browser, System: { } system } => say["{0} on {1}", browser, system],
        { Browser: { } browser } => browser,
        { System: { } system } => say["A browser on {0}", system],
        _ => say["Another browser"],
    };

    private static string ToldOf(AccountSession session, Say say)
    {
        var (began, seen) = (Dates.ShortDay(session.CreatedAt), Dates.ShortDay(session.SeenAt) + session.SeenAt.ToString(" HH:mm", System.Globalization.CultureInfo.InvariantCulture) + " UTC");
        return session.Way switch
        {
            SignInWay.Link => say["by a link since {0}, last used about {1}", began, seen],
            SignInWay.Passkey => say["by a passkey since {0}, last used about {1}", began, seen],
            SignInWay.Password => say["by a password since {0}, last used about {1}", began, seen],
            _ => say["by another site since {0}, last used about {1}", began, seen],
        };
    }

    private static async Task EndAsync(HttpContext context, UserManager<Account> users, AccountStore accounts, Database database)
    {
        if (await OwnPages.AccountAsync(context, users) is not { } account || await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        if (Guid.TryParseExact(form.Text("id"), "D", out var id))
        {
            await using var tx = await database.BeginAsync(context.RequestAborted);
            await accounts.EndSessionAsync(tx, account.Id, id, context.RequestAborted);
            await tx.CommitAsync(context.RequestAborted);
        }

        DeskDoor.Done(context, OwnPages.Address + "?done=ended#sign-ins");
    }

    private static async Task EndOthersAsync(HttpContext context, UserManager<Account> users, AccountStore accounts, Database database)
    {
        if (await OwnPages.AccountAsync(context, users) is { } account)
        {
            await using var tx = await database.BeginAsync(context.RequestAborted);
            await accounts.EndSessionsAsync(tx, account.Id, context.Session(), context.RequestAborted);
            await tx.CommitAsync(context.RequestAborted);
            DeskDoor.Done(context, OwnPages.Address + "?done=others-ended#sign-ins");
        }
    }
}
