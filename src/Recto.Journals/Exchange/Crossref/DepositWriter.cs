using System.Globalization;
using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;
using Recto.Journals.Exchange.Bibliographies;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;

namespace Recto.Journals.Exchange.Crossref;

/// <summary>Writes a deposit for Crossref, schema 5.4.0 or 5.3.1 (https://www.crossref.org/documentation/schema-library/). What the schema does not take (a name of digits, a title of a thousand characters) is cut to what it takes; nothing is invented.</summary>
public sealed class DepositWriter
{
    private const int LongestTitle = 255;
    private static readonly XNamespace Fund = "http://www.crossref.org/fundref.xsd";
    private static readonly XNamespace Access = "http://www.crossref.org/AccessIndicators.xsd";
    private static readonly XNamespace Relations = "http://www.crossref.org/relations.xsd";
    private static readonly XNamespace Jats = "http://www.ncbi.nlm.nih.gov/JATS1";
    private static readonly XNamespace Instance = "http://www.w3.org/2001/XMLSchema-instance";

    /// <summary>Names of archives that 5.4.0 knows; 5.3.1 knows the first six.</summary>
    public static IReadOnlyList<string> KnownArchives => NewArchives;

    private static readonly string[] OldArchives = ["CLOCKSS", "LOCKSS", "Portico", "KB", "Internet Archive", "DWT"];
    private static readonly string[] NewArchives = [.. OldArchives, "ADS", "BL", "Cariniana Network", "HathiTrust", "LOC", "NAA", "NARA", "NDPP", "NSK", "PKP PN", "PSNC", "Scholars Portal", "TNA"];

    private readonly Deposit _deposit;
    private readonly XNamespace _ns;

    private DepositWriter(Deposit deposit)
    {
        _deposit = deposit;
        _ns = "http://www.crossref.org/schema/" + Version;
    }

    private string Version => _deposit.Schema == DepositSchema.V531 ? "5.3.1" : "5.4.0";

    /// <summary>The document.</summary>
    /// <exception cref="ArgumentException">The deposit registers nothing, or has an article without a title.</exception>
    public static XDocument Write(Deposit deposit)
    {
        ArgumentNullException.ThrowIfNull(deposit);
        return deposit.Articles.Count == 0 && deposit.Journal.Place is null && deposit.Issue?.Place is null ? throw new ArgumentException("A deposit needs an article, or a DOI of the journal or the issue.", nameof(deposit)) : new DepositWriter(deposit).Document();
    }

    /// <summary>The document as bytes, UTF-8.</summary>
    public static byte[] WriteBytes(Deposit deposit)
    {
        var document = Write(deposit);
        using var stream = new MemoryStream();
        using (var writer = XmlWriter.Create(stream, new XmlWriterSettings { Encoding = new System.Text.UTF8Encoding(false), Indent = true, NewLineChars = "\n" }))
        {
            document.Save(writer);
        }

        return stream.ToArray();
    }

    private XDocument Document() => new(
        new XDeclaration("1.0", "UTF-8", null),
        new XElement(_ns + "doi_batch",
            new XAttribute("version", Version),
            new XAttribute(XNamespace.Xmlns + "xsi", Instance.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "jats", Jats.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "fr", Fund.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "ai", Access.NamespaceName),
            new XAttribute(XNamespace.Xmlns + "rel", Relations.NamespaceName),
            new XAttribute(Instance + "schemaLocation", $"{_ns.NamespaceName} https://www.crossref.org/schemas/crossref{Version}.xsd"),
            Head(),
            new XElement(_ns + "body", new XElement(_ns + "journal", Journal(), Issue(), _deposit.Articles.Select(Article)))));

    private XElement Head() => new(_ns + "head",
        Text("doi_batch_id", Cut(_deposit.BatchId, 100)),
        Text("timestamp", _deposit.Timestamp.ToString(CultureInfo.InvariantCulture)),
        new XElement(_ns + "depositor", Text("depositor_name", Cut(_deposit.DepositorName, 130)), Text("email_address", _deposit.DepositorEmail)),
        Text("registrant", Cut(_deposit.Registrant, LongestTitle)));

