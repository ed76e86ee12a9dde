using System.Diagnostics.CodeAnalysis;

namespace Recto.App.Shell;

/// <summary>Secrets that operators give by a setting, or by a file that a second setting names: <c>NAME</c>, or <c>NAME_FILE</c>.</summary>
internal static class GivenSecret
{
    /// <summary>Reads one. What stands in the setting itself goes before the file.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <param name="readFile">Gives the text of a file.</param>
    /// <param name="name">The setting.</param>
    /// <param name="secret">What it says, without blanks around it; empty where the file is, null where nothing is said.</param>
    /// <param name="wrong">That the file cannot be read, and why.</param>
    public static bool TryRead(Func<string, string?> read, Func<string, string> readFile, string name, out string? secret, [NotNullWhen(false)] out string? wrong)
    {
        (secret, wrong) = (Worded(read(name)), null);
        if (secret is not null || Worded(read(name + "_FILE")) is not { } file)
        {
            return true;
        }

        try
        {
            secret = readFile(file).Trim();
            return true;
        }
        catch (Exception unreadable) when (unreadable is IOException or UnauthorizedAccessException)
        {
            wrong = $"{name}_FILE “{file}” cannot be read: {unreadable.Message.TrimEnd('.')}.";
            return false;
        }
    }

    private static string? Worded(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
