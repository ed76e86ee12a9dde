using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Docx;

/// <summary>What the properties of a file say of its text (OPC core properties, ISO/IEC 29500-2, 8.3). Word fills them in unasked, so that only what looks right is taken.</summary>
/// <param name="Title">Its title; null where none is given.</param>
/// <param name="Authors">Names of its authors.</param>
/// <param name="Keywords">Its keywords.</param>
/// <param name="Language">Its language; null where none is given.</param>
internal sealed partial record CoreProperties(string? Title, IReadOnlyList<string> Authors, IReadOnlyList<string> Keywords, string? Language)
{
    /// <summary>Reads the properties.</summary>
    /// <param name="root">Root of the part; null where there is none.</param>
    public static CoreProperties Of(XElement? root)
    {
        var title = Text("title");
        return new CoreProperties(
            title is null || NoTitle().IsMatch(title) ? null : title,
            [.. (Text("creator") ?? "").Split([';', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(name => Name().IsMatch(name) && !NoName().IsMatch(name))],
            [.. (Text("keywords") ?? "").Split([';', ','], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)],
            Text("language"));

        string? Text(string name) => root?.Elements().FirstOrDefault(element => element.Name.LocalName == name)?.Value.Trim() is { Length: > 0 } text ? text : null;
    }

    // "Microsoft Word - final_v3.doc", "Document1", "paper.docx", "PowerPoint Presentation"
    [GeneratedRegex(@"^Microsoft |^(Document|Dokument|Documento?)\s?\d*$|\.(docx?|rtf|odt|pdf|tex|dotx?)$|^(untitled|unbenannt|sans titre)\b|^\W*$", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NoTitle();

    // Two words at least: a name, and no account.
    [GeneratedRegex(@"^\p{L}[\p{L}\p{M}.’'\-]*,? (.* )?[\p{L}\p{M}.’'\-]+$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Name();

    [GeneratedRegex(@"\b(user|admin|administrator|office|microsoft|windows|python-docx|university|department|benutzer)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex NoName();
}
