using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;
using Recto.Storage.Audit;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>The first account of a site: whoever sees what the program prints at its start makes it.</summary>
internal static class FirstAccount
{
    /// <summary>Maps its page.</summary>
    public static void MapFirstAccount(this IEndpointRouteBuilder routes)
    {
        routes.MapDeskPage(SignInLinks.FirstAddress, ShowAsync);
        routes.MapDeskForm(SignInLinks.FirstAddress, MakeAsync).RequireRateLimiting(SignInRate.Name);
    }

    /// <summary>A link to the first account, good until it is used; null where the site has an account.</summary>
    /// <param name="services">The site.</param>
    /// <param name="urls">Where it listens.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<string?> LinkAsync(IServiceProvider services, IEnumerable<string> urls, CancellationToken ct)
    {
        var database = services.GetRequiredService<Database>();
        if (await services.GetRequiredService<AccountStore>().AnyAsync(ct))
        {
            return null;
        }

        await using var tx = await database.BeginAsync(ct);
        var link = await services.GetRequiredService<SignInLinks>().MakeAsync(tx, null, null, ct);
        await tx.CommitAsync(ct);
        return (services.GetRequiredService<SiteOptions>().Address ?? SiteOptions.Reachable(urls.First())) + link;
    }

    private static async Task ShowAsync(HttpContext context, Say say, SignInLinks links, AccountStore accounts, CancellationToken ct)
    {
        var key = context.Request.Query["key"].ToString();
        await (await links.FindAsync(key, ct) is { AccountId: null } && !await accounts.AnyAsync(ct) ? WriteAsync(context, say, key, new FormValues()) : GoneAsync(context, say));
    }

    private static async Task MakeAsync(HttpContext context, Say say, Database database, SignInLinks links, AccountStore accounts, AuditStore audit, ILookupNormalizer normalizer, Entrance entrance, TimeProvider time, CancellationToken ct)
    {
        if (await FormValues.ReadAsync(context) is not { } form)
        {
            return;
        }

        NewAccount.Check(form, say);
        Account account;
        await using (var tx = await database.BeginAsync(ct))
        {
            var isFirst = !await accounts.AnyAsync(tx, ct) && await links.UseAsync(tx, form.Text("key"), ct) is { AccountId: null };
            if (!isFirst || !form.IsRight)
            {
                await (isFirst ? WriteAsync(context, say, form.Text("key")!, form, StatusCodes.Status422UnprocessableEntity) : GoneAsync(context, say));
                return; // Not committed: the link stays good.
            }

            var now = time.GetUtcNow();
            account = NewAccount.Of(form.Text("email")!, normalizer, form.Text("name")!, say.Language, [new DeskGrant(DeskRole.Administrator, null)], now);
            await accounts.AddAsync(tx, account, now, ct);
            await audit.AppendAsync(tx, new AuditEntry { PersonId = account.Id, Person = account.Name, Act = "person.first", Subject = $"person/{account.Id}", SubjectName = account.Name }, now, ct);
            await tx.CommitAsync(ct);
        }

        await entrance.OpenAsync(context, account, form.Has("stay"), SignInWay.Link, "/account?done=first");
    }

    private static Task WriteAsync(HttpContext context, Say say, string key, FormValues form, int status = StatusCodes.Status200OK)
    {
        context.Response.Headers["Referrer-Policy"] = "same-origin"; // The address makes an administrator.
        return PageWriter.WriteAsync<FirstPage>(context, new FirstView { Key = key, Form = form, Masthead = SignInPages.Head(say, say["Make the first account"]) }, status: status);
    }

    private static Task GoneAsync(HttpContext context, Say say) => PageWriter.WriteAsync<LinkPage>(context, new LinkView { Masthead = SignInPages.Head(say, say["This link is no longer good"]) }, status: StatusCodes.Status410Gone);
}
