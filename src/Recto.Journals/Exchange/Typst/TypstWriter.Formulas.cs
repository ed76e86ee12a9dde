using System.Xml.Linq;
using Recto.Journals.Exchange.Print;

namespace Recto.Journals.Exchange.Typst;

internal sealed partial class TypstWriter
{
    // Past this a formula is no formula but a text in disguise.
    private const int LongestFormula = 20_000;

    private void InlineFormula(XElement math)
    {
        if (Formula(math) is not { } formula)
        {
            return;
        }

        _out.Due().Code($"#formula({TypstText.Literal(FormulaWords.Of(math))}, () => {formula})").Set();
    }

    private void DisplayedFormula(XElement element)
    {
        AnchorBlock(element);
        var shown = element.Elements("div").FirstOrDefault(child => PrintArticle.HasClass(child, "shown")) ?? element;
        var number = element.Elements("span").FirstOrDefault(child => PrintArticle.HasClass(child, "number"));
        var label = number is null ? "none" : $"[{Apart(() => Inlines(number.Nodes()))}]";
        var nodes = shown.Nodes().Where(node => node != number && (node is not XText text || !string.IsNullOrWhiteSpace(text.Value))).ToList();
        if (nodes is [XElement { Name.LocalName: "math" } math] && Formula(math) is { } formula)
        {
            _out.Fresh().Code($"#displayed({TypstText.Literal(FormulaWords.Of(math))}, number: {label}, () => {formula})\n").Fresh();
            return;
        }

        // A picture, TeX, or several things.
        _out.Fresh().Code($"#shown(number: {label})[");
        if (nodes.OfType<XElement>().Any(IsBlock))
        {
            Flow(nodes);
        }
        else
        {
            Inlines(nodes);
        }

        _out.Code("]\n").Fresh();
        if (nodes.OfType<XElement>().Any(child => child.DescendantsAndSelf("code").Any()))
        {
            Say("A formula is there in TeX only: it was set in that notation.");
        }
    }

    private string? Formula(XElement math)
    {
        if (math.Value.Length > LongestFormula)
        {
            Say("A formula is too long to be set; its signs were kept as text.");
            _out.Text(FormulaWords.Of(math));
            return null;
        }

        var writer = new TypstMath();
        var formula = writer.Of(math);
        if (formula == "[]")
        {
            return null;
        }

        foreach (var unknown in writer.Unknown.Distinct(StringComparer.Ordinal))
        {
            Say($"The element <{unknown}> in a formula is not known; its signs were kept.");
        }

        return formula;
    }
}
