using System.Buffers;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Recto.App.Features.Import;

/// <summary>What style may not do in a drawing: fetch something, or run something in browsers of long ago.</summary>
internal static partial class SvgStyles
{
    // Nearly every value of a drawing holds none of these, and is not looked at further.
    private static readonly SearchValues<string> Suspects = SearchValues.Create(["url", "@", "\\", "expression", "javascript", "binding", "behavior", "image"], StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether a value names something outside the drawing. Read as a browser reads it: without comments, with escapes written out.</summary>
    public static bool IsDangerous(string css)
    {
        if (css.AsSpan().IndexOfAny(Suspects) < 0)
        {
            return false;
        }

        var plain = Plain(css);
        return plain.Contains("@import", StringComparison.OrdinalIgnoreCase) || plain.Contains("expression(", StringComparison.OrdinalIgnoreCase) || plain.Contains("javascript:", StringComparison.OrdinalIgnoreCase)
            || plain.Contains("-moz-binding", StringComparison.OrdinalIgnoreCase) || plain.Contains("behavior:", StringComparison.OrdinalIgnoreCase)
            || plain.Contains("image-set(", StringComparison.OrdinalIgnoreCase) || plain.Contains("image(", StringComparison.OrdinalIgnoreCase)
            || Address().Matches(plain).Any(address => !IsWithin(address.Groups[1].Value));
    }

    /// <summary>A style sheet without its imports and without addresses outside the drawing; empty where it hides them.</summary>
    /// <param name="css">The sheet, or a part of it.</param>
    /// <param name="tell">Is told what was taken out.</param>
    public static string Clean(string css, Action<string> tell)
    {
        if (!IsDangerous(css))
        {
            return css;
        }

        tell(css.Contains("@import", StringComparison.OrdinalIgnoreCase) ? "a style sheet from elsewhere" : "an address outside the drawing in its style");
        var cleaned = Address().Replace(Import().Replace(css, ""), match => IsWithin(match.Groups[1].Value) ? match.Value : "none");
        return IsDangerous(cleaned) ? "" : cleaned;
    }

    private static bool IsWithin(string address)
    {
        var bare = address.Trim().Trim('"', '\'').Trim();
        return bare.Length == 0 || bare[0] == '#' || Array.Exists((string[])["data:image/png;", "data:image/jpeg;", "data:image/gif;", "data:image/webp;", "data:font/", "data:application/font", "data:application/x-font"], kind => bare.StartsWith(kind, StringComparison.OrdinalIgnoreCase));
    }

    private static string Plain(string css) => Escape().Replace(Comment().Replace(css, ""), match =>
        match.Groups[1].Success && int.TryParse(match.Groups[1].Value, NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var code) && System.Text.Rune.IsValid(code) ? new System.Text.Rune(code).ToString() : match.Groups[2].Value);

    // url(#a), url( "https://…" )
    [GeneratedRegex("""url\s*\(\s*("[^"]*"|'[^']*'|[^)]*)\s*\)?""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Address();

    // @import url(a.css) screen;
    [GeneratedRegex("""@import[^;]*;?""", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Import();

    // \69 mport, \@
    [GeneratedRegex("""\\(?:([0-9a-fA-F]{1,6})\s?|(.))""", RegexOptions.Singleline, 1000)]
    private static partial Regex Escape();

    [GeneratedRegex("""/\*.*?(?:\*/|$)""", RegexOptions.Singleline, 1000)]
    private static partial Regex Comment();
}
