using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Recto.App.Shell;
using Recto.Journals.Exchange.JatsOut;
using Recto.Journals.Exchange.Packages;
using Recto.Journals.Issues;
using Recto.Storage.Articles;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Packages;

/// <summary>Writes an issue as a BagIt bag in a .zip: the same bytes for the same content. One file is in memory at a time.</summary>
/// <param name="database">Where everything is listed.</param>
/// <param name="files">Where the files are.</param>
/// <param name="finish">Reads an article as it stands.</param>
internal sealed class IssuePackageMaker(Database database, IFileStore files, FinishArticle finish)
{
    private static readonly DateTimeOffset NoTime = new(1980, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>Which articles of an issue go into its package, in order.</summary>
    /// <param name="issue">The issue.</param>
    /// <param name="forStaff">Whether drafts go too.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<IssueArticleRow>> ListAsync(IssuePageRow issue, bool forStaff, CancellationToken ct) =>
        [.. (await new IssueContentsStore(database).ListAsync(issue.Issue.Id, ct)).Where(row => !row.IsWithdrawn && (forStaff || !row.IsDraft))];

    /// <summary>Writes the package.</summary>
    /// <param name="issue">The issue and its journal.</param>
    /// <param name="articles">Its articles, in order (<see cref="ListAsync"/>).</param>
    /// <param name="forStaff">Whether it tells who corrected a reading, and why.</param>
    /// <param name="output">Takes the .zip; need not seek.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>What could not be put in, a line each.</returns>
    public async Task<IReadOnlyList<string>> WriteAsync(IssuePageRow issue, IReadOnlyList<IssueArticleRow> articles, bool forStaff, Stream output, CancellationToken ct)
    {
        var leftOut = new List<string>();
        if (articles.Count >= IssueContentsStore.Most)
        {
            leftOut.Add(string.Create(CultureInfo.InvariantCulture, $"An issue is packed up to its {IssueContentsStore.Most}th article: look whether it has more."));
        }

        using var bag = new BagWriter(output);
        bag.AddTag(BagManifest.DeclarationFile, BagManifest.Declaration);
        var cover = await CoverAsync(bag, issue.Issue.Issue.Details, leftOut, ct);
        var packaged = new List<PackagedArticle>();
        foreach (var (row, i) in articles.Select((row, i) => (row, i)))
        {
            if (await ArticleAsync(bag, row, $"data/articles/{PackageNames.Folder(i + 1, row.Slug)}/", forStaff, leftOut, ct) is { } article)
            {
                packaged.Add(article);
            }
        }

        var journal = issue.Journal.Journal;
        var package = new IssuePackage
        {
            Format = IssuePackage.FormatName,
            Form = IssuePackage.NewestForm,
            Journal = Journal(journal),
            Issue = Issue(issue.Issue.Issue, cover),
            Sections = [.. (await new SectionStore(database).ListAsync(issue.Journal.Id, ct)).Where(section => section.EditVersion > 0).Select(section => new PackagedSection(section.Key, section.Names))],
            Articles = packaged,
            LeftOut = leftOut.Count == 0 ? null : leftOut,
        };
        bag.AddPayload(IssuePackage.Path, package.Write());
        bag.Finish(
        [
            ("Source-Organization", journal.Publisher),
            ("External-Identifier", journal.OnlineIssn?.Value ?? journal.PrintIssn?.Value),
            ("External-Description", string.Join(", ", new[] { journal.Title, issue.Issue.Issue.Volume, issue.Issue.Issue.Number, issue.Issue.Issue.Title, issue.Issue.Issue.Published?.ToString() }.OfType<string>())),
        ]);
        return leftOut;
    }

    private static PackagedJournal Journal(Journal journal) => new()
    {
        Key = journal.Key,
        Title = journal.Title,
        Abbreviation = journal.Abbreviation,
        Publisher = journal.Publisher,
        PrintIssn = journal.PrintIssn?.Value,
        OnlineIssn = journal.OnlineIssn?.Value,
        Language = journal.Language,
        About = journal.About,
        Reading = Word(journal.Reading),
        NotesAreOpen = journal.NotesAreOpen,
        Details = journal.Details with { CoverFile = null, CoverType = null, CoverAlt = null },
    };

    private static PackagedIssue Issue(Issue issue, PackagedFile? cover) => new()
    {
        Key = issue.Key,
        Volume = issue.Volume,
        Number = issue.Number,
        Title = issue.Title,
        Published = issue.Published?.ToString(),
        Kind = Word(issue.Kind),
        IsDraft = issue.IsDraft,
        Description = issue.Details.Description,
        Editors = issue.Details.Editors,
        Cover = cover,
        CoverAlt = cover is null ? null : issue.Details.CoverAlt,
    };

    private static string Word<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());

