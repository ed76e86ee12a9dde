using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0531: <c>vol.</c> before a range of volumes where the article writes <c>vols.</c> elsewhere. French, which writes vol. before either, is left alone.</summary>
internal sealed class VolumeLabelNumber : Check
{
    private const int LongestNumber = 3;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0531", "volume-label-number", "“vol.” stands before several volumes", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var singular = new List<(int Note, int Token)>();
        int? plural = null;
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 0; i < tokens.Count; i++)
            {
                if (tokens.Is(i, "vols"))
                {
                    plural ??= note;
                }
                else if (tokens.Is(i, "vol") && tokens.QuotationAt(i) < 0 && IsRange(tokens, tokens.Is(i + 1, '.') ? i + 2 : i + 1) && context.Language(note) is not ("fr" or "it" or "es" or "pt"))
                {
                    singular.Add((note, i));
                }
            }
        }

        if (plural is not { } elsewhere)
        {
            yield break;
        }

        foreach (var (note, i) in singular)
        {
            var label = context.Tokens(note)[i].Span;
            var printed = context.Printed(note, label);
            yield return At(note, label, $"{printed} stands before several volumes, and note {context.Label(elsewhere)} has vols. for several; write {printed}s.", Suggest(new TextSpan(label.End, label.End), "s"));
        }
    }

    private static bool IsRange(NoteTokens tokens, int i) => Value(tokens, i) is { } first && tokens.Is(i + 1, TokenKind.Dash) && Value(tokens, i + 2) is { } second && second > first;

    private static int? Value(NoteTokens tokens, int i) =>
        tokens.Is(i, TokenKind.Number) && tokens[i].Span.Length <= LongestNumber && int.TryParse(tokens.TextOf(i), NumberStyles.None, CultureInfo.InvariantCulture, out var value) ? value : null;
}
