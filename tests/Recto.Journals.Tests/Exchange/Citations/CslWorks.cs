using System.Text.Json;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Citations;

namespace Recto.Journals.Tests.Exchange.Citations;

/// <summary>The works of <c>corpus/citations/works.json</c>: CSL-JSON, so that other programs format the same ones.</summary>
internal static class CslWorks
{
    /// <summary>The folder with the works and the examples.</summary>
    public static string Folder { get; } = Find();

    /// <summary>The works in their order, each with its name.</summary>
    public static IReadOnlyList<(string Name, CitedWork Work)> All { get; } = Read();

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Recto.slnx")))
        {
            folder = folder.Parent ?? throw new DirectoryNotFoundException("Recto.slnx does not stand above the test's folder.");
        }

        return Path.Combine(folder.FullName, "corpus", "citations");
    }

    private static List<(string, CitedWork)> Read()
    {
        using var json = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, "works.json")));
        return [.. json.RootElement.EnumerateArray().Select((item, index) => (item.GetProperty("id").GetString()!, Work(item, index)))];
    }

    private static CitedWork Work(JsonElement item, int index)
    {
        string? Text(string name) => item.TryGetProperty(name, out var value) ? value.GetString() : null;
        IReadOnlyList<CitedName> Names(string name) => item.TryGetProperty(name, out var value) ? [.. value.EnumerateArray().Select(Name)] : [];
        var pages = Text("page")?.Split('-');
        return new CitedWork
        {
            Type = Text("type") switch
            {
                "article-journal" => WorkType.Article,
                "article-newspaper" => WorkType.Newspaper,
                "book" => WorkType.Book,
                "chapter" => WorkType.Chapter,
                "thesis" => WorkType.Thesis,
                "manuscript" => WorkType.Archival,
                "report" => WorkType.Report,
                "webpage" => WorkType.Web,
                "legal_case" => WorkType.LegalCase,
                "legislation" => WorkType.Legislation,
                _ => WorkType.Document,
            },
            Id = $"work-{index + 1}",
            Authors = Names("author"),
            Editors = Names("editor"),
            Translators = Names("translator"),
            Title = Text("title"),
            TranslatedTitle = Text("translated-title"),
            Container = Text("container-title"),
            Series = Text("collection-title"),
            Volume = Text("volume"),
            Issue = Text("issue"),
            Edition = Text("edition"),
            Pages = pages is null ? null : (pages[0], pages.Length > 1 ? pages[1] : null),
            ArticleNumber = Text("type") == "article-journal" ? Text("number") : null,
            Number = Text("type") == "article-journal" ? null : Text("number"),
            Publisher = Text("publisher"),
            Place = Text("publisher-place"),
            Issued = item.TryGetProperty("issued", out var issued) ? Date(issued) : null,
            Accessed = item.TryGetProperty("accessed", out var accessed) ? Date(accessed).From : null,
            Genre = Text("genre"),
            Archive = Text("archive"),
            ArchivePlace = Text("archive-place"),
            ArchiveLocation = Text("archive_location"),
            Doi = Text("DOI"),
            Url = Text("URL"),
            Language = Text("language"),
            Abstract = Text("abstract"),
            Locator = Text("locator"),
        };
    }

    private static CitedName Name(JsonElement name)
    {
        string? Text(string part) => name.TryGetProperty(part, out var value) ? value.GetString() : null;
        return new CitedName
        {
            Family = Text("literal") ?? Text("family")!,
            Given = Text("given"),
            Dropping = Text("dropping-particle"),
            NonDropping = Text("non-dropping-particle"),
            Suffix = Text("suffix"),
            IsWhole = Text("literal") is not null || Text("given") is null,
            IsBody = Text("literal") is not null,
        };
    }

    private static CitedDate Date(JsonElement date)
    {
        var days = date.GetProperty("date-parts").EnumerateArray().Select(parts => parts.EnumerateArray().Select(part => part.GetInt32()).ToList())
            .Select(parts => new CitedDay(parts[0], parts.Count > 1 ? parts[1] : null, parts.Count > 2 ? parts[2] : null)).ToList();
        return new CitedDate(days[0].ToString(), days[0], days.Count > 1 ? days[1] : null, null, date.TryGetProperty("circa", out _));
    }
}
