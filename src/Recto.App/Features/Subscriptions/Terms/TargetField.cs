using System.Globalization;
using Recto.App.Shell.Forms;
using Recto.App.Shell.Language;
using Recto.Storage.Access;
using Recto.Storage.Issues;
using Recto.Storage.Lists;

namespace Recto.App.Features.Subscriptions.Terms;

/// <summary>The two fields in which the desk says what a right is for: <c>target</c>, a choice, and <c>work</c>, the address of an article or an issue.</summary>
/// <param name="journals">The journals of the site.</param>
/// <param name="lists">Lists of titles.</param>
internal sealed class TargetField(IReadOnlyList<JournalListRow> journals, IReadOnlyList<TitleList> lists)
{
    private const int MostLists = 500;
    private const string Work = "work";

    /// <summary>With what the site has.</summary>
    public static async Task<TargetField> LoadAsync(JournalStore journals, TitleListStore lists, CancellationToken ct) =>
        new(await journals.ListAsync(ct), (await lists.ListAsync(MostLists, null, ct)).Items);

    /// <summary>Values and words of the choice.</summary>
    public IReadOnlyList<(string Value, string Words)> Choices(Say say) =>
    [
        ("", say["Choose"]), (Work, say["An article or an issue, by its address below"]), .. journals.Select(journal => ("journal:" + journal.Id.ToString("N"), journal.Title)),
        .. lists.Select(list => ("list:" + list.Id.ToString("N"), say["List “{0}”", list.Name])), ("site", say["Everything on this site"]),
    ];

    /// <summary>Fills the fields as a right says it.</summary>
    public static void Fill(FormValues form, RightRow row)
    {
        var target = row.Right.Target;
        form.Set("target", target.JournalId is { } journal ? "journal:" + journal.ToString("N") : target.TitleListId is { } list ? "list:" + list.ToString("N") : target == RightTarget.Site ? "site" : Work);
        form.Set(Work, target.ArticleId is null && target.IssueId is null ? null : RightWords.AddressOf(row));
    }

    /// <summary>Reads them, and says what is wrong.</summary>
    public async Task<RightTarget?> ReadAsync(FormValues form, RightStore rights, Say say, CancellationToken ct)
    {
        switch ((form.Text("target") ?? "").Split(':'))
        {
            case ["site"]:
                return RightTarget.Site;
            case ["journal", var id] when Guid.TryParseExact(id, "N", out var journal) && journals.Any(known => known.Id == journal):
                return new RightTarget { JournalId = journal };
            case ["list", var id] when Guid.TryParseExact(id, "N", out var list) && lists.Any(known => known.Id == list):
                return new RightTarget { TitleListId = list };
            case [Work]:
                return await ReadWorkAsync(form, rights, say, ct);
            default:
                form.Wrong("target", say["Say what it is for: a journal, a list of titles, an article or issue, or everything."]);
                return null;
        }
    }

    private static async Task<RightTarget?> ReadWorkAsync(FormValues form, RightStore rights, Say say, CancellationToken ct)
    {
        var path = form.Text(Work) is not { } typed ? "" : Uri.TryCreate(typed, UriKind.Absolute, out var whole) && whole.Scheme is "http" or "https" ? new Uri(typed).AbsolutePath : typed.Split('?', '#')[0];
        var target = Uri.UnescapeDataString(path).Trim('/').Split('/') switch
        {
            ["articles", var slug] => new RightTarget { ArticleId = await rights.FindArticleAsync(slug, ct) },
            ["journals", var journal, var issue] => new RightTarget { IssueId = await rights.FindIssueAsync(journal, issue, ct) },
            _ => RightTarget.Site,
        };
        if (target != RightTarget.Site)
        {
            return target;
        }

        form.Wrong(Work, say["No article or issue of this site has that address. Copy it from its page, as {0}.", string.Create(CultureInfo.InvariantCulture, $"/articles/…")]);
        return null;
    }
}
