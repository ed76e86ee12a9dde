using System.Text;
using Recto.App.Features.Files.Makers;
using Recto.App.Shell.Language;
using Recto.Journals.Exchange;
using Recto.Journals.Exchange.Epub;

namespace Recto.App.Features.Files.Epub;

/// <summary>Makes the EPUB of an article, with the family that ships embedded. Pictures are copied one after the other and never held.</summary>
internal sealed class EpubMaker : IFileMaker
{
    private static readonly Lazy<IReadOnlyList<EpubFont>> Fonts = new(() => [new EpubFont("garamond-roman.woff2", IsItalic: false, Resource("garamond-roman.woff2")), new EpubFont("garamond-italic.woff2", IsItalic: true, Resource("garamond-italic.woff2"))]);
    private static readonly Lazy<string> FontLicence = new(() => Encoding.UTF8.GetString(Resource("OFL.txt")));

    /// <inheritdoc/>
    public string Kind => "epub";

    /// <inheritdoc/>
    public string Version => EpubArticle.Version;

    /// <inheritdoc/>
    public async Task<MadeFile> MakeAsync(FinishedArticle article, Func<string, Task<Stream?>> open, CancellationToken ct)
    {
        var settings = new EpubSettings { Words = FileWords.Of(article.Read.Article.Language), Fonts = Fonts.Value, FontLicence = FontLicence.Value };
        var book = EpubArticle.Write(article, settings);

        // A book must not name what it does not hold: where the bytes of a picture are gone, it is written once more without it.
        if (await MissingAsync(book, open, ct) is { Count: > 0 } missing)
        {
            book = EpubArticle.Write(article, settings with { Missing = missing });
        }

        using var bytes = new MemoryStream();
        using (var zip = new EpubZip(bytes))
        {
            foreach (var entry in book.Entries)
            {
                await using var stream = zip.Begin(entry);
                if (entry.Key is null)
                {
                    await stream.WriteAsync(entry.Bytes, ct);
                    continue;
                }

                await using var picture = await open(entry.Key) ?? throw new FileNotFoundException(null, entry.Path);
                await picture.CopyToAsync(stream, ct);
            }
        }

        return new MadeFile(bytes.ToArray(), EpubBook.MediaType, book.Report);
    }

    private static async Task<HashSet<string>> MissingAsync(EpubBook book, Func<string, Task<Stream?>> open, CancellationToken ct)
    {
        var missing = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in book.Entries.Select(entry => entry.Key).OfType<string>())
        {
            ct.ThrowIfCancellationRequested();
            await using var picture = await open(key);
            if (picture is null)
            {
                missing.Add(key);
            }
        }

        return missing;
    }

    private static byte[] Resource(string name)
    {
        using var stream = typeof(EpubMaker).Assembly.GetManifestResourceStream("Recto.App.wwwroot.fonts." + name) ?? throw new FileNotFoundException(null, name);
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return bytes.ToArray();
    }
}