    private XElement Journal() => new(_ns + "journal_metadata",
        Language(_deposit.Journal.Language),
        Text("full_title", Cut(_deposit.Journal.Title, LongestTitle)),
        _deposit.Journal.Abbreviation is { Length: > 0 } brief ? Text("abbrev_title", Cut(brief, 150)) : null,
        Issn(_deposit.Journal.PrintIssn, "print"),
        Issn(_deposit.Journal.OnlineIssn, "electronic"),
        Archives(),
        Place(_deposit.Journal.Place));

    private XElement? Issn(Issn? issn, string medium) => issn is { } known ? new XElement(_ns + "issn", new XAttribute("media_type", medium), known.Value) : null;

    private XElement? Archives() => _deposit.Journal.Archives.Where(name => (_deposit.Schema == DepositSchema.V531 ? OldArchives : NewArchives).Contains(name, StringComparer.Ordinal)).Distinct(StringComparer.Ordinal).ToList() is { Count: > 0 } known
        ? new XElement(_ns + "archive_locations", known.Select(name => new XElement(_ns + "archive", new XAttribute("name", name))))
        : null;

    private XElement? Issue() => _deposit.Issue is not { } issue ? null : new XElement(_ns + "journal_issue",
        issue.Title is { Length: > 0 } title ? new XElement(_ns + "titles", Text("title", title)) : null,
        Date("publication_date", issue.Published ?? _deposit.Articles.Select(article => article.Article.Published).FirstOrDefault(date => date is not null) ?? Undated(), "online"),
        issue.Volume is { Length: > 0 } volume ? new XElement(_ns + "journal_volume", Text("volume", Cut(volume, 32))) : null,
        issue.Number is { Length: > 0 } number ? Text("issue", Cut(number, 32)) : null,
        Place(issue.Place));

    private XElement? Place(DepositPlace? place) => place is null ? null : new XElement(_ns + "doi_data",
        Text("doi", place.Doi.Value), Text("timestamp", _deposit.Timestamp.ToString(CultureInfo.InvariantCulture)), Text("resource", place.Address));

    private XElement Article(DepositArticle deposited)
    {
        var article = deposited.Article;
        return new XElement(_ns + "journal_article",
            new XAttribute("publication_type", "full_text"),
            Language(article.Language),
            Titles(article),
            Contributors(deposited),
            Abstracts(article),
            Dates(article),
            article.History.FirstOrDefault(date => date.Type == "accepted") is { } accepted ? Date("acceptance_date", accepted.Date, null) : null,
            Pages(article),
            article.ElocationId is { Length: > 0 } number ? new XElement(_ns + "publisher_item", new XElement(_ns + "item_number", new XAttribute("item_number_type", "article_number"), Cut(number, 32))) : null,
            Programs(deposited),
            RelationProgram(deposited),
            Archives(),
            DoiData(deposited),
            deposited.Citations.Count == 0 ? null : new XElement(_ns + "citation_list", deposited.Citations.Select(Citation)));
    }

    private IEnumerable<XElement> Titles(Article article)
    {
        if (string.IsNullOrWhiteSpace(article.Title))
        {
            throw new ArgumentException($"The article {article.Doi} has no title.", nameof(article));
        }

        // The printed title stands first, since it is cited; those in other languages follow. The schema has twenty.
        return article.TranslatedTitles.Where(title => Clean(title.Text).Length > 0).Take(19).Select(title => new XElement(_ns + "titles", Text("title", title.Text)))
            .Prepend(new XElement(_ns + "titles", Text("title", article.Title), article.Subtitle is { Length: > 0 } subtitle ? Text("subtitle", subtitle) : null));
    }

    private XElement? Contributors(DepositArticle deposited)
    {
        var people = deposited.Article.Contributors.Where(person => RoleOf(person.Role) is not null && person.Family.Length > 0).Select((person, index) => Contributor(person, deposited.Institutions, index == 0)).ToList();
        return people.Count == 0 ? null : new XElement(_ns + "contributors", people);
    }

