using Recto.App.Shell.Persons;
using Recto.Storage.Access;

namespace Recto.App.Features.Shop.Pages;

/// <summary>By what a buyer is known: everything that the door of readers asks.</summary>
internal static class BuyerKeys
{
    /// <summary>The keys of a request.</summary>
    public static ValueTask<RightKeys> OfAsync(HttpContext context, CancellationToken ct) => ReaderDoor.KeysOfAsync(context, [.. context.RequestServices.GetServices<FindRightKeys>()], ct);
}
