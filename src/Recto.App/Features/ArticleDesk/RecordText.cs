using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Journals.Articles;
using Recto.Journals.Issues;
using Recto.Notes.Text;
using Recto.Storage.Articles;

namespace Recto.App.Features.ArticleDesk;

/// <summary>A part of a record in words, to be set beside what somebody says otherwise.</summary>
internal static class RecordText
{
    /// <summary>Names of the parts that the form has.</summary>
    public static IReadOnlyList<string> Fields { get; } =
    [
        "title", "subtitle", "translatedTitles", "type", "language", "doi", "section", "volume", "issue", "pages", "elocationId", "published", "history", "contributors", "abstracts", "keywords",
        "licence", "copyright", "funding", "disclosure",
    ];

    /// <summary>The part in words; null where the record says nothing of it.</summary>
    public static string? Of(Article article, string field) => field switch
    {
        "title" => article.Title,
        "subtitle" => article.Subtitle,
        "translatedTitles" => Lines(article.TranslatedTitles, title => $"{title.Language}: {title.Text}"),
        "type" => article.Type,
        "language" => article.Language,
        "doi" => article.Doi?.Value,
        "section" => article.Section,
        "volume" => article.Volume,
        "issue" => article.Issue,
        "pages" => article.FirstPage is null && article.LastPage is null ? null : $"{article.FirstPage}–{article.LastPage}",
        "elocationId" => article.ElocationId,
        "published" => string.Join("; ", new[] { article.PublishedOnline?.ToString(), article.PublishedInPrint?.ToString() }.OfType<string>()) is { Length: > 0 } dates ? dates : null,
        "history" => Lines(article.History, date => $"{date.Type} {date.Date}"),
        "contributors" => Lines(article.Contributors, person => string.Join(", ", new[] { person.DisplayName, person.Role == "author" ? null : person.Role, person.Orcid }.Concat(person.Affiliations).OfType<string>())),
        "abstracts" => Lines(article.Abstracts, text => $"{text.Language}: {BoundedText.Shortened(text.Text, 200)}"),
        "keywords" => article.Keywords.Count == 0 ? null : string.Join("; ", article.Keywords),
        "licence" => article.Licence is null ? null : string.Join(' ', new[] { article.Licence.Address, article.Licence.Text }.OfType<string>()),
        "copyright" => article.Copyright,
        "funding" => Lines(article.Funding, money => string.Join(' ', new[] { money.Funder }.Concat(money.Awards).Append(money.Statement).OfType<string>())),
        "disclosure" => article.Disclosure,
        _ => null,
    };

    /// <summary>Id of the element of the form where the part is changed.</summary>
    public static string PlaceOf(string field) => field switch
    {
        "translatedTitles" => "titles",
        "pages" => "f-first",
        "elocationId" => "f-elocation",
        "published" => "f-online",
        "history" => "dates",
        "contributors" or "abstracts" => field,
        "funding" => "money",
        _ => "f-" + field,
    };

    /// <summary>What is kept of an article beside what somebody else says of it, in the parts in which they differ.</summary>
    /// <param name="kept">The article as it is kept.</param>
    /// <param name="yours">The record that was sent.</param>
    /// <param name="edits">What was sent, as editors' words.</param>
    /// <param name="reading">Who may read it, as was sent.</param>
    /// <param name="say">Words.</param>
    public static IEnumerable<ConflictField> Conflicts(DeskArticle kept, Article yours, ArticleEdits edits, ReadingPolicy? reading, Say say)
    {
        var differ = RecordChanges.Between(kept.Article, yours);
        foreach (var field in Fields.Where(differ.Contains))
        {
            yield return new ConflictField(field, DeskWords.Field(say, field), Of(kept.Article, field), Of(yours, field)) { Place = PlaceOf(field) };
        }

        if (kept.Reading != reading)
        {
            string Words(ReadingPolicy? policy) => (policy, kept.JournalReading) switch
            {
                (ReadingPolicy.Free, _) => say["everybody"],
                (ReadingPolicy.Closed, _) => say["those who have a right to it"],
                (_, ReadingPolicy.Free) => say["as the journal has it: everybody"],
                _ => say["as the journal has it: those who have a right to it"],
            };
            yield return new ConflictField("reading", say["Who may read it"], Words(kept.Reading), Words(reading));
        }

        var (theirs, own) = (kept.Edits.AltTexts, edits.AltTexts);
        foreach (var name in (theirs?.Keys ?? []).Union(own?.Keys ?? [], StringComparer.Ordinal).Where(name => theirs?.GetValueOrDefault(name) != own?.GetValueOrDefault(name)))
        {
            yield return new ConflictField("alt-" + name, name, theirs?.GetValueOrDefault(name), own?.GetValueOrDefault(name)) { Place = "pictures" };
        }
    }

    private static string? Lines<T>(IReadOnlyList<T> items, Func<T, string> text) => items.Count == 0 ? null : string.Join("\n", items.Select(text));
}
