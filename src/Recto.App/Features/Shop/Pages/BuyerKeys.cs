using Recto.App.Shell.Persons;
using Recto.Storage.Access;

namespace Recto.App.Features.Shop.Pages;

/// <summary>By what a buyer is known: everything that the door of readers asks.</summary>
internal static class BuyerKeys
{
    /// <summary>The keys of a request.</summary>
    public static async Task<RightKeys> OfAsync(HttpContext context, CancellationToken ct)
    {
        var keys = RightKeys.None;
        foreach (var find in context.RequestServices.GetServices<FindRightKeys>())
        {
            keys = await find(context, ct) is { } known ? keys.With(known) : keys;
        }

        return keys;
    }
}
