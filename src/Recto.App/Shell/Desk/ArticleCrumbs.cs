using Recto.Journals.Desk;

namespace Recto.App.Shell.Desk;

/// <summary>The pages above one of an article at the desk: its journal, its issue, itself.</summary>
internal static class ArticleCrumbs
{
    /// <summary>Address and words of each. Whoever does not order issues is led to the lists of articles.</summary>
    /// <param name="person">Who looks.</param>
    /// <param name="journal">Id, key and title of the journal.</param>
    /// <param name="issue">Key, volume, number and title of the issue; null where the article stands in none.</param>
    /// <param name="article">Id and title of the article, for pages below it; null on its own page.</param>
    public static IReadOnlyList<(string Address, string Words)> Of(DeskPerson person, (Guid Id, string Key, string Title) journal, (string Key, string? Volume, string? Number, string? Title)? issue, (Guid Id, string Title)? article)
    {
        var orders = DeskRule.May(person, DeskAct.EditIssues, journal.Id);
        var crumbs = new List<(string, string)> { (orders ? $"/desk/journals/{journal.Key}/issues" : $"/desk/articles?journal={journal.Key}", journal.Title) };
        if (issue is var (key, volume, number, title))
        {
            crumbs.Add((orders ? $"/desk/journals/{journal.Key}/issues/{key}" : $"/desk/articles?journal={journal.Key}&issue={key}", IssueNames.InList(volume, number, title, null, key)));
        }

        if (article is var (id, name))
        {
            crumbs.Add(($"/desk/articles/{id:D}", name));
        }

        return crumbs;
    }
}
