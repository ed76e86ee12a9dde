using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.App.Shell.Persons;
using Recto.Journals.Desk;
using Recto.Storage.Articles;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.ArticleDesk;

/// <summary>The list of articles at the desk.</summary>
internal static class ListDoor
{
    private const int Size = 50;

    public static async Task ShowAsync(HttpContext context, ArticleStore articles, JournalStore journals, string? journal, string? issue, string? state, string? q, string? after, string? done, Say say, CancellationToken ct)
    {
        var person = context.Person()!;
        var own = (await journals.ListAsync(ct)).Where(row => DeskRule.May(person, DeskAct.SeeDrafts, row.Id)).Select(row => (row.Id, row.Key, row.Title)).ToList();
        var chosen = own.Find(row => row.Key == journal);
        var issues = chosen.Key is null ? [] : await articles.ListIssueChoicesAsync(new HashSet<Guid> { chosen.Id }, ct);
        var filter = new DeskFilter
        {
            Journals = person.Journals,
            JournalId = chosen.Key is null ? null : chosen.Id,
            IssueId = issues.FirstOrDefault(row => row.Key == issue)?.Id,
            State = Enum.TryParse<ArticleState>(state, ignoreCase: true, out var asked) && Enum.IsDefined(asked) && !char.IsAsciiDigit(state![0]) ? asked : null,
            Text = q is { Length: <= 300 } ? q : null,
        };
        var page = await articles.ListForDeskAsync(filter, Size, Cursor.TryParse(after, out var cursor) ? cursor : null, ct);
        await PageWriter.WriteAsync<ListPage>(context, new ListView
        {
            Person = person,
            Filter = filter,
            Page = page,
            Counts = await articles.CountForDeskAsync(filter, ct),
            Journals = own,
            Journal = chosen.Key,
            Issues = issues,
            Issue = filter.IssueId is null ? null : issue,
            IsFirst = after is null,
            Notice = done == "deleted" ? say["The draft is deleted."] : null,
        });
    }
}

/// <summary>What the list of articles shows.</summary>
public sealed record ListView
{
    /// <summary>Who asks.</summary>
    public required DeskPerson Person { get; init; }

    /// <summary>What is asked for.</summary>
    public required DeskFilter Filter { get; init; }

    /// <summary>The articles.</summary>
    public required Page<DeskArticleRow> Page { get; init; }

    /// <summary>How many there are in each state.</summary>
    public required IReadOnlyDictionary<ArticleState, int> Counts { get; init; }

    /// <summary>The journals that they work for.</summary>
    public required IReadOnlyList<(Guid Id, string Key, string Title)> Journals { get; init; }

    /// <summary>Key of the journal that is asked for; null for all.</summary>
    public string? Journal { get; init; }

    /// <summary>Its issues.</summary>
    public required IReadOnlyList<IssueChoice> Issues { get; init; }

    /// <summary>Key of the issue that is asked for; null for all.</summary>
    public string? Issue { get; init; }

    /// <summary>Whether it is the first page.</summary>
    public required bool IsFirst { get; init; }

    /// <summary>What was just done; null where nothing was.</summary>
    public string? Notice { get; init; }

    /// <summary>The list with another state.</summary>
    public string Address(string? state)
    {
        var parts = new[] { ("journal", Journal), ("issue", Issue), ("q", Filter.Text), ("state", state) }.Where(part => !string.IsNullOrEmpty(part.Item2)).Select(part => $"{part.Item1}={Uri.EscapeDataString(part.Item2!)}");
        return "/desk/articles" + (string.Join('&', parts) is { Length: > 0 } query ? "?" + query : "");
    }
}