    private XElement Contributor(Contributor person, DepositInstitutions known, bool isFirst)
    {
        object[] attributes = [new XAttribute("sequence", isFirst ? "first" : "additional"), new XAttribute("contributor_role", RoleOf(person.Role)!)];
        var family = NameText(person.Family);
        if (person.IsGroup || family is null)
        {
            return new XElement(_ns + "organization", attributes, Cut(person.DisplayName, 511));
        }

        var institutions = person.Affiliations.Where(place => place.Length > 0).Select(place => new XElement(_ns + "institution", Text("institution_name", Cut(place, 1024)),
            known.Affiliations.GetValueOrDefault(place) is { } ror ? new XElement(_ns + "institution_id", new XAttribute("type", "ror"), ror) : null)).ToList();
        return new XElement(_ns + "person_name", attributes,
            NameText(person.Given) is { } given ? Text("given_name", given) : null,
            Text("surname", family),
            person.Suffix is { Length: > 0 and <= 10 } suffix ? Text("suffix", suffix) : null,
            institutions.Count == 0 ? null : new XElement(_ns + "affiliations", institutions),
            person.Orcid is { Length: > 0 } orcid ? new XElement(_ns + "ORCID", new XAttribute("authenticated", "false"), Orcid.AddressOf(orcid)) : null);
    }

    // Names hold no digits and no question marks, and at most sixty characters.
    private static string? NameText(string? name)
    {
        var kept = name is null ? "" : string.Join(' ', new string([.. name.Where(c => !char.IsDigit(c) && c != '?')]).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return kept.Length == 0 ? null : Cut(kept, 60);
    }

    private static string? RoleOf(string role) => role switch { "author" => "author", "editor" => "editor", "translator" => "translator", "reviewer" => "reviewer", _ => null };

    private static IEnumerable<XElement> Abstracts(Article article) => article.Abstracts
        .Where(text => text.Text.Length > 0 && text.Type is null or "graphical" or "teaser" or "summary" or "key-points")
        .Select(text => new XElement(Jats + "abstract",
            text.Type is null ? null : new XAttribute("abstract-type", text.Type),
            TagOf(text.Language) is { } language ? new XAttribute(XNamespace.Xml + "lang", language) : null,
            text.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(Clean).Where(paragraph => paragraph.Length > 0).Select(paragraph => new XElement(Jats + "p", paragraph))))
        .Where(text => text.HasElements);

    private IEnumerable<XElement> Dates(Article article)
    {
        if (article.PublishedOnline is { } online)
        {
            yield return Date("publication_date", online, "online");
        }

        if (article.PublishedInPrint is { } print)
        {
            yield return Date("publication_date", print, "print");
        }

        if (article.Published is null)
        {
            yield return Date("publication_date", _deposit.Issue?.Published ?? Undated(), "online");
        }
    }

    // A deposit without a date is refused; what goes out today appeared today.
    private PartialDate Undated()
    {
        var digits = _deposit.Timestamp.ToString(CultureInfo.InvariantCulture);
        return digits.Length >= 8 && int.TryParse(digits[..4], NumberStyles.None, CultureInfo.InvariantCulture, out var year) && int.TryParse(digits[4..6], NumberStyles.None, CultureInfo.InvariantCulture, out var month) && month is >= 1 and <= 12 ? new PartialDate(year, month) : new PartialDate(DateTimeOffset.FromUnixTimeMilliseconds(_deposit.Timestamp).Year);
    }

    private XElement Date(string name, PartialDate date, string? medium) => new(_ns + name,
        medium is null ? null : new XAttribute("media_type", medium),
        date.Month is { } month ? Text("month", month.ToString("00", CultureInfo.InvariantCulture)) : null,
        date is { Month: not null, Day: { } day } ? Text("day", day.ToString("00", CultureInfo.InvariantCulture)) : null,
        Text("year", date.Year.ToString("0000", CultureInfo.InvariantCulture)));

    private XElement? Pages(Article article) => article.FirstPage is not { Length: > 0 } first ? null : new XElement(_ns + "pages",
        Text("first_page", Cut(first, 32)), article.LastPage is { Length: > 0 } last ? Text("last_page", Cut(last, 32)) : null);

    // With Crossmark, funding and licence stand inside it.
    private List<XElement> Programs(DepositArticle deposited)
    {
        List<XElement> programs = [.. new[] { FundProgram(deposited), AccessProgram(deposited) }.OfType<XElement>()];
        if (_deposit.Journal.CrossmarkPolicy is not { } policy || !CrossrefDoi.IsValid(policy))
        {
            return programs;
        }

        var updates = deposited.Relations.Where(relation => UpdateOf(relation.Kind) is not null && CrossrefDoi.IsValid(relation.Doi))
            .Select(relation => new XElement(_ns + "update", new XAttribute("type", UpdateOf(relation.Kind)!), new XAttribute("date", relation.Date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)), relation.Doi.Value)).ToList();
        return
        [
            new XElement(_ns + "crossmark",
                Text("crossmark_policy", policy.Value),
                updates.Count == 0 ? null : new XElement(_ns + "updates", updates),
                programs.Count == 0 ? null : new XElement(_ns + "custom_metadata", programs)),
        ];
    }

