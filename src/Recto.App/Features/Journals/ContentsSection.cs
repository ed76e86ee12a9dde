using Recto.App.Shell.Language;
using Recto.Storage.Articles;
using Recto.Storage.Issues;

namespace Recto.App.Features.Journals;

/// <summary>A heading of a contents page and what stands under it.</summary>
/// <param name="Name">The heading; null where the articles stand under none.</param>
/// <param name="Language">BCP 47 tag of the heading; null where it is not known.</param>
/// <param name="Address">Path of the section's page; null where there is no heading.</param>
/// <param name="Articles">In the order of the issue.</param>
public sealed record ContentsSection(string? Name, string? Language, string? Address, IReadOnlyList<ArticleListRow> Articles)
{
    /// <summary>Parts articles into sections: those of the journal's own list in its order, then the others as the issue brings them.</summary>
    /// <param name="articles">In the order of the issue.</param>
    /// <param name="known">The journal's own list.</param>
    /// <param name="journalKey">The journal's part of the address.</param>
    /// <param name="language">BCP 47 tag of the interface.</param>
    /// <param name="journalLanguage">BCP 47 tag of the journal; null where it is not known.</param>
    public static IReadOnlyList<ContentsSection> Of(IReadOnlyList<ArticleListRow> articles, IReadOnlyList<SectionName> known, string journalKey, string language, string? journalLanguage)
    {
        ArgumentNullException.ThrowIfNull(articles);
        var byKey = known.ToDictionary(section => section.Key, StringComparer.Ordinal);
        return
        [
            .. articles.GroupBy(row => SectionKey.Of(row.Section) ?? "").Select((group, index) => (Group: group, Known: byKey.GetValueOrDefault(group.Key), Index: index))
                .OrderBy(one => one.Known?.Position ?? int.MaxValue).ThenBy(one => one.Index)
                .Select(one =>
                {
                    var (name, tag) = one.Known is null ? (one.Group.First().Section, journalLanguage) : NameOf(one.Known, one.Group.First().Section, language, journalLanguage);
                    return new ContentsSection(name, tag, one.Group.Key.Length == 0 ? null : AddressOf(journalKey, one.Group.Key), [.. one.Group]);
                }),
        ];
    }

    /// <summary>The name of a section in the reader's language, else in the journal's, else as printed.</summary>
    public static (string? Name, string? Language) NameOf(SectionName section, string? printed, string language, string? journalLanguage)
    {
        ArgumentNullException.ThrowIfNull(section);
        return section.Names.TryGetValue(language, out var own) ? (own, language)
            : journalLanguage is not null && section.Names.TryGetValue(journalLanguage, out var journals) ? (journals, journalLanguage)
            : section.Names.FirstOrDefault() is { Value: not null } any ? (any.Value, any.Key)
            : (printed, journalLanguage);
    }

    /// <summary>Path of a section's page.</summary>
    public static string AddressOf(string journalKey, string sectionKey) => $"/journals/{journalKey}/sections/{Uri.EscapeDataString(sectionKey)}";

    /// <summary>Id of the heading on the page.</summary>
    public string Id(int index) => "section-" + (index + 1).ToString(System.Globalization.CultureInfo.InvariantCulture);
}
