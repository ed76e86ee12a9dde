using System.Globalization;
using System.Text;
using System.Xml;
using Recto.Journals.Exchange.Ojs;
using Recto.Journals.Exchange.Packages;
using Recto.Storage.Articles;

namespace Recto.App.Features.Import;

/// <summary>Gives what an export of OJS holds: its issues, and its articles one by one, each as a JATS document of its record and of the text in its galleys.</summary>
/// <param name="shown">As the export is named in the report.</param>
/// <param name="limits">How much it may ask of us.</param>
/// <param name="aside">A temporary folder for the files in it, made where it is missing; whoever gives it takes it away when the last article is saved.</param>
/// <param name="beside">Gives the file on disk for a path that the export names; null where there is none that may be read.</param>
/// <param name="today">The day, to know which closed issues are open by now.</param>
internal sealed class OjsSource(string shown, ArchiveLimits limits, string aside, Func<string, string?> beside, DateOnly today)
{
    private readonly Dictionary<string, string> _keys = new(StringComparer.Ordinal);
    private bool _isFirst = true;
    private int _count;
    private bool _hasUsers;
    private OjsIssue? _waiting;
    private string? _waitingKey;

    /// <summary>The issues and articles, in the order of the export.</summary>
    /// <param name="xml">The export; read to its end.</param>
    public IEnumerable<ImportItem> Read(Stream xml)
    {
        Directory.CreateDirectory(aside);
        var reader = new OjsReader(xml, number => File.Create(PlaceOf(number)), OjsLimits.Default with { TotalBytes = limits.TotalBytes });
        foreach (var item in reader.Read())
        {
            foreach (var found in Take(item))
            {
                yield return found;
            }
        }

        if (Waiting(null) is { } last)
        {
            yield return last;
        }
    }

    private IEnumerable<ImportItem> Take(OjsItem item)
    {
        switch (item)
        {
            case OjsIssue issue:
                if (Waiting(null) is { } empty)
                {
                    yield return empty;
                }

                Announce(issue);
                break;
            case OjsArticle article:
                if (article.Issue is { } own && KeyOf(own) is { } key && _waitingKey is null && !_keys.ContainsKey(key))
                {
                    Announce(own);
                }

                if (Waiting(article) is { } found)
                {
                    yield return found;
                }

                yield return Guarded(article);
                _isFirst = false;
                break;
            case OjsRefusal refusal:
                Forget(refusal.Aside);
                yield return new UnreadableFile(PathOf(refusal.Id), refusal.Message) { Line = refusal.Line };
                break;
            case OjsFault fault:
                yield return new UnreadableFile(shown, fault.Message) { Line = fault.Line, Column = fault.Column };
                break;
            case OjsNotTaken:
                _hasUsers = true;
                break;
        }
    }

    // A fault of ours on one article must not take the rest of the export with it; it is told as one.
    private ImportItem Guarded(OjsArticle article)
    {
        try
        {
            return Article(article);
        }
        catch (Exception fault) when (fault is not (OperationCanceledException or IOException or UnauthorizedAccessException or OutOfMemoryException))
        {
            return new UnreadableFile(PathOf(article.Id), $"Recto itself failed on this article ({fault.GetType().Name}: {fault.Message}); please report it.") { Line = article.Line };
        }
    }

    private FoundFile Article(OjsArticle article)
    {
        var said = new List<string>();
        var left = article.LeftOut.ToList();
        if (_isFirst && article.Issue is { Galleys.Count: > 0 } issue)
        {
            left.Add("files of the whole issue: " + string.Join(", ", issue.Galleys.Take(5)));
        }

        if (_hasUsers)
        {
            left.Add("users of OJS: accounts and roles are not taken");
            _hasUsers = false;
        }

        if (article.State == OjsState.Scheduled)
        {
            said.Add("It waits in OJS for its day or for its issue: it is a draft that keeps its date. Publish it when the day comes.");
        }
        else if (article.State == OjsState.Submitted)
        {
            said.Add("It is not published in OJS: it is a draft.");
        }

        var isClosed = article is { IsFree: false, Issue.IsClosed: true } && !(article.Issue.OpenFrom is { } open && string.CompareOrdinal(open, today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) <= 0);
        if (isClosed && article.Issue?.OpenFrom is { } day)
        {
            said.Add($"OJS opens it on {day}; here it stays closed until an editor or the journal’s moving wall opens it.");
        }

        var galleys = new OjsGalleys(PlaceOf, beside, said);
        var document = galleys.Make(article);
        using var bytes = new MemoryStream();
        using (var writer = XmlWriter.Create(bytes, new XmlWriterSettings { Encoding = new UTF8Encoding(false), NewLineHandling = NewLineHandling.Entitize, CheckCharacters = false }))
        {
            document.Save(writer);
        }

        _count++;
        var name = "ojs-" + (article.Id ?? _count.ToString(CultureInfo.InvariantCulture)) + ".xml";
        return new FoundFile(PathOf(article.Id), name, bytes.ToArray(), new GraphicFiles(galleys.Find))
        {
            Placed = new OjsPlace(article with { Front = document.Root!.Element("front")! }, article.Issue is { } of ? KeyOf(of) is { } key ? _keys.GetValueOrDefault(key) : null : null, isClosed, _isFirst, said, left),
        };
    }

