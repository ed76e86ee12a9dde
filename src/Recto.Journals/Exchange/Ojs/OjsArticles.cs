using System.Globalization;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>Reads what an export says of an article: in OJS 3.1 of the article itself, since 3.2 of its publication that stands now.</summary>
internal static class OjsArticles
{
    /// <summary>The article; null where it is not to be taken.</summary>
    /// <param name="tree">The element.</param>
    /// <param name="line">Where it begins.</param>
    /// <param name="issue">The issue in which it stands; null for an article by itself.</param>
    /// <param name="refusal">Why it is not to be taken, and what to do.</param>
    public static OjsArticle? Read(XElement tree, int line, OjsIssue? issue, out string? refusal)
    {
        var publications = tree.Elements("publication").ToList();
        var current = Current(tree, publications);
        var publication = current ?? tree;
        var state = State(tree, current, issue);
        var language = OjsLocale.Tag((string?)publication.Attribute("locale") ?? (string?)tree.Attribute("locale"));
        var titles = OjsLocale.Texts(publication, "title");
        var title = OjsLocale.Best(titles, language);
        refusal = state == OjsState.Declined ? "The submission was declined; it was left out."
            : title is null && publication.Element("authors") is null && publication.Elements("article_galley").FirstOrDefault() is null ? "The submission has neither a title nor authors nor a galley; there is nothing to take."
            : null;
        if (refusal is not null)
        {
            return null;
        }

        var warnings = new List<string>();
        language ??= title is { Language.Length: > 0 } said ? said.Language : null;
        var own = issue ?? (publication.Element("issue_identification") is { } identification ? OjsIssues.Identified(identification) : null);
        var files = OjsFiles.Of(tree);
        var galleys = Galleys(publication, files, language);
        var taken = galleys.Select(galley => galley.File).OfType<OjsFile>().ToList();
        var dependents = files.DependentsOf(taken);
        var section = Section(publication, issue, warnings);
        return new OjsArticle
        {
            Id = OjsIssues.Id(tree),
            Line = line,
            Submitted = OjsIssues.Date((string?)tree.Attribute("date_submitted")),
            Names = current is null ? OjsIssues.Names(tree) : OjsIssues.Names(tree, current),
            Publications = [.. publications.Select(OjsIssues.Id).OfType<string>().Distinct(StringComparer.Ordinal)],
            State = state,
            IsFree = (string?)publication.Attribute("access_status") == "1",
            Language = language,
            Front = OjsFront.Write(tree, publication, own, section.Heading, language, warnings),
            References = OjsReferences.Write(publication),
            Title = title is { } best ? OjsText.PlainLine(best.Text) : Jats.ArticleReader.Untitled,
            Issue = own,
            Position = own is null ? null : (Math.Min(section.Place, 900) * 1000) + Math.Clamp(Number(publication, "seq"), 0, 998) + 1,
            Galleys = galleys,
            Dependents = dependents,
            Locales = [.. publication.DescendantsAndSelf().Attributes("locale").Select(locale => locale.Value.Trim()).Where(locale => OjsLocale.Tag(locale) is not null).Distinct(StringComparer.Ordinal).Take(50)],
            Warnings = warnings,
            LeftOut = [.. LeftOut(publications, current, files.Others([.. taken, .. dependents]))],
        };
    }

    private static XElement? Current(XElement tree, List<XElement> publications)
    {
        var named = (string?)tree.Attribute("current_publication_id");
        return publications.Find(publication => named is not null && (OjsIssues.Id(publication) == named || (string?)publication.Attribute("id") == named))
            ?? publications.LastOrDefault(publication => (string?)publication.Attribute("status") == "3")
            ?? publications.LastOrDefault();
    }

    // 1 queued, 3 published, 4 declined, 5 scheduled; OJS 3.1 gives a date of publication or none.
    private static OjsState State(XElement tree, XElement? publication, OjsIssue? issue)
    {
        var state = ((string?)publication?.Attribute("status") ?? (string?)tree.Attribute("status"))?.Trim();
        var submission = ((string?)tree.Attribute("status"))?.Trim();
        return submission == "4" || state == "4" ? OjsState.Declined
            : state == "5" ? OjsState.Scheduled
            : state == "3" || (state is null && OjsIssues.Date((string?)(publication ?? tree).Attribute("date_published")) is not null) ? issue is { IsPublished: false } ? OjsState.Scheduled : OjsState.Published
            : OjsState.Submitted;
    }

    private static (string? Heading, int Place) Section(XElement publication, OjsIssue? issue, List<string> warnings)
    {
        if (OjsIssues.Words((string?)publication.Attribute("section_ref")) is not { } reference)
        {
            return (null, 900);
        }

        var sections = issue?.Sections ?? [];
        for (var i = 0; i < sections.Count; i++)
        {
            if (sections[i].Reference == reference)
            {
                return (sections[i].IsHeaded ? Heading(sections[i]) : null, i);
            }
        }

        warnings.Add($"Its section “{reference}” is not described in the export (an export of whole issues describes sections); it stands without a heading.");
        return (null, 900);
    }

    /// <summary>The heading of a section, for articles of all languages the same: the journal knows what it is called in the others.</summary>
    public static string? Heading(OjsSection section) => section.Titles.Values.FirstOrDefault();

    private static List<OjsGalley> Galleys(XElement publication, OjsFiles files, string? language)
    {
        var galleys = new List<OjsGalley>();
        foreach (var element in publication.Elements("article_galley"))
        {
            var references = element.Elements("submission_file_ref").ToList();
            var address = (string?)element.Element("remote")?.Attribute("src");
            var locale = OjsLocale.Tag((string?)element.Attribute("locale") ?? (string?)element.Element("name")?.Attribute("locale"));
            galleys.Add(new OjsGalley(
                OjsIssues.Id(element),
                OjsIssues.Names(element),
                OjsIssues.Words(element.Element("name")?.Value) ?? "Galley",
                locale,
                Number(element.Element("seq")?.Value) ?? 0,
                references.Select(files.Find).FirstOrDefault(file => file is not null) ?? (references.Count > 0 ? new OjsFile { Name = "file " + ((string?)references[0].Attribute("id") ?? ""), Fault = "its file is not in the export" } : null),
                string.IsNullOrWhiteSpace(address) ? null : address.Trim()));
        }

        // In the order of OJS, those in the article's own language first.
        return [.. galleys.OrderBy(galley => galley.Language is null || galley.Language == language ? 0 : 1).ThenBy(galley => galley.Order)];
    }

    private static IEnumerable<string> LeftOut(List<XElement> publications, XElement? current, int others)
    {
        foreach (var earlier in publications.Where(publication => publication != current))
        {
            var version = (string?)earlier.Attribute("version") ?? ((string?)earlier.Attribute("version_major") is { } major ? $"{major}.{(string?)earlier.Attribute("version_minor") ?? "0"}" : null);
            yield return $"another version of the article{(version is null ? "" : " (" + version.Trim() + ")")}: the one that stands now was taken";
        }

        if (others > 0)
        {
            yield return string.Create(CultureInfo.InvariantCulture, $"files of submission and review that are no galleys: {others}");
        }
    }

    private static int Number(XElement element, string attribute) => Number((string?)element.Attribute(attribute)) ?? 0;

    private static int? Number(string? text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && number is > -1e6 and < 1e6 ? (int)number : null;
}
