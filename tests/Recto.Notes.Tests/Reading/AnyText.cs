using CsCheck;

namespace Recto.Notes.Tests.Reading;

/// <summary>Texts as a hostile or careless author writes them: any UTF-16, halves of pairs too, mixed with the words and marks of notes.</summary>
internal static class AnyText
{
    private static readonly string[] Pieces =
    [
        "Ibid.", "ibid", "See note 3", "s. Anm. 12", "Smith, ", "J. ", "(London: Routledge, 1999)", "(", ")", "[", "]", "“", "”", "‘", "’", "«", "»", "„", "\"", "'", ", ", ". ", "; ", " and ", ": ", "–", "pp. 12–15", "1999", "vol. 3", "(eds.)",
        "Там же", "М.: Наука, 1984.", "С. 45", "RGASPI 558/11/431/94", "f. 17, op. 162, d. 3, l. 4", "http://x.y/z", "doi:10.1/x", "op. cit.", "Idem, ", "in ", "\n", "\uD800", "\uDC00", "𝒳", "\u02B9", "שלום ", "مرحبا ", "\u202E", "\u0301", "(n. 5)", "(DDF)",
    ];

    private static readonly Gen<string> Wild = CsCheck.Gen.Char['\0', '\uFFFF'].Array[0, 30].Select(chars => new string(chars));

    public static readonly Gen<string> Gen = CsCheck.Gen.OneOf(Wild, CsCheck.Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i])).Array[0, 24].Select(parts => string.Concat(parts));
}
