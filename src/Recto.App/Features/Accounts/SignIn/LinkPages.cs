using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Storage.Accounts;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>Where a link of a mail leads. Looking at the page does nothing: programs that look at links in mails would use them up. The button does.</summary>
internal static class LinkPages
{
    /// <summary>Maps them.</summary>
    public static void MapLinks(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(SignInLinks.Address, ShowAsync);
        routes.MapDeskForm(SignInLinks.Address, UseAsync).RequireRateLimiting(SignInRate.Name);
    }

    private static async Task ShowAsync(HttpContext context, Say say, SignInLinks links, AccountStore accounts, CancellationToken ct)
    {
        var key = context.Request.Query["key"].ToString();
        var account = await links.FindAsync(key, ct) is { AccountId: { } id } ? await accounts.FindAsync(id, ct) : null;
        await WriteAsync(context, say, account is { IsActive: true } ? key : null, account, LocalAddress.Of(context.Request.Query["to"]));
    }

    private static async Task UseAsync(HttpContext context, Say say, Database database, SignInLinks links, AccountStore accounts, Entrance entrance, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        AccountLink? link;
        await using (var tx = await database.BeginAsync(ct))
        {
            link = await links.UseAsync(tx, form.Text("key"), ct);
            if (link?.AccountId is not null) // The link to the first account is used on its own page.
            {
                await tx.CommitAsync(ct);
            }
        }

        if (link?.AccountId is { } id && await accounts.FindAsync(id, ct) is { IsActive: true } account)
        {
            await entrance.OpenAsync(context, account, form.Has("stay"), SignInWay.Link, form.Text("to"));
            return;
        }

        await WriteAsync(context, say, null, null, LocalAddress.Of(form.Text("to")));
    }

    private static Task WriteAsync(HttpContext context, Say say, string? key, Account? account, string? to)
    {
        context.Response.Headers["Referrer-Policy"] = "same-origin"; // The address opens an account.
        return PageWriter.WriteAsync<LinkPage>(context, new LinkView
        {
            Key = key,
            Name = account?.Name,
            Email = account?.Email,
            To = to,
            Masthead = SignInPages.Head(say, key is null ? say["This link is no longer good"] : say["Sign in"]),
        }, status: key is null ? StatusCodes.Status410Gone : StatusCodes.Status200OK);
    }
}
