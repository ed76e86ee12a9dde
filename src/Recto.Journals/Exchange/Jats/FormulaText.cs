using System.Buffers;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>A formula in a line of plain text: readable, not typeset. Signs of arrangement are few: a fraction gets a slash, a root its sign; what stands high or low stands in line.</summary>
internal static partial class FormulaText
{
    private static readonly SearchValues<char> Operators = SearchValues.Create("+-−±·×= ");

    /// <summary>The text of <c>mml:math</c> or <c>tex-math</c>.</summary>
    /// <param name="formula">The element.</param>
    /// <param name="withSigns">Whether signs that print has as lines (fraction, root) may be added; without them the text is the formula's characters and no more.</param>
    public static string Of(XElement formula, bool withSigns)
    {
        if (formula.Name.LocalName == "tex-math")
        {
            return Tex(formula.Value);
        }

        var text = new StringBuilder();
        MathMl(formula, text, withSigns);
        return text.ToString();
    }

    private static void MathMl(XElement element, StringBuilder text, bool withSigns)
    {
        switch (element.Name.LocalName)
        {
            case "annotation" or "annotation-xml":
                return;
            case "mfrac" when withSigns && element.Elements().Take(3).ToList() is [var above, var below]:
                Grouped(above, text);
                text.Append('/');
                Grouped(below, text);
                return;
            case "msqrt" when withSigns:
                text.Append('√');
                break;
            case "mspace":
                text.Append(' ');
                return;
        }

        foreach (var node in element.Nodes())
        {
            if (node is XElement child)
            {
                MathMl(child, text, withSigns);
            }
            else if (node is XText { Value: var value } && (!string.IsNullOrWhiteSpace(value) || !element.HasElements))
            {
                text.Append(string.IsNullOrWhiteSpace(value) ? " " : element.Name.LocalName == "mtext" ? value : value.Trim());
            }
        }
    }

    private static void Grouped(XElement element, StringBuilder text)
    {
        var inner = new StringBuilder();
        MathMl(element, inner, withSigns: true);
        var isLong = inner.Length > 1 && inner.ToString().AsSpan().ContainsAny(Operators);
        text.Append(isLong ? "(" : "").Append(inner).Append(isLong ? ")" : "");
    }

    /// <summary>TeX without its preamble and its dollar signs; Greek letters and the commonest signs as characters.</summary>
    private static string Tex(string tex)
    {
        const string Begin = @"\begin{document}";
        var from = tex.IndexOf(Begin, StringComparison.Ordinal);
        var to = tex.IndexOf(@"\end{document}", StringComparison.Ordinal);
        var body = from >= 0 && to > from ? tex[(from + Begin.Length)..to] : tex;
        body = body.Replace("$", "", StringComparison.Ordinal);
        return Command().Replace(body, match => CharacterEntities.Find(match.Groups[1].Value) ?? match.Value).Trim();
    }

    // \alpha   \leq   \times
    [GeneratedRegex(@"\\([a-zA-Z]+)(?![a-zA-Z])\s?", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Command();
}
