using System.Xml.Linq;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    private static readonly HashSet<string> Set = new(StringComparer.Ordinal) { "source", "journal-title" };

    /// <summary>A list of references as the source has it. Entries that are really notes are not repeated here.</summary>
    public void References(XElement list)
    {
        var entries = list.Elements("ref").Where(entry => _map.NoteOf(entry) is null && (entry.Value.Length > 0 || _map.IdOf(entry) is not null)).ToList();
        if (!NotShown.IsApparatus(list, _map.IsBodyNote))
        {
            foreach (var heading in list.Elements().Where(child => child.Name.LocalName is "title" or "label"))
            {
                Heading(heading);
            }
        }

        Flow(list.Elements().Where(child => child.Name.LocalName is not ("ref" or "title" or "label" or "ref-list")));
        if (entries.Count > 0)
        {
            _html.Open("ul", ("class", "works references")).Line();
            InBlock(() => entries.ForEach(Entry));
            _html.Close("ul").Line();
        }

        _level++;
        foreach (var inner in list.Elements("ref-list"))
        {
            References(inner);
        }

        _level--;
    }

    private void Entry(XElement entry)
    {
        _html.Open("li", [("id", _map.IdOf(entry)), .. Speech(entry)]);
        var isFirst = true;
        foreach (var part in entry.Nodes())
        {
            if (part is XElement hidden && IsHidden(hidden))
            {
                continue;
            }

            if (part is XElement element)
            {
                _html.Text(isFirst ? "" : " ");
                isFirst = false;
                if (element.Name.LocalName == "label")
                {
                    _html.Open("span", ("class", "item-label"));
                    Inlines(element.Nodes());
                    _html.Close("span");
                }
                else if (element.Name.LocalName == "citation-alternatives")
                {
                    foreach (var alternative in element.Elements().Where(alternative => !IsHidden(alternative)))
                    {
                        Citation(alternative);
                        _html.Text(" ");
                    }
                }
                else
                {
                    Citation(element);
                }
            }
            else
            {
                Inline(part);
            }
        }

        _html.Close("li").Line();
    }

    private void Citation(XElement citation)
    {
        if (!citation.Name.LocalName.EndsWith("citation", StringComparison.Ordinal) || citation.Nodes().OfType<XText>().Any(text => text.Value.Any(char.IsLetterOrDigit) || text.Value.Trim().Length > 0))
        {
            Inline(citation);
            return;
        }

        // Fields without punctuation: we supply it. Every field stays, in the order of the source.
        _isPunctuated = true;
        var isFirst = true;
        foreach (var field in citation.Elements().Where(field => field.Value.Length > 0 || field.HasAttributes || field.HasElements))
        {
            if (!isFirst && !string.IsNullOrWhiteSpace(field.Value))
            {
                _html.Text(", ");
            }

            isFirst &= string.IsNullOrWhiteSpace(field.Value);
            CitationField(field);
        }

        _isPunctuated = false;
    }

    private void CitationField(XElement field)
    {
        switch (field.Name.LocalName)
        {
            case "person-group" or "collab" when field.Elements("name").Any() || field.Elements("string-name").Any():
                PersonNames(field);
                break;
            case "name" or "string-name" when !field.Nodes().OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)):
                PersonName(field);
                break;
            case var name when Set.Contains(name):
                _html.Open("cite");
                Inlines(field.Nodes());
                _html.Close("cite");
                break;
            default:
                Inline(field);
                break;
        }
    }

    // Where the work that an identifier names is found; null where only the reader can tell.
    private static string? RegisteredAt(XElement identifier)
    {
        var value = identifier.Value.Trim();
        return (string?)identifier.Attribute("pub-id-type") switch
        {
            "doi" => SafeAddress.Of(value),
            "pmid" when IsNumber(value) => $"https://pubmed.ncbi.nlm.nih.gov/{value}/",
            "pmcid" when value.StartsWith("PMC", StringComparison.Ordinal) && IsNumber(value[3..]) => $"https://pmc.ncbi.nlm.nih.gov/articles/{value}/",
            _ => null,
        };

        static bool IsNumber(string text) => text.Length is > 0 and <= 12 && text.All(char.IsAsciiDigit);
    }

    private void PersonNames(XElement group)
    {
        var isFirst = true;
        foreach (var node in group.Nodes())
        {
            if (node is XElement { Name.LocalName: "etal" } others && string.IsNullOrWhiteSpace(others.Value))
            {
                continue;
            }

            if (node is XElement person)
            {
                _html.Text(isFirst ? "" : ", ");
                isFirst = false;
                CitationField(person);
            }
            else if (node is XText text && !string.IsNullOrWhiteSpace(text.Value))
            {
                _html.Text(text.Value);
            }
        }
    }

    private void PersonName(XElement name) => PersonName(name.Elements());

    private void PersonName(IEnumerable<XElement> parts)
    {
        var isFirst = true;
        foreach (var part in parts)
        {
            _html.Text(isFirst ? "" : " ");
            isFirst = false;
            Inlines(part.Nodes());
        }
    }
}
