using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;
using Recto.Journals.Identifiers;

namespace Recto.App.Features.Import.Markdown;

/// <summary>Writes the front of the article from the front matter of Jekyll, Hugo or pandoc. What has no place in an article (layout, slug, …) is listed as left out.</summary>
internal sealed class MarkdownFront(FrontValue? front, List<string> leftOut, MarkupJats markup)
{
    private readonly HashSet<string> _used = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Language of the article; null where it is not said.</summary>
    public string? Language
    {
        get
        {
            var said = Text("lang", "language", "locale")?.Replace('_', '-');
            return said is { Length: >= 2 and <= 35 } && said.Split('-')[0].Length is 2 or 3 && said.All(letter => char.IsAsciiLetterOrDigit(letter) || letter == '-') ? said : null;
        }
    }

    /// <summary>The title: of the front matter, else the first heading, which is then taken out of the text. A first heading that only repeats the title is taken out too.</summary>
    public List<XNode>? TakeTitle(List<MarkupPiece> pieces)
    {
        var title = Text("title");
        var first = pieces.FindIndex(piece => piece.Level > 0);
        if (first == 0 && pieces[0].Level == 1 && (title is null ? pieces.Count(piece => piece.Level == 1) == 1 : Line(pieces[0].Block.Value) == Line(title)))
        {
            var nodes = pieces[0].Block.Nodes().ToList();
            pieces.RemoveAt(0);
            return nodes;
        }

        return title is null ? null : markup.Caption(Line(title));
    }

    /// <summary>Writes the front.</summary>
    /// <param name="title">The title; null where there is none.</param>
    public XElement Write(List<XNode>? title)
    {
        var subtitle = Text("subtitle");
        var journal = Text("journal", "publication", "container-title") ?? front?["journal"]?["title"]?.Text;
        var issn = Text("issn", "eissn") ?? front?["journal"]?["issn"]?.Text;
        var doi = Doi.TryParse(Text("doi", "DOI"), out var parsed) ? parsed : default(Doi?);
        var written = new XElement("front",
            journal is null && issn is null ? null : new XElement("journal-meta",
                journal is null ? null : new XElement("journal-title-group", new XElement("journal-title", journal)),
                Issn.TryParse(issn, out _) ? new XElement("issn", issn) : null),
            new XElement("article-meta",
                doi is { } known ? new XElement("article-id", new XAttribute("pub-id-type", "doi"), known.Value) : null,
                new XElement("title-group", title is null ? null : new XElement("article-title", title), subtitle is null ? null : new XElement("subtitle", markup.Caption(Line(subtitle)))),
                Contributors(),
                Date(),
                Text("volume") is { } volume ? new XElement("volume", volume) : null,
                Text("issue", "number") is { } issue ? new XElement("issue", issue) : null,
                Licence(),
                Text("abstract", "summary", "description") is { } summary ? new XElement("abstract", new XElement("p", markup.Caption(Line(summary)))) : null,
                Keywords()));
        foreach (var field in front?.Fields ?? [])
        {
            if (!_used.Contains(field.Key) && field.Value.ToString() is { Length: > 0 } value)
            {
                leftOut.Add($"front matter: {field.Key}: {Line(value)}");
            }
        }

        return written;
    }

    private static string Line(string text) => string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private string? Text(params string[] names)
    {
        foreach (var name in names)
        {
            if (front?[name] is { Text: { } text } && !string.IsNullOrWhiteSpace(text))
            {
                _used.Add(name);
                return text.Trim();
            }
        }

        return null;
    }

    private XElement? Contributors()
    {
        var people = new List<XElement>();
        foreach (var (names, role) in new[] { (new[] { "author", "authors", "by" }, "author"), (["editor", "editors"], "editor"), (["translator", "translators", "translation-editor"], "translator") })
        {
            foreach (var name in names)
            {
                if (front?[name] is { } value)
                {
                    _used.Add(name);
                    people.AddRange(value.Each.Select(person => Contributor(person, role)).OfType<XElement>());
                }
            }
        }

        return people.Count == 0 ? null : new XElement("contrib-group", people);
    }

