using Microsoft.AspNetCore.Components;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Storage.Issues;

namespace Recto.App.Features.JournalDesk;

/// <summary>A page of a journal's own, as readers see it.</summary>
/// <param name="Journal">The journal.</param>
/// <param name="Page">The page in the language that is shown.</param>
/// <param name="Html">Its text.</param>
/// <param name="Others">Tags of the other languages that it has.</param>
public sealed record PublicPageView(JournalRow Journal, JournalPageRow Page, MarkupString Html, IReadOnlyList<string> Others)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => JournalMasthead.Of(Journal.Journal.Key, Journal.Journal.Title, Journal.Journal.Publisher, Journal.Journal.OnlineIssn?.Value ?? Journal.Journal.PrintIssn?.Value) with
    {
        Title = Page.Title,
        Language = Page.Language,
        Address = AddressIn(Page.Language),
        Alternates = Others.Count == 0 ? [] : [.. Others.Append(Page.Language).Order(StringComparer.Ordinal).Select(language => (language, AddressIn(language)))],
    };

    private string AddressIn(string language) => $"/journals/{Journal.Journal.Key}/pages/{Page.Key}/{language}";
}

/// <summary>Pages of journals' own, for readers.</summary>
internal static class PublicPages
{
    /// <summary>In the language of the interface where there is one, else in the journal's.</summary>
    public static Task ShowAsync(HttpContext context, JournalStore journals, JournalPageStore pages, Say say, string key, string page, CancellationToken ct) =>
        ShowAsync(context, journals, pages, key, page, (all, journal) => JournalFace.Language(all.Select(one => one.Language), say.Language, journal), ct);

    /// <summary>In the language that the address names.</summary>
    public static Task ShowInAsync(HttpContext context, JournalStore journals, JournalPageStore pages, string key, string page, string language, CancellationToken ct) =>
        ShowAsync(context, journals, pages, key, page, (_, _) => language, ct);

    private static async Task ShowAsync(HttpContext context, JournalStore journals, JournalPageStore pages, string key, string page, Func<IReadOnlyList<JournalPageRow>, string?, string> choose, CancellationToken ct)
    {
        var all = await pages.FindAsync(key, page, ct);
        if (all.Count == 0 || await journals.FindAsync(key, ct) is not { } journal || all.FirstOrDefault(one => one.Language == choose(all, journal.Journal.Language)) is not { } shown)
        {
            await NotFound.WriteAsync(context);
            return;
        }

        await PageWriter.WriteAsync<PublicPage>(context, new PublicPageView(journal, shown, new MarkupString(PageMarkup.Html(shown.Markdown) ?? ""), [.. all.Select(one => one.Language).Where(one => one != shown.Language)]));
    }
}
