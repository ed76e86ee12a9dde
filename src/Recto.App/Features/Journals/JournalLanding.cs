using System.Buffers;
using Recto.App.Shell;
using Recto.App.Shell.Offers;
using Recto.Journals.Exchange.Landing;
using Recto.Journals.Shop;

namespace Recto.App.Features.Journals;

/// <summary>What the pages of journals, issues and sections tell machines, in the part of the page that is kept for it.</summary>
internal static class JournalLanding
{
    /// <summary>A journal.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>> Of(JournalView view, string origin) =>
        Part(output => JournalJsonLd.Write(output, view.Journal, origin + view.Address, Whole(origin, Covers.Of(view.Journal.Key, view.Journal.Details))));

    /// <summary>An issue with what this page lists of it; of a draft nothing.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Of(IssueView view, string origin) => !view.Masthead.TellsMachines ? null
        : Part(output => JournalJsonLd.Write(output, view.Journal, $"{origin}/journals/{view.Journal.Key}", view.Issue, view.Name, origin + view.Address,
            Whole(origin, Covers.Of(view.Journal.Key, view.Issue.Key, view.Issue.Details)),
            view.Sections.SelectMany(section => section.Articles).Select(row => (row.Title, $"{origin}/articles/{Uri.EscapeDataString(row.Slug)}")),
            ToldOffers.Of(view.Offers, ProductKind.Issue, origin + view.Address)));

    /// <summary>Another list of a journal's articles: where it stands.</summary>
    public static IReadOnlyDictionary<string, ReadOnlyMemory<byte>>? Of(ArticlesView view, string origin) => view.Journal is not { } journal || !view.Masthead.TellsMachines ? null
        : Part(output => JournalJsonLd.WriteTrail(output, (journal.Title, $"{origin}/journals/{journal.Key}"), (view.Heading, origin + view.Address)));

    private static string? Whole(string origin, string? path) => path is null ? null : origin + path;

    private static Dictionary<string, ReadOnlyMemory<byte>> Part(Action<IBufferWriter<byte>> write)
    {
        var output = new ArrayBufferWriter<byte>(2048);
        output.Write("<script type=\"application/ld+json\">"u8);
        write(output);
        output.Write("</script>\n"u8);
        return new() { [Masthead.Machines] = output.WrittenMemory };
    }
}