    private async Task<PackagedFile?> CoverAsync(BagWriter bag, IssueDetails details, List<string> leftOut, CancellationToken ct)
    {
        if (details.CoverFile is not { } cover || !FileHash.TryParse(cover, out var hash))
        {
            return null;
        }

        var type = details.CoverType ?? "image/jpeg";
        var name = "cover" + type switch { "image/png" => ".png", "image/webp" => ".webp", _ => ".jpg" };
        if (await CopyAsync(bag, "data/" + name, hash, type, ct))
        {
            return new PackagedFile("data/" + name, name, "cover", type);
        }

        leftOut.Add("The cover is not in the file store.");
        return null;
    }

    private async Task<PackagedArticle?> ArticleAsync(BagWriter bag, IssueArticleRow row, string folder, bool forStaff, List<string> leftOut, CancellationToken ct)
    {
        if (await new ArticleStore(database).FindForDeskAsync(row.Id, ct) is not { } article)
        {
            return null; // Gone meanwhile.
        }

        var names = new PackageNames();
        var jats = names.Of((row.Slug.Length > 80 ? "article" : row.Slug) + ".xml");
        var packed = new List<PackagedFile>();
        PackagedFile? source = null;
        var shown = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in await new ArticleFileStore(database).ListAsync(row.Id, ct))
        {
            if (file.Role is FileRole.FigureSize or FileRole.Jats)
            {
                continue; // Made anew wherever the article is.
            }

            var isSource = file.Role == FileRole.Source;
            var name = isSource ? new PackageNames().Of(file.Name) : names.Of(file.Name);
            var path = folder + (isSource ? "source/" : file.Role == FileRole.FigureOriginal ? "original/" : "") + name;
            if (!await CopyAsync(bag, path, file.Hash, file.MediaType, ct))
            {
                leftOut.Add($"The file “{file.Name}” of “{article.Row.Title}” is not in the file store.");
                continue;
            }

            var entry = new PackagedFile(path, file.Name, Word(file.Role), file.MediaType, file.Called);
            if (isSource)
            {
                source ??= entry;
                continue;
            }

            packed.Add(entry);
            shown[file.Name] = name;
        }

        string? jatsPath = null;
        if (await finish(row.Id, ct) is { } finished)
        {
            var called = finished.Files.ToLookup(pair => pair.Value.Name, pair => pair.Key, StringComparer.Ordinal);
            packed = [.. packed.Select(file => file.Called is null && called.Contains(file.Name) ? file with { Called = [.. called[file.Name].Order(StringComparer.Ordinal)] } : file)];
            var named = finished.Files.ToDictionary(pair => pair.Key, pair => pair.Value with { Name = shown.GetValueOrDefault(pair.Value.Name, pair.Value.Name) }, StringComparer.Ordinal);
            bag.AddPayload(jatsPath = folder + jats, JatsOutput.Of(finished with { Files = named }).Bytes);
        }
        else
        {
            leftOut.Add($"The JATS of “{article.Row.Title}” could not be made: its file is not in the file store, or cannot be read.");
        }

