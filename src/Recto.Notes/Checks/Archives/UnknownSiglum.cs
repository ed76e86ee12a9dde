using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0304: an abbreviation stands before a call number as an archive does, we know no such archive, and nothing in the notes explains it. Said once, at the first mention.</summary>
internal sealed class UnknownSiglum : Check
{
    private const int MostSaidAlone = 3;
    private const int MostNamed = 12;

    // Labels that follow an archive where it does not count in fonds.
    private static readonly WordSet Labels = new("box carton leg legajo caja busta bestand best rep dossier liasse");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0304", "unknown-siglum", "A siglum is not known and never explained", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<(int Note, TextSpan Span)> mentions = [.. CitedRun.In(context).Where(cited => cited.Unknown is not null && cited.Run.Has(FondLevel.Fond)).Select(cited => (cited.Run.Note, cited.Unknown!.Value)).Concat(Enumerable.Range(0, context.Count).SelectMany(note => Others(context, note)))];
        var uses = SiglumUses.Of(context, mentions.Select(mention => KeyOf(context, mention)).ToHashSet(StringComparer.Ordinal));
        var unknown = new List<(int Note, TextSpan Span)>();
        foreach (var mention in mentions.OrderBy(mention => mention.Note).ThenBy(mention => mention.Span).DistinctBy(mention => KeyOf(context, mention), StringComparer.Ordinal))
        {
            if (uses.GetValueOrDefault(KeyOf(context, mention))?.Exists(use => use.IsBracketed || use.IsExplained || IsAnnounced(context, use)) is not true)
            {
                unknown.Add(mention);
            }
        }

        // Many unknown archives are said once, by name: an article on provinces may have a dozen.
        var sigla = unknown.ConvertAll(mention => context.Printed(mention.Note, mention.Span));
        for (var i = 0; i < unknown.Count && (i == 0 || unknown.Count <= MostSaidAlone); i++)
        {
            var others = unknown.Count <= MostSaidAlone ? "" : $" So are {string.Join(", ", sigla.Skip(1).Take(MostNamed))}{(sigla.Count - 1 > MostNamed ? " and others" : "")}.";
            yield return At(unknown[i].Note, unknown[i].Span, $"{sigla[i]} is cited like an archive, but is none that Recto knows, and nothing in these notes says what it stands for. Write the name out at the first mention.{others}");
        }
    }

    private static string KeyOf(CheckContext context, (int Note, TextSpan Span) mention) => Siglum.Key(mention.Span.In(context.Text(mention.Note)));

    // "hereafter GAVO", "GAVO – Gosudarstvennyi arkhiv": said without brackets.
    private static bool IsAnnounced(CheckContext context, SiglumUse use)
    {
        var tokens = context.Tokens(use.Note);
        var first = tokens.IndexFrom(use.Span.Start);
        var next = tokens.IndexFrom(use.Span.End);
        var before = tokens.Is(first - 1, TokenKind.Quote) || tokens.Is(first - 1, TokenKind.Dash) ? first - 2 : first - 1;
        return tokens.Is(before, "hereafter") || tokens.Is(before, "henceforth") || tokens.Is(before, "далее") || tokens.Is(before, "Folgenden") || tokens.Is(before, "désormais") || tokens.Is(before, "ci-après")
            || ((tokens.Is(next, TokenKind.Dash) || tokens.Is(next, ':')) && tokens.Is(next + 1, TokenKind.Word) && tokens.TextOf(next + 1).Length > 2 && char.IsLower(tokens.TextOf(next + 1)[^1]));
    }

    private static IEnumerable<(int Note, TextSpan Span)> Others(CheckContext context, int note)
    {
        var tokens = context.Tokens(note);
        var references = context.References(note);
        var next = 0;
        for (var i = 1; i < tokens.Count; i++)
        {
            if (!Labels.Contains(tokens, i) || !(tokens.Is(i + 1, TokenKind.Number) || (tokens.Is(i + 1, '.') && tokens.Is(i + 2, TokenKind.Number))) || Siglum.Before(tokens, i) is not { } siglum)
            {
                continue;
            }

            // What the reader has read with its archive is no archive itself, nor is what stands in a title.
            while (next < references.Count && references[next].Reference.Span.End <= siglum.Start)
            {
                next++;
            }

            var known = context.Directory.FindBySiglum(siglum.In(tokens.Text).ToString()).Count > 0
                || (next < references.Count && references[next].Reference is not ArchivalReference { Repository: null, RepositoryId: null } && references[next].Reference.Span.Overlaps(siglum));
            if (!known && tokens.QuotationAt(i) < 0)
            {
                yield return (note, siglum);
            }
        }
    }
}
