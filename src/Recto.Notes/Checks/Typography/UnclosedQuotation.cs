using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0102: a quotation that nothing closes. A quotation of several paragraphs, which opens anew in each, is none; nor is an ayn (‘Abd) or an apostrophe at a word's beginning (‘tis).</summary>
internal sealed class UnclosedQuotation : Check
{
    private const int LongestShown = 41;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0102", "unclosed-quotation", "A quotation is opened and never closed", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            var text = apparatus.Notes[index].Note.Text;
            foreach (var quotation in Quotations.Find(text))
            {
                if (quotation.Close is not null || GoesOnInNextParagraph(text, quotation) || MayBeLetter(text, quotation.Open))
                {
                    continue;
                }

                yield return At(index, new TextSpan(quotation.Open, quotation.Open + 1),
                    $"The quotation {TextCut.Beginning(text[quotation.Open..quotation.Limit], LongestShown)} is never closed; set {quotation.Right} where it ends.",
                    EndOf(text, quotation) is { } end ? Suggest(new TextSpan(end, end), quotation.Right.ToString()) : null);
            }
        }
    }

    private static bool GoesOnInNextParagraph(string text, Quotation quotation)
    {
        var line = text.IndexOf('\n', quotation.Open);
        return line >= 0 && line + 1 == quotation.Limit;
    }

    // ‘Abd, ‘Umar: a letter of Arabic names. ‘tis, ‘20s: an apostrophe.
    private static bool MayBeLetter(string text, int open)
    {
        if (text[open] != '‘')
        {
            return false;
        }

        var next = text[open + 1];
        if (char.IsDigit(next) || next is 't' or 'e' or 'n' or 's')
        {
            return true;
        }

        var end = open + 1;
        while (end < text.Length && char.IsLetter(text[end]))
        {
            end++;
        }

        var word = text.AsSpan(open + 1, end - open - 1);
        return "AaIiUuĀāĪīŪū".Contains(next) && word is not ("A" or "An" or "In" or "Is" or "I" or "It" or "All" or "Archives" or "American" or "International");
    }

    // Before ", in": there the title of a part ends.
    private static int? EndOf(string text, Quotation quotation)
    {
        foreach (var sign in (ReadOnlySpan<string>)[", in ", " in: ", ", dans ", ", в кн"])
        {
            var at = text.IndexOf(sign, quotation.Open, quotation.Limit - quotation.Open, StringComparison.Ordinal);
            if (at > 0)
            {
                return at;
            }
        }

        return null;
    }
}