        var corrections = await new CorrectionStore(database).ListAsync(row.Id, ct);
        return new PackagedArticle
        {
            Slug = article.Row.Slug,
            Title = article.Row.Title,
            Doi = article.Row.Doi,
            Section = article.Row.Section,
            Position = article.Row.Position,
            IsDraft = article.Row.IsDraft,
            Reading = article.Reading is { } own ? Word(own) : null,
            Jats = jatsPath,
            Source = source,
            Files = packed,
            Made = await MadeAsync(bag, row, folder, names, ct),
            Edits = SaidJson.Write(article.Edits),
            Corrections = corrections.Count == 0 ? null : [.. corrections.Select(correction => new PackagedCorrection(correction.Correction.Note.Id, correction.Correction.Note.Label, correction.Correction.Note.TextHash,
                correction.Correction.Note.BeforeHash, SaidJson.Write(correction.Correction.References), correction.Correction.At, forStaff ? correction.Person : null, forStaff ? correction.Reason : null))],
        };
    }

    private async Task<IReadOnlyList<PackagedFile>> MadeAsync(BagWriter bag, IssueArticleRow row, string folder, PackageNames names, CancellationToken ct)
    {
        var made = new List<PackagedFile>();
        foreach (var file in (await new TakeAwayFileStore(database).ListAsync(row.Id, ct)).Where(file => file.Kind is "pdf" or "apparatus" or "epub"))
        {
            var name = names.Of($"{(row.Slug.Length > 80 ? "article" : row.Slug)}{(file.Kind == "apparatus" ? "-apparatus" : "")}.{(file.Kind == "epub" ? "epub" : "pdf")}");
            if (await CopyAsync(bag, folder + "made/" + name, file.Hash, file.MediaType, ct))
            {
                made.Add(new PackagedFile(folder + "made/" + name, name, "made", file.MediaType));
            }
        }

        return made;
    }

    private async Task<bool> CopyAsync(BagWriter bag, string path, FileHash hash, string mediaType, CancellationToken ct)
    {
        if (await files.OpenAsync(hash, ct) is not { } content)
        {
            return false;
        }

        await using (content)
        {
            await bag.AddPayloadAsync(path, content, IsPacked(mediaType), ct);
        }

        return true;
    }

    private static bool IsPacked(string mediaType) => mediaType is not "image/svg+xml" && (mediaType.StartsWith("image/", StringComparison.Ordinal) || mediaType.StartsWith("video/", StringComparison.Ordinal)
        || mediaType.StartsWith("audio/", StringComparison.Ordinal) || mediaType is "application/pdf" or "application/zip" or "application/epub+zip" or "application/gzip" || mediaType.StartsWith("application/vnd.openxmlformats", StringComparison.Ordinal));

    /// <summary>Writes the files of a bag into a .zip and remembers their sums.</summary>
    private sealed class BagWriter(Stream output) : IDisposable
    {
        private readonly ZipArchive _zip = new(output, ZipArchiveMode.Create, leaveOpen: true);
        private readonly Dictionary<string, string> _payload = new(StringComparer.Ordinal);
        private readonly Dictionary<string, string> _tags = new(StringComparer.Ordinal);
        private long _bytes;

        public void AddTag(string path, string text)
        {
            var bytes = Encoding.UTF8.GetBytes(text);
            Write(path, bytes);
            _tags[path] = Convert.ToHexStringLower(SHA256.HashData(bytes));
        }

        public void AddPayload(string path, byte[] bytes)
        {
            Write(path, bytes);
            _payload.Add(path, Convert.ToHexStringLower(SHA256.HashData(bytes)));
            _bytes += bytes.Length;
        }

        public async Task AddPayloadAsync(string path, Stream content, bool isPacked, CancellationToken ct)
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            await using var entry = Entry(path, isPacked).Open();
            var buffer = new byte[1 << 16];
            for (int read; (read = await content.ReadAsync(buffer, ct)) > 0; _bytes += read)
            {
                hash.AppendData(buffer, 0, read);
                await entry.WriteAsync(buffer.AsMemory(0, read), ct);
            }

            _payload.Add(path, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }

        public void Finish(IEnumerable<(string Label, string? Value)> facts)
        {
            AddTag(BagManifest.File, BagManifest.Write(_payload));
            AddTag(BagManifest.InfoFile, BagManifest.WriteInfo([.. facts, ("Bag-Software-Agent", "Recto"), ("Payload-Oxum", string.Create(CultureInfo.InvariantCulture, $"{_bytes}.{_payload.Count}"))]));
            Write(BagManifest.TagFile, Encoding.UTF8.GetBytes(BagManifest.Write(_tags)));
        }

        public void Dispose() => _zip.Dispose();

        private void Write(string path, byte[] bytes)
        {
            using var entry = Entry(path, isPacked: false).Open();
            entry.Write(bytes);
        }

        private ZipArchiveEntry Entry(string path, bool isPacked)
        {
            var entry = _zip.CreateEntry(path, isPacked ? CompressionLevel.NoCompression : CompressionLevel.Optimal);
            entry.LastWriteTime = NoTime; // No time of day: the same content gives the same bytes.
            return entry;
        }
    }
}
