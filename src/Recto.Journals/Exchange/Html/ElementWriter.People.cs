using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.Html;

internal sealed partial class ElementWriter
{
    // The people of a further article: a line each, the name first; affiliations that stand apart have their own lines.
    private void People(XElement group)
    {
        if (group.Name.LocalName != "contrib-group")
        {
            _html.Open("p", [("class", "by"), ("id", _map.IdOf(group)), .. Speech(group)]);
            Affiliation(group);
            _html.Close("p").Line();
            return;
        }

        if (!group.HasElements)
        {
            return;
        }

        _html.Open("ul", [("class", "by plain"), .. Speech(group)]).Line();
        foreach (var part in group.Elements())
        {
            _html.Open("li", [("id", _map.IdOf(part)), .. Speech(part)]);
            switch (part.Name.LocalName)
            {
                case "contrib": Person(part); break;
                case "aff" or "aff-alternatives": Affiliation(part); break;
                default: Inline(part); break;
            }

            _html.Close("li").Line();
        }

        _html.Close("ul").Line();
    }

    private void Person(XElement contributor)
    {
        var isFirst = true;
        foreach (var part in contributor.Elements().OrderBy(Rank))
        {
            if (part.Name.LocalName == "anonymous" && part.Value.Length == 0)
            {
                continue;
            }

            var name = part.Name.LocalName;
            _html.Text(isFirst ? "" : name switch { "xref" => "", "degrees" or "role" or "aff" or "email" or "on-behalf-of" => ", ", _ => " " });
            isFirst = false;
            if (name == "name" && (string?)part.Attribute("name-style") is not ("eastern" or "given-only"))
            {
                // A byline has names in reading order.
                PersonName([.. part.Elements().OrderBy(field => field.Name.LocalName switch { "prefix" => 0, "given-names" => 1, "surname" => 2, _ => 3 })]);
            }
            else if (name == "xref" && !part.HasElements && _map.CallsOf(part).Count == 0)
            {
                _html.Open("sup");
                Inline(part);
                _html.Close("sup");
            }
            else if (name == "aff")
            {
                _html.Open("span", [("id", _map.IdOf(part)), .. Speech(part)]);
                Affiliation(part);
                _html.Close("span");
            }
            else if (name == "contrib-id" && (SafeAddress.Of(part.Value) ?? (Orcid.Read(part.Value) is { } orcid ? Orcid.AddressOf(orcid) : null)) is { } address)
            {
                _html.Element("a", part.Value.Trim(), ("class", "label"), ("href", address));
            }
            else
            {
                CitationField(part);
            }
        }
    }

    private static int Rank(XElement part) => part.Name.LocalName switch
    {
        "name" or "name-alternatives" or "string-name" or "collab" or "collab-alternatives" or "anonymous" => 0,
        "degrees" => 1,
        "xref" => 2,
        "role" => 3,
        "aff" => 4,
        "email" => 5,
        "contrib-id" => 7,
        _ => 6,
    };

    // Fields without punctuation between them get commas; what is printed with its own stays as it is.
    private void Affiliation(XElement affiliation)
    {
        var nodes = affiliation.Nodes().ToList();
        if (affiliation.Element("label") is { } label)
        {
            nodes.Remove(label);
            _html.Open("sup");
            Inlines(label.Nodes());
            _html.Close("sup").Text(" ");
        }

        if (nodes.OfType<XText>().Any(text => !string.IsNullOrWhiteSpace(text.Value)))
        {
            Inlines(nodes);
            return;
        }

        var isFirst = true;
        foreach (var part in nodes.OfType<XElement>().Where(part => !IsHidden(part) && (part.HasElements || !string.IsNullOrWhiteSpace(part.Value))))
        {
            _html.Text(isFirst ? "" : ", ");
            isFirst = false;
            if (part.Name.LocalName is "aff" or "addr-line" or "institution-wrap" && part.HasElements)
            {
                Affiliation(part);
            }
            else
            {
                Inline(part);
            }
        }
    }
}
