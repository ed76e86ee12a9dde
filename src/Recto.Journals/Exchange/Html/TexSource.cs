namespace Recto.Journals.Exchange.Html;

/// <summary>The formula in a <c>tex-math</c>: many sources put a whole document of LaTeX around it.</summary>
internal static class TexSource
{
    private const string Begin = "\\begin{document}";
    private const string End = "\\end{document}";

    /// <summary>The formula without the document and without the dollar signs around it.</summary>
    /// <param name="source">As the source has it.</param>
    public static string Of(string source)
    {
        var begin = source.IndexOf(Begin, StringComparison.Ordinal);
        var formula = begin < 0 ? source.AsSpan() : source.AsSpan(begin + Begin.Length);
        formula = formula.IndexOf(End) is >= 0 and var end && begin >= 0 ? formula[..end] : formula;
        formula = formula.Trim();
        foreach (var (before, after) in new[] { ("$$", "$$"), ("$", "$"), ("\\[", "\\]"), ("\\(", "\\)") })
        {
            if (formula.Length > before.Length + after.Length && formula.StartsWith(before) && formula.EndsWith(after))
            {
                return formula[before.Length..^after.Length].Trim().ToString();
            }
        }

        return formula.ToString();
    }
}