    private static XElement? Contributor(FrontValue person, string role)
    {
        // "Ada Lovelace"   {name: Ada Lovelace, orcid: …}   {given: Ada, family: Lovelace}   {Ada Lovelace: {institute: …}}
        var name = person.Text ?? person["name"]?.Text ?? person["literal"]?.Text ?? person["fullname"]?.Text ?? (person.Fields is [{ Value.Fields.Count: > 0 } only] ? only.Key : null);
        var details = person.Fields is [{ Value.Fields.Count: > 0 } inner] ? inner.Value : person;
        var family = details["family"]?.Text ?? details["surname"]?.Text ?? details["family-names"]?.Text ?? details["last"]?.Text;
        var given = details["given"]?.Text ?? details["given-names"]?.Text ?? details["firstname"]?.Text ?? details["first"]?.Text;
        if (family is null && string.IsNullOrWhiteSpace(name))
        {
            return null;
        }

        var words = Line(name ?? "");
        var space = words.LastIndexOf(' ');
        var orcid = (details["orcid"]?.Text ?? details["ORCID"]?.Text)?.Trim().TrimEnd('/');
        var places = new[] { details["affiliation"], details["affiliations"], details["institute"], details["institution"] }.OfType<FrontValue>().SelectMany(value => value.Each).Select(value => value["name"]?.Text ?? value.ToString()).Where(value => value.Length > 0);
        return new XElement("contrib", new XAttribute("contrib-type", role),
            orcid is null ? null : new XElement("contrib-id", new XAttribute("contrib-id-type", "orcid"), Orcid.AddressOf(orcid[(orcid.LastIndexOf('/') + 1)..])),
            family is not null ? new XElement("name", new XElement("surname", family), given is null ? null : new XElement("given-names", given))
                : space > 0 && words.Split(' ').Length <= 5 ? new XElement("name", new XElement("surname", words[(space + 1)..]), new XElement("given-names", words[..space]))
                : new XElement("string-name", words),
            places.Select(place => new XElement("aff", Line(place))),
            details["email"]?.Text is { } email ? new XElement("email", email) : null);
    }

    private XElement? Date()
    {
        var said = Text("date", "publishDate", "published");
        var day = said?.Split(['T', ' '], 2)[0].Trim('"');
        if (day is null || !PartialDate.TryParse(day, out var date))
        {
            if (!DateOnly.TryParse(said, CultureInfo.InvariantCulture, out var written))
            {
                return null;
            }

            date = new PartialDate(written.Year, written.Month, written.Day);
        }

        return new XElement("pub-date", new XAttribute("date-type", "pub"), new XAttribute("publication-format", "electronic"), new XAttribute("iso-8601-date", date!.ToString()),
            date.Day is { } number ? new XElement("day", number.ToString("00", CultureInfo.InvariantCulture)) : null,
            date.Month is { } month ? new XElement("month", month.ToString("00", CultureInfo.InvariantCulture)) : null,
            new XElement("year", date.Year.ToString("0000", CultureInfo.InvariantCulture)));
    }

    private XElement? Licence()
    {
        if (Text("license", "licence", "rights", "copyright") is not { } words)
        {
            return null;
        }

        var isAddress = words.StartsWith("http", StringComparison.OrdinalIgnoreCase);
        return new XElement("permissions", new XElement("license", isAddress ? new XAttribute(XNamespace.Get("http://www.w3.org/1999/xlink") + "href", words) : null, new XElement("license-p", words)));
    }

    private XElement? Keywords()
    {
        var words = new List<string>();
        foreach (var name in new[] { "keywords", "tags", "topics", "subject" })
        {
            if (front?[name] is { } value)
            {
                _used.Add(name);
                words.AddRange(value.Each.SelectMany(word => value.Items.Count > 0 ? [word.ToString()] : word.ToString().Split([',', ';'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)).Where(word => word.Length > 0));
            }
        }

        return words.Count == 0 ? null : new XElement("kwd-group", words.Distinct(StringComparer.Ordinal).Select(word => new XElement("kwd", word)));
    }
}
