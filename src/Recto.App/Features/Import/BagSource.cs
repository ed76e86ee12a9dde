using Recto.App.Shell.Programs;
using Recto.Journals.Exchange.Packages;
using Recto.Storage.Files;

namespace Recto.App.Features.Import;

/// <summary>Reads a BagIt bag: refuses it whole where it is not whole; gives an issue that Recto packed as the issue it was, and any other bag as the articles in it.</summary>
/// <param name="path">The .zip, or the folder.</param>
/// <param name="shown">As it is named in the report.</param>
/// <param name="limits">How much it may ask of us.</param>
/// <param name="aside">A temporary folder for its files, not made yet; whoever gives it takes it away when the last article is saved.</param>
internal sealed class BagSource(string path, string shown, ArchiveLimits limits, string aside)
{
    private const int LargestIssue = 32 * 1024 * 1024;

    private readonly string _inner = Directory.Exists(path) ? shown + "/" : shown + "!/";

    /// <summary>The issue, then its articles in their order.</summary>
    public IEnumerable<ImportItem> Read()
    {
        var (bag, refusal) = Open();
        if (bag is null)
        {
            return [new UnreadableFile(shown, refusal!)];
        }

        if (bag.Find(IssuePackage.Path) is not { } issue)
        {
            return ReadOther(bag);
        }

        if (new FileInfo(issue).Length > LargestIssue)
        {
            return [new UnreadableFile(_inner + IssuePackage.Path, "It is larger than 32 MB; nothing of the package was imported.")];
        }

        return IssuePackage.TryRead(File.ReadAllBytes(issue), out var package, out var fault) && (fault = Misfit(package, bag)) is null
            ? ReadIssue(bag, package)
            : [new UnreadableFile(_inner + IssuePackage.Path, $"The package cannot be read, and nothing of it was imported: {fault!.TrimEnd('.')}.")];
    }

    private (BagFiles? Bag, string? Refusal) Open()
    {
        try
        {
            return (Directory.Exists(path) ? BagFiles.At(path, limits) : BagFiles.Unpack(path, limits, aside), null);
        }
        catch (ArchiveRefusedException refused)
        {
            return (null, refused.Message);
        }
        catch (Exception broken) when (broken is InvalidDataException or IOException or UnauthorizedAccessException or NotSupportedException or FormatException)
        {
            return (null, "The bag is broken and nothing of it was imported: " + broken.Message);
        }
    }

    private static string? Misfit(IssuePackage package, BagFiles bag)
    {
        if (!ArticlePlace.IsKey(package.Journal.Key) || !ArticlePlace.IsKey(package.Issue.Key))
        {
            return $"“{package.Journal.Key}/{package.Issue.Key}” is no address of an issue";
        }

        if (string.IsNullOrWhiteSpace(package.Journal.Title))
        {
            return "the journal has no title";
        }

        foreach (var article in package.Articles)
        {
            if (article.Source is null && article.Jats is null)
            {
                return $"of “{article.Title}” neither its source nor its JATS is there";
            }

            foreach (var file in article.Files.Append(article.Source).OfType<PackagedFile>().Select(file => file.Path).Append(article.Jats).OfType<string>())
            {
                if (bag.Find(file) is null)
                {
                    return $"the file “{file}” of “{article.Title}” is missing";
                }
            }
        }

        return package.Issue.Cover is { } cover && bag.Find(cover.Path) is null ? $"the cover “{cover.Path}” is missing" : null;
    }

    private IEnumerable<ImportItem> ReadIssue(BagFiles bag, IssuePackage package)
    {
        yield return new FoundIssue(_inner + IssuePackage.Path, package, package.Issue.Cover is { } cover ? bag.Find(cover.Path) : null);
        foreach (var article in package.Articles)
        {
            var file = article.Source?.Path ?? article.Jats!;
            var name = article.Source?.Name ?? file[(file.LastIndexOf('/') + 1)..];
            yield return Found(_inner + file, name.Replace('/', '_').Replace('\\', '_'), bag.Find(file)!, PicturesOf(bag, article)) is FoundFile found
                ? found with { Placed = new PackagedPlace(package.Journal.Key, package.Issue.Key, article) }
                : new UnreadableFile(_inner + file, $"The file has more than {ImportSource.LargestFile} bytes, more than an article ever has.");
        }
    }

    private static FoundFile? Found(string shown, string name, string file, GraphicFiles graphics) =>
        new FileInfo(file).Length > ImportSource.LargestFile ? null : new FoundFile(shown, name, File.ReadAllBytes(file), graphics);

    // By the names that the document calls them. Where a picture was turned or cleaned, what it was made from is given, so that the same is made of it again.
    private static GraphicFiles PicturesOf(BagFiles bag, PackagedArticle article)
    {
        var originals = article.Files.Where(file => file.Role == "figureOriginal").ToList();
        var byName = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var file in article.Files.Where(file => file.Role is "figure" or "supplement" or "download"))
        {
            var original = originals.Find(original => PictureTurning.IsOriginalOf(original.Name, file.Name));
            var place = original is not null && CanBeMadeAgain(bag.Find(original.Path)!) ? bag.Find(original.Path)! : bag.Find(file.Path)!;
            foreach (var name in (file.Called ?? []).Concat([file.Name, file.Path[(file.Path.LastIndexOf('/') + 1)..]]))
            {
                byName.TryAdd(name, place);
            }
        }

        return new GraphicFiles(name => byName.GetValueOrDefault(name));
    }

    private static bool CanBeMadeAgain(string file)
    {
        Span<byte> head = stackalloc byte[1024];
        using var content = File.OpenRead(file);
        head = head[..content.ReadAtLeast(head, head.Length, throwOnEndOfStream: false)];
        return Picture.KindOf(head) is { } kind && (kind == PictureKind.Svg || PictureTurning.CanTurn(kind, OptionalPrograms.OfMachine));
    }

    private IEnumerable<ImportItem> ReadOther(BagFiles bag)
    {
        foreach (var name in bag.Paths.Where(name => name.StartsWith("data/", StringComparison.Ordinal) && FileKinds.Of(name) == FileKind.Article && !FileKinds.IsAside(name)))
        {
            var folder = name[..(name.LastIndexOf('/') + 1)];
            yield return (ImportItem?)Found(_inner + name, name[folder.Length..], bag.Find(name)!, new GraphicFiles(relative => bag.Find(folder + relative)))
                ?? new UnreadableFile(_inner + name, $"The file has more than {ImportSource.LargestFile} bytes, more than an article ever has.");
        }
    }
}
