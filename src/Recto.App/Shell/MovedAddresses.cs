using Microsoft.AspNetCore.Http.Extensions;
using Recto.Storage.Addresses;

namespace Recto.App.Shell;

/// <summary>What is answered before it is said that there is no such page: an address that a journal or an issue once had, or that an editor has written down for an older site, leads on for good.</summary>
internal static class MovedAddresses
{
    /// <summary>Leads on where the address of the request leads anywhere.</summary>
    /// <returns>Whether the request is answered.</returns>
    public static async Task<bool> LeadOnAsync(HttpContext context)
    {
        var request = context.Request;
        if (!(HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) || request.Path.StartsWithSegments("/desk") || request.Path.StartsWithSegments("/account"))
        {
            return false;
        }

        var path = request.Path.Value!.TrimEnd('/');
        if (path.Length == 0 || await context.RequestServices.GetRequiredService<MovedAddressStore>().FindAsync(path, request.QueryString.Value ?? "", context.RequestAborted) is not { } target)
        {
            return false;
        }

        var parts = target.Split('?', 2);
        context.Response.Headers.CacheControl = "private, no-cache"; // An editor may take it back.
        context.Response.Redirect(UriHelper.BuildRelative(default, new PathString(parts[0]), parts.Length == 2 ? new QueryString("?" + parts[1]) : default), permanent: true);
        return true;
    }
}
