using System.Text;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Exchange.Ojs;

namespace Recto.App.Features.Import;

/// <summary>Chooses among the galleys of an article which is its text and which is the publisher's PDF; the others are kept to be taken away.</summary>
/// <param name="placeOf">Where the bytes of a file were laid aside.</param>
/// <param name="beside">Gives the file on disk for a path that the export names.</param>
/// <param name="said">Takes what was odd.</param>
internal sealed class OjsGalleys(Func<int, string> placeOf, Func<string, string?> beside, List<string> said)
{
    private readonly Dictionary<string, string> _files = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The file on disk that the document calls by a name; null where there is none.</summary>
    public string? Find(string name) => _files.GetValueOrDefault(name);

    /// <summary>Makes the article's document.</summary>
    public XDocument Make(OjsArticle article)
    {
        var galleys = article.Galleys.Where(galley => galley.File is not null && galley.Address is null).Select(galley => (Galley: galley, Path: Open(galley))).Where(pair => pair.Path is not null).Select(pair => (pair.Galley, Path: pair.Path!)).ToList();

        // A text in another language is a translation: it is the article's text only where the article's own language has no galley at all.
        var own = galleys.Where(pair => pair.Galley.Language is null || pair.Galley.Language == article.Language).ToList();
        var (text, chosen, isJats) = Text(article, own.Count > 0 ? own : galleys);
        var pdf = (own.Count > 0 ? own : galleys).Find(pair => Begins(pair.Path, "%PDF-"u8));
        foreach (var dependent in article.Dependents)
        {
            if (PathOf(dependent, $"the file “{dependent.Name}” of a galley") is { } path)
            {
                _files.TryAdd(dependent.Name, path);
            }
        }

        var taken = galleys.Where(pair => pair.Path != pdf.Path && !(isJats && pair.Path == chosen)).Select(pair => (NameOf(pair.Galley, pair.Path), LabelOf(pair.Galley, article)))
            .Concat(article.Galleys.Where(galley => galley.Address is { } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https").Select(galley => (galley.Address!, LabelOf(galley, article)))).ToList();
        var kept = galleys.Where(pair => pair.Path != pdf.Path && pair.Path != chosen).Select(pair => LabelOf(pair.Galley, article)).ToList();
        if (kept.Count > 0)
        {
            said.Add($"Other galleys are kept to be taken away: {string.Join(", ", kept.Take(10))}.");
        }

        if (text is null)
        {
            said.Add(pdf.Path is null ? "It has no galley that could be its text: its record and its references stand, and no text." : "Its text is in a PDF only: its record and its references stand beside the PDF, and its notes are not read.");
        }

        return OjsDocument.Of(article, text, isJats, pdf.Path is null ? null : NameOf(pdf.Galley, pdf.Path), taken, said);
    }

    private (XDocument? Text, string? Path, bool IsJats) Text(OjsArticle article, List<(OjsGalley Galley, string Path)> galleys)
    {
        var ranked = galleys.Select(pair => (pair.Galley, pair.Path, Format: FormatOf(pair.Galley, pair.Path)))
            .Where(one => one.Format is ArticleFormat.Jats or ArticleFormat.Tei or ArticleFormat.Html or ArticleFormat.Docx or ArticleFormat.Markdown)
            .OrderBy(one => one.Format switch { ArticleFormat.Jats => 0, ArticleFormat.Tei => 1, ArticleFormat.Html => 2, ArticleFormat.Markdown => 3, _ => 4 });
        foreach (var (galley, path, format) in ranked)
        {
            if (new FileInfo(path).Length > ImportSource.LargestFile)
            {
                said.Add($"The galley “{galley.Label}” is too large to be a text; it is kept to be taken away.");
                continue;
            }

            var bytes = File.ReadAllBytes(path);
            var outcome = ArticleReading.Read(bytes, galley.File!.Name);
            if (outcome is JatsRefusal && format == ArticleFormat.Html)
            {
                outcome = ArticleReading.Read(Headed(bytes, article), galley.File.Name);
            }

            if (outcome is not JatsArticle read)
            {
                var refusal = (JatsRefusal)outcome;
                said.Add($"The galley “{galley.Label}” cannot be read as a text ({refusal.Message.TrimEnd('.')}{(refusal.Line is { } line ? $", line {line}" : "")}); it is kept to be taken away.");
                continue;
            }

            var isJats = format == ArticleFormat.Jats;
            said.AddRange(read.Document.Warnings.Where(warning => !warning.Message.StartsWith("The file states no ", StringComparison.Ordinal) && !isJats).Select(warning => $"Galley “{galley.Label}”{(warning.Line is { } at ? $", line {at}" : "")}: {warning.Message}"));
            said.AddRange(read.Document.LeftOut.Select(left => $"Galley “{galley.Label}”: left out: {left}").Take(20));
            TakePictures(read.Document, path);
            return (read.Document.Jats, path, isJats);
        }

        return (null, null, false);
    }

    // Pictures inside a Word file are laid beside it.
    private void TakePictures(ArticleDocument document, string path)
    {
        foreach (var (picture, index) in document.Pictures.Select((picture, index) => (picture, index)))
        {
            var place = $"{path}-{index}{SupplementKind.EndingOf(picture.Name)}";
            File.WriteAllBytes(place, picture.Bytes);
            _files[picture.Name] = place;
        }
    }

    private static ArticleFormat FormatOf(OjsGalley galley, string path)
    {
        var head = new byte[8192];
        using var content = File.OpenRead(path);
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        var name = galley.File!.Name;
        var format = FormatDetection.Of(head.AsSpan(0, length), name);
        var ending = Path.GetExtension(name).ToLowerInvariant();
        return format switch
        {
            ArticleFormat.Docx when ending is not (".docx" or ".docm") && !head.AsSpan(0, length).StartsWith("PK"u8) => ArticleFormat.Binary,
            ArticleFormat.Markdown when ending is not (".md" or ".markdown") => ArticleFormat.Text,
            ArticleFormat.Jats when ending is ".html" or ".htm" or ".xhtml" => ArticleFormat.Html,
            _ => format,
        };
    }

    // OJS shows an HTML galley below the title that it knows itself: where the page says too little to be an article, what it is goes before it, in ASCII, whatever its own encoding.
    private static byte[] Headed(byte[] page, OjsArticle article)
    {
        var title = new StringBuilder();
        foreach (var rune in article.Title.EnumerateRunes())
        {
            title.Append(rune.IsAscii && rune.Value is >= ' ' and not ('"' or '<' or '>' or '&') ? rune.ToString() : $"&#{rune.Value};");
        }

        var start = page.AsSpan().StartsWith((ReadOnlySpan<byte>)[0xEF, 0xBB, 0xBF]) ? 3 : 0;
        return [.. Encoding.ASCII.GetBytes($"<meta name=\"citation_title\" content=\"{title}\"><meta name=\"citation_firstpage\" content=\"1\">"), .. page[start..]];
    }

    private string? Open(OjsGalley galley)
    {
        if (PathOf(galley.File!, $"The galley “{galley.Label}”") is not { } path)
        {
            return null;
        }

        _files[NameOf(galley, path)] = path;
        return path;
    }

    // With the ending of its name, by which the readers of files tell what it may be.
    private string? PathOf(OjsFile file, string what)
    {
        if (file.Fault is { } fault)
        {
            said.Add($"{what} was left out: {fault}.");
            return null;
        }

        if (file.Aside is { } number)
        {
            var bare = placeOf(number);
            var ending = SupplementKind.EndingOf(file.Name);
            if (ending.Length == 0 || !File.Exists(bare))
            {
                return ending.Length > 0 && File.Exists(bare + ending) ? bare + ending : File.Exists(bare + ".pdf") ? bare + ".pdf" : File.Exists(bare) ? Ended(bare) : null;
            }

            File.Move(bare, bare + ending);
            return bare + ending;
        }

        var source = file.Source!.Trim();
        if (source.Contains("://", StringComparison.Ordinal) || source.StartsWith("//", StringComparison.Ordinal))
        {
            said.Add($"{what} was left out: it is not in the export but at {Short(source)}, and Recto fetches nothing. Export with the files in it, or put the file beside the export.");
            return null;
        }

        var path = source.Replace('\\', '/').TrimStart('/');
        if (path.Length is 0 or > 1000 || path.Any(char.IsControl) || path.Split('/').Contains("..") || (path.Length > 1 && path[1] == ':'))
        {
            said.Add($"{what} was left out: the place that the export names (“{Short(source)}”) leads elsewhere.");
            return null;
        }

        // As it is named; else from a folder further down, since old versions name the place on their own server: /srv/files/journals/1/articles/12/a.pdf
        for (var rest = path; rest.Length > 0; rest = rest.IndexOf('/', StringComparison.Ordinal) is >= 0 and var slash ? rest[(slash + 1)..] : "")
        {
            if (beside(rest) is { } found)
            {
                return found;
            }
        }

        said.Add($"{what} was left out: it is not in the export, and “{Short(source)}” is not beside it. Put the folder of OJS’s files beside the export.");
        return null;
    }

    // A file that has no ending and is a PDF gets that of one.
    private static string Ended(string bare)
    {
        if (!Begins(bare, "%PDF-"u8))
        {
            return bare;
        }

        File.Move(bare, bare + ".pdf");
        return bare + ".pdf";
    }

    private static string NameOf(OjsGalley galley, string path)
    {
        var stem = ArticleSlug.Key(Path.GetFileNameWithoutExtension(galley.File!.Name));
        return $"{(stem.Length > 60 ? stem[..60].Trim('-') : stem.Length > 0 ? stem : "galley")}{(galley.Id is { } id ? "-" + id : "")}{(SupplementKind.EndingOf(path) is { Length: > 0 } ending ? ending : SupplementKind.EndingOf(galley.File.Name))}";
    }

    private static string LabelOf(OjsGalley galley, OjsArticle article) =>
        galley.Language is { } language && language != article.Language && !galley.Label.Contains(language, StringComparison.OrdinalIgnoreCase) ? $"{galley.Label} ({language})" : galley.Label;

    private static bool Begins(string path, ReadOnlySpan<byte> with)
    {
        Span<byte> head = stackalloc byte[16];
        using var content = File.OpenRead(path);
        var length = content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false);
        return head[..length].StartsWith(with);
    }

    private static string Short(string text) => text.Length > 200 ? text[..200] + "…" : text;
}
