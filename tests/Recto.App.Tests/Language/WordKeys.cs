using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Recto.App.Tests.Language;

/// <summary>The words of the interface, as the source names them: every plain literal that is said.</summary>
internal static partial class WordKeys
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The folder of the program's source.</summary>
    public static string Source { get; } = Path.Combine(Root(), "src", "Recto.App");

    /// <summary>All keys by the file that says them first, sorted.</summary>
    public static SortedDictionary<string, string> All { get; } = Collect();

    /// <summary>What a language says, by key; empty where it has no file.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static Dictionary<string, string> Of(string language) => File.Exists(FileOf(Path.Combine(Source, "Words"), language))
        ? JsonSerializer.Deserialize<Dictionary<string, string>>(File.ReadAllBytes(FileOf(Path.Combine(Source, "Words"), language)))!
        : [];

    /// <summary>Writes the file of a language with every key, sorted, what is translated already in its place and the rest empty: for translators.</summary>
    public static void WriteSkeleton(string folder, string language)
    {
        var known = Of(language);
        var all = All.Keys.ToDictionary(key => key, key => known.GetValueOrDefault(key, ""));
        File.WriteAllText(FileOf(folder, language), JsonSerializer.Serialize(all, Readable) + "\n");
    }

    /// <summary>Path of the file of a language.</summary>
    public static string FileOf(string folder, string language) => Path.Combine(folder, language + ".json");

    private static SortedDictionary<string, string> Collect()
    {
        var keys = new SortedDictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in Directory.EnumerateFiles(Source, "*", SearchOption.AllDirectories).Where(path => path.EndsWith(".cs", StringComparison.Ordinal) || path.EndsWith(".razor", StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            foreach (Match match in Said().Matches(File.ReadAllText(file)))
            {
                keys.TryAdd(Regex.Unescape(match.Groups[1].Value), Path.GetRelativePath(Source, file));
            }
        }

        // What is said inside the HTML of articles, which Journals makes.
        foreach (var word in typeof(Recto.Journals.Exchange.Html.Words).GetFields().Where(field => field.IsLiteral))
        {
            keys.TryAdd((string)word.GetRawConstantValue()!, "../Recto.Journals/Exchange/Html/Words.cs");
        }

        foreach (var word in Recto.Journals.Exchange.Epub.BookWords.All)
        {
            keys.TryAdd(word, "../Recto.Journals/Exchange/Epub/BookWords.cs");
        }

        return keys;
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Recto.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Recto.slnx does not stand above the test's folder.");
        }

        return folder.FullName;
    }

    // Say["…"]  words["…"] (of a mail, in its reader's language)  say["…", x]  Say.Here["…"]  Say.Html("…")  Say.Key("…")  Say.Count(n, "…")  Say.Here.Count((long)x.Y(), "…")
    [GeneratedRegex("""\b(?:[Ss]ay|words)(?:\.Here)?(?:\[\s*|\.(?:Html|Key)\(\s*|\.Count\((?:[^()"]|\([^()"]*\))*,\s*)"((?:[^"\\\r\n]|\\.)*)"(?=\s*[\],)])""", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Said();
}
