using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>A part of the record that is written to the document by itself.</summary>
/// <param name="Name">Its name.</param>
/// <param name="AreEqual">Whether two records say the same of it.</param>
/// <param name="Write">Writes it as a record has it.</param>
internal sealed record RecordField(string Name, Func<Article, Article, bool> AreEqual, Action<RecordWriter, Article> Write);

/// <summary>The parts of the record, in the order in which they are written: the language first, for it is the default of others.</summary>
internal static class RecordFields
{
    private static readonly string[] None = [];

    public static IReadOnlyList<RecordField> All { get; } =
    [
        new("language", (a, b) => a.Language == b.Language, (writer, article) => writer.Language(article.Language)),
        new("type", (a, b) => a.Type == b.Type, (writer, article) => writer.Type(article.Type)),
        new("title", (a, b) => a.Title == b.Title, (writer, article) => writer.Title(article.Title)),
        new("subtitle", (a, b) => a.Subtitle == b.Subtitle, (writer, article) => writer.Subtitle(article.Subtitle)),
        new("translatedTitles", (a, b) => a.TranslatedTitles.SequenceEqual(b.TranslatedTitles), (writer, article) => writer.TranslatedTitles(article.TranslatedTitles)),
        new("doi", (a, b) => a.Doi?.Value == b.Doi?.Value, (writer, article) => writer.Doi(article.Doi)),
        new("section", (a, b) => a.Section == b.Section, (writer, article) => writer.Section(article.Section)),
        new("volume", (a, b) => a.Volume == b.Volume, (writer, article) => writer.Volume(article.Volume)),
        new("issue", (a, b) => a.Issue == b.Issue, (writer, article) => writer.Issue(article.Issue)),
        new("pages", (a, b) => a.FirstPage == b.FirstPage && a.LastPage == b.LastPage, (writer, article) => writer.Pages(article.FirstPage, article.LastPage)),
        new("elocation", (a, b) => a.ElocationId == b.ElocationId, (writer, article) => writer.Single("elocation-id", article.ElocationId)),
        new("published", (a, b) => a.PublishedOnline == b.PublishedOnline && a.PublishedInPrint == b.PublishedInPrint, (writer, article) => writer.Published(article.PublishedOnline, article.PublishedInPrint)),
        new("history", (a, b) => a.History.SequenceEqual(b.History), (writer, article) => writer.History(article.History)),
        new("contributors", AreContributorsEqual, (writer, article) => writer.Contributors(article.Contributors)),
        new("abstracts", (a, b) => a.Abstracts.SequenceEqual(b.Abstracts), (writer, article) => writer.Abstracts(article.Abstracts, article.Language)),
        new("keywords", (a, b) => a.Keywords.SequenceEqual(b.Keywords), (writer, article) => writer.Keywords(article.Keywords)),
        new("licence", (a, b) => a.Licence == b.Licence, (writer, article) => writer.Licence(article.Licence)),
        new("copyright", (a, b) => a.Copyright == b.Copyright, (writer, article) => writer.Copyright(article.Copyright)),
        new("funding", AreFundingsEqual, (writer, article) => writer.Funding(article.Funding)),
        new("disclosure", (a, b) => a.Disclosure == b.Disclosure, (writer, article) => writer.Disclosure(article.Disclosure)),
    ];

    /// <summary>Whether two lists name the same people with the same words. Records compare lists by their place in memory.</summary>
    public static bool AreContributorsEqual(Article a, Article b) => a.Contributors.Count == b.Contributors.Count && a.Contributors.Zip(b.Contributors).All(pair =>
        pair.First with { Affiliations = None } == pair.Second with { Affiliations = None } && pair.First.Affiliations.SequenceEqual(pair.Second.Affiliations));

    /// <summary>Whether two lists name the same money.</summary>
    public static bool AreFundingsEqual(Article a, Article b) => a.Funding.Count == b.Funding.Count && a.Funding.Zip(b.Funding).All(pair =>
        pair.First.Funder == pair.Second.Funder && pair.First.Statement == pair.Second.Statement && pair.First.Awards.SequenceEqual(pair.Second.Awards));
}
