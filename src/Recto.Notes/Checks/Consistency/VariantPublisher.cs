using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0504: one publisher under two names: written out here and shortened there (Cambridge University Press, Cambridge Univ. Press, CUP), with and without Verlag or Ltd.</summary>
internal sealed class VariantPublisher : VariantCheck
{
    private const int LongestName = 80;

    // What a firm's name may have or lack without being another's.
    private static readonly WordSet Trimmings = new("the and und et co company ltd limited inc gmbh verlag verl publishers publisher publishing publ editions édition éditions librairie son sons ag sa du de le la les izdatelstvo izd vo издательство изд во");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0504", "variant-publisher", "One publisher is named in two ways", Severity.Advice);

    private protected override IEnumerable<Printed> Names(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            // A bare name without a place before it is too often something else.
            if (reference is { Kind: ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.EditedSource, Publisher: { } publisher, Year: not null } && (reference.Place is not null || IsPress(publisher.Text))
                && publisher.Text.Length <= LongestName && char.IsUpper(publisher.Text[0]) && publisher.Text.IndexOfAny([':', ';', '(', '/', '[']) < 0 && Unit(publisher.Text) is { } unit)
            {
                yield return new Printed(unit, publisher.Text, note, publisher.Span);
            }
        }
    }

    private static bool IsPress(string name) => name.Contains(" Press", StringComparison.Ordinal) || name.Contains("Univ", StringComparison.Ordinal) || name.Contains("Verlag", StringComparison.Ordinal);

    private static string? Unit(string name)
    {
        var all = NameWords.Of(name.Replace("U.P.", "UP", StringComparison.Ordinal)).ConvertAll(word => Whole(word.Printed));
        var words = string.Join(' ', all.Where(word => !Trimmings.Contains(word))) is { Length: > 0 } kept ? kept : string.Join(' ', all);
        return words switch
        {
            "" => null,
            "palgrave macmillan" => "palgrave",
            _ => words,
        };
    }

    private static string Whole(string word) => word switch
    {
        "UP" => "university press",
        "CUP" => "cambridge university press",
        "OUP" => "oxford university press",
        "MUP" => "manchester university press",
        "PUF" => "presses universitaires de france",
        "Univ" => "university",
        "Pr" => "press",
        _ => EditDistance.Fold(word) is { Length: > 0 } folded ? folded : word,
    };
}
