using System.Collections.Frozen;
using System.Text.Json;

namespace Recto.App.Shell.Language;

/// <summary>What translators have written: a file a language, <c>Words/{language}.json</c>, built into the program. JSON and not .resx, whose keys may not differ by case alone.</summary>
internal static class InterfaceWords
{
    private static readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, string>>> Languages = new(Read);

    /// <summary>The words of a language; null where it lacks them.</summary>
    /// <param name="english">The English words.</param>
    /// <param name="language">BCP 47 tag.</param>
    public static string? Find(string english, string language) => Languages.Value.TryGetValue(language, out var words) ? words.GetValueOrDefault(english) : null;

    private static FrozenDictionary<string, FrozenDictionary<string, string>> Read()
    {
        var assembly = typeof(InterfaceWords).Assembly;
        const string Prefix = "Recto.Words.";
        return assembly.GetManifestResourceNames().Where(name => name.StartsWith(Prefix, StringComparison.Ordinal)).ToFrozenDictionary(
            name => Path.GetFileNameWithoutExtension(name[Prefix.Length..]),
            name =>
            {
                using var stream = assembly.GetManifestResourceStream(name)!;
                return JsonSerializer.Deserialize<Dictionary<string, string>>(stream)!.ToFrozenDictionary(StringComparer.Ordinal);
            },
            StringComparer.Ordinal);
    }
}
