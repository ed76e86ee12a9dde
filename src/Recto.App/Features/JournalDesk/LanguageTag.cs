using System.Globalization;
using System.Text.RegularExpressions;
using Recto.App.Shell.Language;
using Recto.Notes.Text;

namespace Recto.App.Features.JournalDesk;

/// <summary>Tags of languages as editors write them (BCP 47: language, perhaps script, perhaps region).</summary>
internal static partial class LanguageTag
{
    /// <summary>The tag in its usual spelling; null where it is none.</summary>
    public static string? Of(string? text)
    {
        var parts = (text ?? "").Trim().Replace('_', '-').Split('-');
        for (var i = 0; i < parts.Length; i++)
        {
            parts[i] = (i, parts[i].Length) switch
            {
                (0, _) => parts[i].ToLowerInvariant(),
                (_, 4) => char.ToUpperInvariant(parts[i][0]) + parts[i][1..].ToLowerInvariant(),
                _ => parts[i].ToUpperInvariant(),
            };
        }

        var tag = string.Join('-', parts);
        return Form().IsMatch(tag) ? tag : null;
    }

    /// <summary>The language's name for itself: <c>français</c>; the tag where it has none here.</summary>
    public static string Name(string tag)
    {
        try
        {
            return CultureInfo.GetCultureInfo(tag).NativeName is var name && name.StartsWith("Unknown", StringComparison.Ordinal) ? tag : name;
        }
        catch (CultureNotFoundException)
        {
            return tag; // A language that this machine has never heard of is a language all the same.
        }
    }

    /// <summary>Reads lines of <c>fr: La marge inférieure</c>.</summary>
    /// <param name="text">The lines; null for none.</param>
    /// <param name="wrong">Told of a line that is no such line.</param>
    public static Dictionary<string, string> ReadLines(string? text, Action<string> wrong)
    {
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var line in (text ?? "").Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var parts = line.Split(':', 2, StringSplitOptions.TrimEntries);
            if (parts.Length == 2 && parts[1].Length is > 0 and <= 500 && Of(parts[0]) is { } tag && read.TryAdd(tag, parts[1]))
            {
                continue;
            }

            wrong(BoundedText.Shortened(line, 60));
        }

        return read;
    }

    /// <summary>Writes what <see cref="ReadLines"/> reads.</summary>
    public static string? WriteLines(IReadOnlyDictionary<string, string>? names) =>
        names is null || names.Count == 0 ? null : string.Join('\n', names.OrderBy(name => name.Key, StringComparer.Ordinal).Select(name => $"{name.Key}: {name.Value}"));

    // "sr-Latn-RS"
    [GeneratedRegex("^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Form();
}
