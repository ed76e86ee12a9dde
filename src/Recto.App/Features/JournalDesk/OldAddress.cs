using Recto.App.Shell.Language;
using Recto.Notes.Text;
using Recto.Storage.Addresses;

namespace Recto.App.Features.JournalDesk;

/// <summary>An old address and where it leads, as an editor writes them.</summary>
internal static class OldAddress
{
    /// <summary>Reads one pair.</summary>
    /// <param name="from">A path, or a whole address of the older site. With <c>/*</c> at its end, what lies below it leads along.</param>
    /// <param name="to">A path of this site.</param>
    /// <param name="journalKey">The journal whose editor writes.</param>
    /// <param name="journalId">Its id.</param>
    /// <param name="say">Words.</param>
    /// <returns>The pair; or null and what is wrong.</returns>
    public static (MovedAddress? Moved, string? Fault) Read(string? from, string? to, string journalKey, Guid journalId, Say say)
    {
        if (string.IsNullOrWhiteSpace(from) || string.IsNullOrWhiteSpace(to))
        {
            return (null, say["An old address and where it leads belong together; one of them is missing."]);
        }

        var below = from.Trim().EndsWith("/*", StringComparison.Ordinal);
        var old = Path(below ? from.Trim()[..^2] : from.Trim(), anyHost: true);
        var target = Path(to.Trim(), anyHost: false);
        if (old is null)
        {
            return (null, say["“{0}” is not an address. As in /index.php/margin/article/view/12.", Short(from)]);
        }

        if (target is null)
        {
            return (null, say["“{0}” is not an address of this site. As in /journals/{1}/1-2.", Short(to), journalKey]);
        }

        if (old == "/" || Begins(old, "/desk") || Begins(old, "/account") || Begins(old, "/assets") || (Begins(old, "/journals") && !Begins(old, "/journals/" + journalKey)))
        {
            return (null, say["“{0}” is not this journal's to lead elsewhere.", Short(old)]);
        }

        if (Begins(target, "/desk") || Begins(target, "/account"))
        {
            return (null, say["“{0}” is not a page for readers.", Short(target)]);
        }

        return old.Length > MovedAddressStore.Longest || target.Length > MovedAddressStore.Longest
            ? (null, say["“{0}” is longer than the {1} characters that are kept.", Short(old.Length > target.Length ? old : target), MovedAddressStore.Longest])
            : (new MovedAddress { Address = old, Target = target, WithBelow = below, JournalId = journalId, ByHand = true }, null);
    }

    private static bool Begins(string path, string with) => path.StartsWith(with, StringComparison.OrdinalIgnoreCase) && (path.Length == with.Length || path[with.Length] is '/' or '?');

    // Path and query, decoded as requests are; null for anything else.
    private static string? Path(string text, bool anyHost)
    {
        if (text.Any(c => char.IsControl(c) || char.IsWhiteSpace(c) || c is '\\' or '#'))
        {
            return null;
        }

        if (!text.StartsWith('/'))
        {
            if (!anyHost || !Uri.TryCreate(text, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            {
                return null;
            }

            text = uri.PathAndQuery;
        }

        if (text.StartsWith("//", StringComparison.Ordinal))
        {
            return null;
        }

        var parts = text.Split('?', 2);
        var path = Uri.UnescapeDataString(parts[0]);
        path = path.Length > 1 ? path.TrimEnd('/') : path;
        if (path.Any(char.IsControl) || path.Contains('?', StringComparison.Ordinal) || path.Split('/').Contains("..") || (parts.Length == 2 && parts[1].Any(c => c is < '!' or > '~')))
        {
            return null;
        }

        return (path.Length == 0 ? "/" : path) + (parts.Length == 2 && parts[1].Length > 0 ? "?" + parts[1] : "");
    }

    private static string Short(string text) => BoundedText.Shortened(text, 60);
}
