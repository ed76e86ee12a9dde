using System.Text.RegularExpressions;
using Recto.Journals.Articles;
using Recto.Journals.Issues;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Import;

/// <summary>Finds or makes the journal and the issue of an article: by option, else by its metadata, else "Unsorted".</summary>
/// <param name="database">Where they are kept.</param>
internal sealed partial class ArticlePlace(Database database)
{
    /// <summary>Key of the journal of articles whose journal nobody has named.</summary>
    public const string Unsorted = "unsorted";

    /// <summary>Whether a text can be the key of a journal or an issue.</summary>
    public static bool IsKey(string key) => key.Length <= 100 && KeyForm().IsMatch(key);

    /// <summary>The article's place, made where it is missing.</summary>
    public async Task<(Guid JournalId, Guid? IssueId)> FindAsync(WriteTransaction tx, PreparedArticle prepared, DateTimeOffset now, CancellationToken ct)
    {
        var journal = await JournalAsync(tx, prepared, now, ct);
        if (IssueOf(prepared) is not { } issue)
        {
            return (journal.Id, null);
        }

        return (journal.Id, (await new IssueStore(database).EnsureAsync(tx, journal.Id, issue, now, ct)).Id);
    }

    private async Task<JournalRow> JournalAsync(WriteTransaction tx, PreparedArticle prepared, DateTimeOffset now, CancellationToken ct)
    {
        var journals = new JournalStore(database);
        var statement = prepared.Article.Journal;
        if (prepared.Options.Journal is { } asked)
        {
            return await journals.FindAsync(tx, asked, ct)
                ?? await journals.EnsureAsync(tx, Stated(asked, statement, statement?.Title ?? asked, prepared.Article.Language), now, ct);
        }

        if (statement is null || NameOf(statement) is not { } name)
        {
            return await journals.EnsureAsync(tx, new Journal { Key = Unsorted, Title = "Unsorted" }, now, ct);
        }

        if (await journals.FindNamedAsync(tx, statement, ct) is { } known)
        {
            return known;
        }

        // Another journal may have the key already.
        var wanted = ReservedKeys.ForJournal(ArticleSlug.Key(name));
        var key = wanted;
        for (var number = 2; await journals.FindAsync(tx, key, ct) is not null; number++)
        {
            key = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{wanted}-{number}");
        }

        return await journals.EnsureAsync(tx, Stated(key, statement, name, prepared.Article.Language), now, ct);
    }

    private static Journal Stated(string key, JournalStatement? statement, string title, string? language) => new()
    {
        Key = key,
        Title = title,
        Abbreviation = statement?.Abbreviation,
        Publisher = statement?.Publisher,
        PrintIssn = statement?.PrintIssn,
        OnlineIssn = statement?.OnlineIssn,
        Language = statement is null ? null : language,
    };

    internal static string? NameOf(JournalStatement statement) =>
        new[] { statement.Title, statement.Abbreviation, statement.Code, statement.OnlineIssn?.Value, statement.PrintIssn?.Value }.FirstOrDefault(name => !string.IsNullOrWhiteSpace(name));

    // An issue that a draft is the first to name is a draft too: readers are not shown an issue with nothing in it.
    private static Issue? IssueOf(PreparedArticle prepared)
    {
        var article = prepared.Article;
        var (volume, number) = (Worded(article.Volume), Worded(article.Issue));
        if (prepared.Options is { Issue: { } made, By: not null })
        {
            // An editor made it, and an editor dates and numbers it: an article of another year that goes into it says nothing of that.
            return new Issue { Key = made, IsDraft = prepared.Options.IsDraft };
        }

        if (prepared.Options.Issue is { } asked)
        {
            var parts = VolumeAndNumber().Match(asked);
            return new Issue
            {
                Key = asked,
                Volume = volume ?? (parts.Success ? parts.Groups[1].Value : null),
                Number = number ?? (parts.Success ? parts.Groups[2].Value : null),
                Published = article.PublishedInPrint,
                IsDraft = prepared.Options.IsDraft,
            };
        }

        if (volume is null && number is null)
        {
            return null;
        }

        var key = ArticleSlug.Key(string.Join('-', new[] { volume, number }.Where(part => part is not null)));
        return new Issue { Key = ReservedKeys.ForIssue(key), Volume = volume, Number = number, Published = article.PublishedInPrint, IsDraft = prepared.Options.IsDraft };
    }

    private static string? Worded(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    [GeneratedRegex("^[a-z0-9]+(-[a-z0-9]+)*$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex KeyForm();

    // "1-2"
    [GeneratedRegex(@"^(\d+)-(\d+[a-z]?)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex VolumeAndNumber();
}
