using System.Text;

namespace Recto.App.Shell.Settings;

/// <summary>
/// A file of settings, as systemd reads it (<c>EnvironmentFile=</c>): <c>NAME=value</c> a line, perhaps in quotes; what begins with # or ; is a remark. It is read once when the program starts, and stands behind the environment,
/// so that a command at a shell goes by the same settings as the service.
/// </summary>
internal static class SettingsFile
{
    /// <summary>The variable that names it.</summary>
    public const string Variable = "RECTO_CONFIG";

    /// <summary>Where it is looked for when nothing names one.</summary>
    public const string Usual = "/etc/recto/recto.env";

    private const long Largest = 1 << 20;

    /// <summary>The settings that came from a file and not from the environment.</summary>
    public static IReadOnlyDictionary<string, string> Loaded { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>All names that stand in the file, settings or not.</summary>
    public static IReadOnlyCollection<string> Names { get; private set; } = [];

    /// <summary>The file that was read; null where there was none.</summary>
    public static string? Place { get; private set; }

    /// <summary>Reads it into the environment of this process, where that says nothing.</summary>
    /// <returns>Why it cannot be used; null where it can, or is not there.</returns>
    public static string? Load()
    {
        var named = Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } given ? given : null;
        var place = named ?? Usual;
        if (named is null && !File.Exists(place))
        {
            return null;
        }

        string text;
        try
        {
            text = new FileInfo(place).Length > Largest ? throw new IOException("It is larger than a megabyte.") : File.ReadAllText(place, Encoding.UTF8);
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // The usual one is for the service's user; whoever may not read it goes by the environment alone.
            return named is null ? null : $"{Variable} “{place}” cannot be read: {refused.Message.TrimEnd('.')}.";
        }

        if (!TryParse(text, out var settings, out var line))
        {
            return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"“{place}”, line {line}, is no setting; write NAME=value.");
        }

        var known = SettingCatalogue.All.Select(setting => setting.Name).ToHashSet(StringComparer.Ordinal);
        var loaded = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (name, value) in settings.Where(setting => known.Contains(setting.Key) && setting.Key != Variable && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(setting.Key))))
        {
            Environment.SetEnvironmentVariable(name, value);
            loaded[name] = value;
        }

        (Place, Loaded, Names) = (place, loaded, [.. settings.Keys]);
        return null;
    }

    /// <summary>Reads lines.</summary>
    /// <param name="text">The file.</param>
    /// <param name="settings">The last value of each name.</param>
    /// <param name="wrong">The line that is none, from 1.</param>
    public static bool TryParse(string text, out IReadOnlyDictionary<string, string> settings, out int wrong)
    {
        ArgumentNullException.ThrowIfNull(text);
        var read = new Dictionary<string, string>(StringComparer.Ordinal);
        (settings, wrong) = (read, 0);
        foreach (var raw in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            wrong++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
            {
                continue;
            }

            line = line.StartsWith("export ", StringComparison.Ordinal) ? line["export ".Length..].TrimStart() : line;
            var sign = line.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0 || !line[..sign].TrimEnd().All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '_'))
            {
                return false;
            }

            read[line[..sign].TrimEnd()] = Bare(line[(sign + 1)..].Trim());
        }

        wrong = 0;
        return true;
    }

    private static string Bare(string value) => value is ['"' or '\'', .., _] && value[0] == value[^1]
        ? value[0] == '"' ? value[1..^1].Replace("\\\"", "\"", StringComparison.Ordinal).Replace("\\\\", "\\", StringComparison.Ordinal) : value[1..^1]
        : value;
}