    private static XElement? FundProgram(DepositArticle deposited)
    {
        var funders = deposited.Article.Funding.Where(funding => funding.Funder is { Length: > 0 }).ToList();
        if (funders.Count == 0)
        {
            return null;
        }

        IEnumerable<XElement> Assertions(Funding funding) => [Funder(deposited, funding.Funder!), .. funding.Awards.Where(award => award.Length > 0).Select(award => Assertion("award_number", award))];
        return new XElement(Fund + "program", new XAttribute("name", "fundref"), funders is [var only]
            ? Assertions(only)
            : funders.Select(funding => new XElement(Fund + "assertion", new XAttribute("name", "fundgroup"), Assertions(funding))));
    }

    private static XElement Funder(DepositArticle deposited, string name)
    {
        var element = Assertion("funder_name", name);
        if (deposited.Institutions.Funders.GetValueOrDefault(name) is { } id)
        {
            element.Add(Assertion("funder_identifier", id));
        }

        return element;
    }

    private static XElement Assertion(string name, string value) => new(Fund + "assertion", new XAttribute("name", name), Clean(value));

    private static XElement? AccessProgram(DepositArticle deposited)
    {
        var licence = deposited.Article.Licence?.Address is { Length: >= 10 } address && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" ? deposited.Article.Licence.Address : null;
        if (licence is null && deposited.FreeSince is null)
        {
            return null;
        }

        return new XElement(Access + "program", new XAttribute("name", "AccessIndicators"),
            deposited.FreeSince is not { } since ? null : new XElement(Access + "free_to_read",
                new XAttribute("start_date", since.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)),
                deposited.FreeUntil is { } until ? new XAttribute("end_date", until.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)) : null),
            licence is null ? null : new XElement[] { LicenceRef("vor"), LicenceRef("tdm") });

        XElement LicenceRef(string applies) => new(Access + "license_ref", new XAttribute("applies_to", applies), licence!);
    }

    private static XElement? RelationProgram(DepositArticle deposited)
    {
        var items = deposited.Relations.Select(relation => (relation.Doi, Type: RelationOf(relation.Kind))).Where(relation => relation.Type is not null && CrossrefDoi.IsValid(relation.Doi)).Distinct()
            .Select(relation => new XElement(Relations + "related_item", new XElement(Relations + "inter_work_relation", new XAttribute("relationship-type", relation.Type!), new XAttribute("identifier-type", "doi"), relation.Doi.Value))).ToList();
        return items.Count == 0 ? null : new XElement(Relations + "program", new XAttribute("name", "relations"), items);
    }

    // What Crossmark tells as an update is no relation between works.
    private static string? RelationOf(RelationKind kind) => kind switch { RelationKind.Commentary => "isCommentOn", RelationKind.Companion => "isRelatedMaterial", _ => null };

    private static string? UpdateOf(RelationKind kind) => kind switch
    {
        RelationKind.Correction => "correction",
        RelationKind.Retraction => "retraction",
        RelationKind.PartialRetraction => "partial_retraction",
        RelationKind.Concern => "expression_of_concern",
        RelationKind.Addendum => "addendum",
        RelationKind.Update => "new_version",
        _ => null,
    };

    private XElement DoiData(DepositArticle deposited)
    {
        List<(string Address, string MediaType)> files = [.. new (string?, string)[] { (deposited.PdfAddress, "application/pdf"), (deposited.XmlAddress, "application/xml") }.Where(file => file.Item1 is not null).Select(file => (file.Item1!, file.Item2))];
        return new XElement(_ns + "doi_data",
            Text("doi", deposited.Doi.Value),
            Text("timestamp", _deposit.Timestamp.ToString(CultureInfo.InvariantCulture)),
            Text("resource", deposited.Address),
            deposited.PdfAddress is not { } pdf ? null : new XElement(_ns + "collection", new XAttribute("property", "crawler-based"),
                new XElement(_ns + "item", new XAttribute("crawler", "iParadigms"), new XElement(_ns + "resource", new XAttribute("mime_type", "application/pdf"), pdf))),
            files.Count == 0 ? null : new XElement(_ns + "collection", new XAttribute("property", "text-mining"),
                files.Select(file => new XElement(_ns + "item", new XElement(_ns + "resource", new XAttribute("mime_type", file.MediaType), file.Address)))));
    }

    private XElement Citation(OutgoingCitation citation)
    {
        var element = new XElement(_ns + "citation", new XAttribute("key", citation.Key));
        if (_deposit.Schema == DepositSchema.V540 && citation.Type is { } type)
        {
            element.Add(new XAttribute("type", type));
        }

        if (citation.Doi is { } doi && CrossrefDoi.IsValid(doi))
        {
            element.Add(Text("doi", doi.Value));
            return element;
        }

        void Add(string name, string? value, int longest)
        {
            if (value is { Length: > 0 } && Clean(value) is { Length: > 0 } clean && clean.Length <= longest)
            {
                element.Add(Text(name, clean)); // What is longer is told by the words as a whole.
            }
        }

        Add("journal_title", citation.JournalTitle, LongestTitle);
        Add("author", citation.Author, LongestTitle);
        Add("volume", citation.Volume, 32);
        Add("issue", citation.Issue, 32);
        Add("first_page", citation.FirstPage, 32);
        Add("cYear", citation.Year, 20);
        Add("series_title", citation.SeriesTitle, 1000);
        Add("volume_title", citation.VolumeTitle, 1000);
        Add("edition_number", citation.Edition, 15);
        Add("article_title", citation.ArticleTitle, 1000);
        Add("unstructured_citation", citation.Unstructured, int.MaxValue);
        return element;
    }

    private static XAttribute? Language(string? tag) => TagOf(tag) is { } language ? new XAttribute("language", language) : null;

    // The schema's list has two-letter languages only.
    private static string? TagOf(string? tag) => tag?.Split('-')[0].ToLowerInvariant() is { Length: 2 } language && language.All(char.IsAsciiLetterLower) ? language : null;

    private XElement Text(string name, string value) => new(_ns + name, Clean(value));

    private static string Cut(string text, int longest)
    {
        var clean = Clean(text);
        if (clean.Length <= longest)
        {
            return clean;
        }

        var blank = clean.LastIndexOf(' ', longest - 1);
        var end = blank > longest / 2 ? blank : longest - 1;
        return clean[..(char.IsHighSurrogate(clean[end - 1]) ? end - 1 : end)] + "…";
    }

    // One line, without what XML cannot hold.
    private static string Clean(string text)
    {
        var kept = new System.Text.StringBuilder(text.Length);
        foreach (var rune in text.EnumerateRunes())
        {
            // Half a surrogate pair comes as U+FFFD.
            if (rune.Value is not (0xFFFE or 0xFFFF) && (rune.Value >= ' ' || System.Text.Rune.IsWhiteSpace(rune)))
            {
                kept.Append(rune.ToString());
            }
        }

        return string.Join(' ', kept.ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }
}
