using System.Text;

namespace Recto.Journals.Exchange.Bibliographies;

/// <summary>Text as BibTeX and LaTeX need it. UTF-8 stays; BibTeX counts braces even behind a backslash, so a printed brace becomes a command.</summary>
internal static class BibTexText
{
    /// <summary>Plain text, its special characters escaped.</summary>
    public static string Escaped(string text)
    {
        var escaped = new StringBuilder(text.Length + 8);
        foreach (var c in text)
        {
            Append(escaped, c);
        }

        return escaped.ToString();
    }

    /// <summary>An address: what url commands read as it stands, only braces, backslashes and blanks percent-encoded.</summary>
    public static string Verbatim(string address) =>
        address.Replace("\\", "%5C", StringComparison.Ordinal).Replace("{", "%7B", StringComparison.Ordinal).Replace("}", "%7D", StringComparison.Ordinal).Replace(" ", "%20", StringComparison.Ordinal);

    private static void Append(StringBuilder escaped, char c) => _ = c switch
    {
        '&' or '%' or '$' or '#' or '_' => escaped.Append('\\').Append(c),
        '{' => escaped.Append(@"\textbraceleft{}"),
        '}' => escaped.Append(@"\textbraceright{}"),
        '~' => escaped.Append(@"\textasciitilde{}"),
        '^' => escaped.Append(@"\textasciicircum{}"),
        '\\' => escaped.Append(@"\textbackslash{}"),
        _ => escaped.Append(c),
    };
}
