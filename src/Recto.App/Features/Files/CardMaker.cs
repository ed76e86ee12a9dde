using System.Globalization;
using Recto.App.Features.Files.Cards;
using Recto.App.Features.Files.Makers;
using Recto.App.Shell;
using Recto.Journals.Articles;
using Recto.Journals.Exchange;
using Recto.Journals.Issues;

namespace Recto.App.Features.Files;

/// <summary>Makes the picture that stands beside a link to an article elsewhere (Open Graph).</summary>
internal sealed class CardMaker : IFileMaker
{
    private readonly Lazy<CardDrawing> _drawing = new(() => new CardDrawing());
    private readonly Lock _lock = new();

    /// <inheritdoc/>
    public string Kind => ArticleForms.Card.Kind;

    /// <inheritdoc/>
    public string Version => "1";

    /// <inheritdoc/>
    public Task<MadeFile> MakeAsync(FinishedArticle article, Func<string, Task<Stream?>> open, CancellationToken ct)
    {
        try
        {
            // One at a time: a card takes some hundredths of a second, and the fonts are shared.
            lock (_lock)
            {
                var words = WordsOf(article);
                return Task.FromResult(_drawing.Value.CanWrite(words) ? new MadeFile(_drawing.Value.Draw(words), "image/png", [])
                    : new MadeFile(null, "image/png", [new ImportWarning(null, "No font of this machine has the letters of the title: install one (Debian: fonts-noto-core, fonts-noto-cjk) and have the files made again.")]));
            }
        }
        catch (Exception missing) when (missing is DllNotFoundException or TypeInitializationException or BadImageFormatException)
        {
            // The library has a part for each kind of machine, and none for this one.
            return Task.FromResult(new MadeFile(null, "image/png", [new ImportWarning(null, "This machine lacks what the picture is drawn with (SkiaSharp and HarfBuzz have no part for it).")]));
        }
    }

    /// <summary>What stands on the card of an article.</summary>
    public static CardWords WordsOf(FinishedArticle article)
    {
        var (record, citation) = (article.Read.Article, article.Citation);
        var people = record.Contributors.Where(person => person.Role == "author" && person.DisplayName.Length > 0).Select(person => person.DisplayName).ToArray();
        people = people.Length > 0 ? people : [.. record.Contributors.Where(person => person.Role == "editor" && person.DisplayName.Length > 0).Select(person => person.DisplayName)];
        var numbers = IssueNumbers.Of(citation.Volume, citation.Number);
        var year = record.Published is { } date ? date.Year.ToString(CultureInfo.InvariantCulture) : null;
        return new CardWords(record.Title, record.Subtitle, Names.Listed(people, record.Language ?? "en"), citation.JournalTitle,
            (numbers.Length > 0, year) switch { (true, not null) => $"{numbers} ({year})", (true, null) => numbers, _ => year }, article.Colour);
    }
}
