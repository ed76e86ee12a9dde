using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.App.Tests.Language;

/// <summary>The words of the interface, as the source names them: every plain literal that is said.</summary>
internal static partial class WordKeys
{
    private static readonly XNamespace Xml = XNamespace.Xml;

    /// <summary>The folder of the program's source.</summary>
    public static string Source { get; } = Path.Combine(Root(), "src", "Recto.App");

    /// <summary>All keys by the file that says them first, sorted.</summary>
    public static SortedDictionary<string, string> All { get; } = Collect();

    /// <summary>What a language says, by key; empty where it has no file.</summary>
    /// <param name="language">BCP 47 tag.</param>
    public static Dictionary<string, string> Of(string language) => File.Exists(FileOf(Path.Combine(Source, "Words"), language))
        ? XDocument.Load(FileOf(Path.Combine(Source, "Words"), language)).Root!.Elements("data").ToDictionary(data => (string)data.Attribute("name")!, data => (string?)data.Element("value") ?? "", StringComparer.Ordinal)
        : [];

    /// <summary>Writes the file of a language with every key, sorted, what is translated already in its place and the rest empty: for translators.</summary>
    public static void WriteSkeleton(string folder, string language)
    {
        var known = Of(language);
        static XElement Header(string name, string value) => new("resheader", new XAttribute("name", name), new XElement("value", value));
        new XDocument(new XDeclaration("1.0", "utf-8", null), new XElement("root",
            Header("resmimetype", "text/microsoft-resx"), Header("version", "2.0"),
            Header("reader", "System.Resources.ResXResourceReader, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"),
            Header("writer", "System.Resources.ResXResourceWriter, System.Windows.Forms, Version=4.0.0.0, Culture=neutral, PublicKeyToken=b77a5c561934e089"),
            All.Keys.Select(key => new XElement("data", new XAttribute("name", key), new XAttribute(Xml + "space", "preserve"), new XElement("value", known.GetValueOrDefault(key, ""))))))
            .Save(FileOf(folder, language));
    }

    /// <summary>Path of the file of a language.</summary>
    public static string FileOf(string folder, string language) => Path.Combine(folder, $"Interface.{language}.resx");

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

    // Say["…"]  say["…", x]  Say.Here["…"]  Say.Html("…")  Say.Key("…")  Say.Count(n, "…")  Say.Here.Count((long)x.Y(), "…")
    [GeneratedRegex("""\b[Ss]ay(?:\.Here)?(?:\[\s*|\.(?:Html|Key)\(\s*|\.Count\((?:[^()"]|\([^()"]*\))*,\s*)"((?:[^"\\\r\n]|\\.)*)"(?=\s*[\],)])""", RegexOptions.CultureInvariant, 5000)]
    private static partial Regex Said();
}
