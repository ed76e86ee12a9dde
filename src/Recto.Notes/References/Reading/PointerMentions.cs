using Recto.Notes.References.Back;
using Recto.Notes.References.Published;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Reading;

/// <summary>Finds what points back in the middle of a sentence: <c>… (see n. 68 below)</c>, <c>…, ibid., p. 13</c>.</summary>
internal static class PointerMentions
{
    private static readonly WordSet Same = new("ibid ibidem ebd ebenda");

    /// <summary>The pointers of a stretch, in order.</summary>
    public static void Find(NoteTokens tokens, TokenRange zone, List<Reference> found)
    {
        for (var i = zone.From + 1; i < zone.To; i++)
        {
            if (tokens.QuotationAt(i) >= 0)
            {
                continue;
            }

            if (Same.Contains(tokens, i) && char.IsLower(tokens.TextOf(i)[0]) && (tokens[i - 1].Kind is TokenKind.Mark or TokenKind.Opening or TokenKind.Quote) && PinpointReader.ReadAt(tokens, tokens.Is(i + 1, '.') ? i + 2 : i + 1, zone.To) is { } place
                && BackReferenceGrammar.Read(tokens, new TokenRange(i, Math.Min(zone.To, place.Whole.To))) is { } same)
            {
                found.Add(same);
            }
            else if (tokens[i].Kind == TokenKind.Opening && tokens.Partner(i) is var close && close > i + 2 && close < zone.To && close - i < 12 && !tokens.Is(close + 1, ',')
                && Vocabulary.StrongSignals.Contains(tokens, i + 1) && BackReferenceGrammar.Read(tokens, new TokenRange(i + 1, close)) is { Form: ReferenceForm.CrossReference } note && note.Span.End == tokens[close - 1].End)
            {
                found.Add(note);
            }
        }
    }
}
