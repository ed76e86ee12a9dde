using System.Globalization;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>What a paragraph is for, by the name of its style: those of Word, LibreOffice, Google Docs and Pandoc, and what journals call theirs.</summary>
internal static partial class ParagraphRoles
{
    /// <summary>The role of a paragraph, and the level from 0 where it is a heading.</summary>
    /// <param name="style">Its style.</param>
    /// <param name="properties">Its own properties; null for none.</param>
    public static (ParagraphRole Role, int Level) Of(DocxStyle style, XElement? properties)
    {
        if (Contents().IsMatch(style.Name))
        {
            return (ParagraphRole.Contents, 0);
        }

        foreach (var name in style.Ancestry)
        {
            if (Named(name) is { } role)
            {
                return (role, 0);
            }

            // "heading 2", "Überschrift 2", "Titre 2"
            if (Heading().Match(name) is { Success: true } heading)
            {
                return (ParagraphRole.Heading, int.Parse(heading.Groups["level"].Value, CultureInfo.InvariantCulture) - 1);
            }
        }

        var own = properties.ValueOf("outlineLvl") is { } written && int.TryParse(written, NumberStyles.Integer, CultureInfo.InvariantCulture, out var level) ? level : style.Outline;
        return own is >= 0 and <= 8 ? (ParagraphRole.Heading, own.Value) : (ParagraphRole.Text, 0);
    }

    private static ParagraphRole? Named(string name) =>
        Title().IsMatch(name) ? ParagraphRole.Title
        : Subtitle().IsMatch(name) ? ParagraphRole.Subtitle
        : Author().IsMatch(name) ? ParagraphRole.Author
        : Abstract().IsMatch(name) ? ParagraphRole.Abstract
        : Keywords().IsMatch(name) ? ParagraphRole.Keywords
        : Caption().IsMatch(name) ? ParagraphRole.Caption
        : Quotation().IsMatch(name) ? ParagraphRole.Quotation
        : Code().IsMatch(name) ? ParagraphRole.Code
        : null;

    [GeneratedRegex(@"^(toc|contents|table of (figures|contents|authorities)|index heading)( heading| \d+)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Contents();

    [GeneratedRegex(@"^(heading|überschrift|titre|título|titulo|titolo|ttulo|заголовок|kop|rubrik|overskrift|nagłówek|nadpis|otsikko)[ _-]?(?<level>[1-9])( char)?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Heading();

    [GeneratedRegex(@"^((article|paper|document|main|art|chapter|beitrags?|aufsatz)[ _-]?)?(title|titel|titre|título|titolo|название|titul)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Title();

    [GeneratedRegex(@"^((article|paper)[ _-]?)?(sub-?title|untertitel|sous-titre|subtítulo|sottotitolo|подзаголовок)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Subtitle();

    [GeneratedRegex(@"^((article|paper)[ _-]?)?(authors?|author[ _-]?names?|autor(en|es)?|auteurs?|autor[ei]|byline|verfasser(in)?|автор)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Author();

    [GeneratedRegex(@"^((article|paper)[ _-]?)?(abstract|summary|zusammenfassung|résumé|resumen|resumo|sommario|аннотация)([ _-]?(text|body|title|heading|first|paragraph|text body))?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Abstract();

    [GeneratedRegex(@"^((article|paper)[ _-]?)?(key[ _-]?words?|schlagw[oö]rter|mots[ _-]cl[ée]s|palabras[ _-]clave)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Keywords();

    [GeneratedRegex(@"^((image|figure|table|fig|tab)[ _-]?)?(caption|legend|beschriftung|légende|leyenda|didascalia)s?$|^(bildunterschrift|tabellentitel|tabellenüberschrift)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Caption();

    // "Quote", "Intense Quote", "Block Text", "Quotations", "Indent Quote", "Zitat", "Blockzitat", "Extract"
    [GeneratedRegex(@"(?<!un)quot(e|ation)s?\b|^block ?(text|zitat|quote)$|^(lang)?zitate?\b|^citas?\b|^citation( longue)?$|^citazione\b|^citação\b|^extract$|^цитата", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Quotation();

    [GeneratedRegex(@"^(source code|html preformatted|preformatted( text)?|code( block)?|program ?listing|listing)$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Code();
}
