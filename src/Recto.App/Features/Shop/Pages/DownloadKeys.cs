using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.WebUtilities;
using Recto.App.Shell;
using Recto.Storage.Access;

namespace Recto.App.Features.Shop.Pages;

/// <summary>
/// Personal links to files that were bought: the address of the file with a sealed key of the order behind it, so that a download manager fetches it without a cookie. The key says only by what the reader is known;
/// whether the file is theirs at that moment, the rule decides as for everybody: the link ends with the right, and goes when the money goes back.
/// </summary>
internal sealed class DownloadKeys(IDataProtectionProvider protection)
{
    private const string Name = "with";
    private const int Longest = 400;
    private readonly IDataProtector _seal = protection.CreateProtector("Recto.Downloads");

    /// <summary>Path of a file of an article for whoever holds an order.</summary>
    /// <param name="form">Which file.</param>
    /// <param name="slug">The article's part of the address.</param>
    /// <param name="orderId">The order.</param>
    public string Address(ArticleForm form, string slug, Guid orderId) => $"{form.Address(slug)}?{Name}={WebEncoders.Base64UrlEncode(_seal.Protect(orderId.ToByteArray()))}";

    /// <summary>By what a request is known; null where it is no such link. Files only: pages are kept, and the same for everybody who has no right of their own.</summary>
    public RightKeys? Find(HttpContext context)
    {
        if (!context.Request.Query.TryGetValue(Name, out var key) || key is not [{ Length: > 0 and <= Longest } sealedKey] || context.Request.Path.Value?.Split('/') is not ["", "articles", var slug, var file] || !file.StartsWith(slug + ".", StringComparison.Ordinal))
        {
            return null;
        }

        try
        {
            return new RightKeys { Orders = [new Guid(_seal.Unprotect(WebEncoders.Base64UrlDecode(sealedKey)))] };
        }
        catch (Exception broken) when (broken is FormatException or CryptographicException or ArgumentException)
        {
            return null; // Made up, or cut off.
        }
    }
}
