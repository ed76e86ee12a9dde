using Recto.App.Shell.Usage;
using Recto.Storage.Files;

namespace Recto.App.Shell;

/// <summary>Lets readers fetch large files from the bucket themselves, where the operator wants that: by a link that is good for a short while, after it was decided that they may have the file and noted what that counts as.</summary>
internal static class FileLinks
{
    /// <summary>Smaller files, in bytes, are sent by the site: asking twice would take longer.</summary>
    public const long Smallest = 1024 * 1024;

    /// <summary>Leads on to the file.</summary>
    /// <param name="context">The request.</param>
    /// <param name="store">Where the file lies.</param>
    /// <param name="hash">The file.</param>
    /// <param name="length">Its length in bytes.</param>
    /// <param name="mediaType">Its type.</param>
    /// <param name="disposition">Whether it is shown or kept, and under which name.</param>
    /// <returns>Whether the request is answered; where not, the site sends the file.</returns>
    public static async Task<bool> LeadAsync(HttpContext context, IFileStore store, FileHash hash, long length, string mediaType, string disposition)
    {
        // Whoever has it already, or a piece of it, knows it by the tag of the site.
        var asked = context.Request.Headers;
        if (store is not ISignedLinks links || length < Smallest || !HttpMethods.IsGet(context.Request.Method) || asked.IfNoneMatch.Count > 0 || asked.IfRange.Count > 0 || asked.IfModifiedSince.Count > 0
            || await links.LinkAsync(hash, mediaType, disposition) is not { } link)
        {
            return false;
        }

        if (asked.Range.Count == 0 || asked.Range.ToString().StartsWith("bytes=0-", StringComparison.OrdinalIgnoreCase))
        {
            context.Items[UsageDoor.LedOn] = true; // Of a file that is fetched piece by piece, its beginning counts.
        }

        context.Response.Headers.CacheControl = "no-store";
        context.Response.Redirect(link.AbsoluteUri);
        return true;
    }
}
