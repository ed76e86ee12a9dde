using System.Globalization;

namespace Recto.Journals.Exchange.Packages;

/// <summary>Names of files in a package, such as every system can unpack: no characters that Windows refuses, none of its reserved names, no two that differ in case only.</summary>
public sealed class PackageNames
{
    private static readonly HashSet<string> Reserved = new(StringComparer.OrdinalIgnoreCase)
    {
        "CON", "PRN", "AUX", "NUL", "COM1", "COM2", "COM3", "COM4", "COM5", "COM6", "COM7", "COM8", "COM9", "LPT1", "LPT2", "LPT3", "LPT4", "LPT5", "LPT6", "LPT7", "LPT8", "LPT9",
    };

    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>A name that stands once among those that were given.</summary>
    /// <param name="name">As it is called in the article.</param>
    public string Of(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var safe = new string([.. name.Select(c => char.IsControl(c) || char.IsSurrogate(c) || "<>:\"/\\|?*".Contains(c, StringComparison.Ordinal) ? '_' : c)]).Trim(' ', '.');
        safe = safe.Length <= 120 ? safe : safe[..100] + (System.IO.Path.GetExtension(safe) is { Length: <= 16 } ending ? ending : "");
        safe = safe.Length == 0 || Reserved.Contains(safe.Split('.')[0]) ? "_" + safe : safe;
        var unique = safe;
        for (var number = 2; !_taken.Add(unique); number++)
        {
            unique = string.Create(CultureInfo.InvariantCulture, $"{System.IO.Path.GetFileNameWithoutExtension(safe)}-{number}{System.IO.Path.GetExtension(safe)}");
        }

        return unique;
    }

    /// <summary>The folder of an article: its place, and its part of the address where that is ASCII.</summary>
    /// <param name="place">Place in the issue, from 1.</param>
    /// <param name="slug">Its part of the address.</param>
    public static string Folder(int place, string slug)
    {
        ArgumentNullException.ThrowIfNull(slug);
        return string.Create(CultureInfo.InvariantCulture, $"{place:000}{(slug.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? "-" + (slug.Length > 60 ? slug[..60].TrimEnd('-') : slug) : "")}");
    }
}
