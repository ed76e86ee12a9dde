using System.Globalization;
using System.Xml.Linq;
using Recto.Journals.Exchange.Print;

namespace Recto.Journals.Exchange.Typst;

internal sealed partial class TypstWriter
{
    private void List(XElement element)
    {
        AnchorBlock(element);
        var items = element.Elements("li").ToList();
        if (items.Count == 0)
        {
            return;
        }

        if (PrintArticle.HasClass(element, "references") || PrintArticle.HasClass(element, "works"))
        {
            items.ForEach(item => _out.Block("reference", () => Item(item)));
            return;
        }

        if (PrintArticle.HasClass(element, "by") || PrintArticle.HasClass(element, "people"))
        {
            items.ForEach(item => _out.Block("by", () => Item(item)));
            return;
        }

        var labels = items.ConvertAll(LabelOf);
        var call = labels.Exists(label => label is not null) ? $"labelled(({string.Concat(labels.Select(label => $"[{(label is null ? "" : Apart(() => Inlines(label.Nodes())))}],"))}), "
            : element.Name.LocalName == "ol" ? $"numbered({Pattern((string?)element.Attribute("type"))}, {Start(element)}, "
            : PrintArticle.HasClass(element, "plain") || element.AncestorsAndSelf("ul").Any(list => PrintArticle.HasClass(list, "tree")) ? "bare(" : "bulleted(";
        _out.Fresh().Code("#" + call);
        Nested(() =>
        {
            foreach (var item in items)
            {
                _out.Fresh().Code("[");
                Item(item);
                _out.Code("], ");
            }
        });
        _out.Code(")\n").Fresh();
    }

    private static string Pattern(string? type) => TypstText.Literal(type switch { "a" => "a.", "A" => "A.", "i" => "i.", "I" => "I.", _ => "1." });

    private static string Start(XElement element) => int.TryParse((string?)element.Attribute("start"), NumberStyles.None, CultureInfo.InvariantCulture, out var start) && start < 100_000 ? start.ToString(CultureInfo.InvariantCulture) : "1";

    private static XElement? LabelOf(XElement item) => item.Elements().FirstOrDefault() is { } first && PrintArticle.HasClass(first, "item-label") && first.PreviousNode is null ? first : null;

    private void Item(XElement item)
    {
        Anchor(item);
        var isReference = item.Parent is { } list && (PrintArticle.HasClass(list, "references") || PrintArticle.HasClass(list, "works"));
        var label = isReference ? null : LabelOf(item);
        var nodes = item.Nodes().Where(node => node != label).ToList();
        if (nodes.OfType<XElement>().Any(IsBlock))
        {
            Flow(nodes);
        }
        else
        {
            Inlines(nodes);
        }
    }

    private void Definitions(XElement element)
    {
        AnchorBlock(element);
        foreach (var part in element.Elements())
        {
            if (part.Name.LocalName == "dt")
            {
                _out.Block("term", () =>
                {
                    Anchor(part);
                    Inlines(part.Nodes());
                });
            }
            else if (part.Nodes().Any())
            {
                _out.Block("defined", () => Nested(() => Flow(part.Nodes())));
            }
        }
    }
}