    private string PathOf(string? id) => id is null ? $"{shown}#article" : $"{shown}#article-{id}";

    private string PlaceOf(int number) => Path.Combine(aside, number.ToString(CultureInfo.InvariantCulture));

    private void Forget(IEnumerable<int> files)
    {
        foreach (var number in files)
        {
            File.Delete(PlaceOf(number));
        }
    }

    // What tells one issue of the export from another.
    private static string? KeyOf(OjsIssue issue) => issue.Id is { } id ? "id " + id : Wanted(issue) is { } key ? "key " + key : null;

    private void Announce(OjsIssue issue)
    {
        if (KeyOf(issue) is not { } known || _keys.ContainsKey(known))
        {
            return;
        }

        // Two issues may both be number 1, of two years.
        var wanted = Wanted(issue) ?? "issue-" + issue.Id;
        var key = wanted;
        var taken = _keys.Values.ToHashSet(StringComparer.Ordinal);
        key = taken.Contains(key) && issue.Year is { } year ? $"{wanted}-{year}" : key;
        for (var number = 2; taken.Contains(key); number++)
        {
            key = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
        }

        _keys[known] = key;
        (_waiting, _waitingKey) = (issue, key);
    }

    // 12-3; 2021-1 where the journal counts no volumes; 2021; the words of a title
    private static string? Wanted(OjsIssue issue)
    {
        string?[] parts = issue.Volume is not null ? [issue.Volume, issue.Number] : issue.Number is not null || issue.Year is not null ? [issue.Year, issue.Number] : [issue.Titles.Values.FirstOrDefault()];
        var key = ArticleSlug.Fold(string.Join('-', parts.OfType<string>()));
        key = key.Length > 60 ? key[..60].Trim('-') : key;
        return key.Length == 0 ? null : Recto.Journals.Issues.ReservedKeys.ForIssue(key);
    }

    // An issue is told of with its first article, which may say what the journal is called.
    private FoundIssue? Waiting(OjsArticle? first)
    {
        if (_waiting is not { } issue)
        {
            return null;
        }

        var key = _waitingKey!;
        (_waiting, _waitingKey) = (null, null);
        var cover = issue.Cover is { Fault: null, Aside: { } number } ? PlaceOf(number) : null;
        return new FoundIssue($"{shown}#issue-{issue.Id ?? key}", new IssuePackage
        {
            Format = IssuePackage.FormatName,
            Form = IssuePackage.NewestForm,
            Journal = new PackagedJournal
            {
                Key = ArticlePlace.Unsorted,
                Title = OjsText(first?.Front.Element("journal-meta")?.Value),
                Reading = issue.IsClosed ? "closed" : "free",
                NotesAreOpen = true,
            },
            Issue = new PackagedIssue
            {
                Key = key,
                Volume = issue.Volume,
                Number = issue.Number,
                Title = issue.Titles.Values.FirstOrDefault(),
                Published = issue.Published is { } day && (issue.Year is null || day.StartsWith(issue.Year, StringComparison.Ordinal)) ? day : issue.Year ?? issue.Published,
                Kind = "regular",
                IsDraft = !issue.IsPublished,
                Description = issue.Descriptions.Values.FirstOrDefault(),
                CoverAlt = issue.CoverAlt,
            },
            Sections = [.. issue.Sections.Where(section => section.IsHeaded && section.Titles.Count > 0)
                .Select(section => (Key: SectionKey.Of(section.Titles.Values.First()), section.Titles)).Where(section => section.Key is not null).Select(section => new PackagedSection(section.Key!, section.Titles))],
            Articles = [],
        }, cover)
        {
            Ojs = issue,
        };

        static string OjsText(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
