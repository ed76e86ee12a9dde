using Recto.Notes.Diagnostics;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Typography;

/// <summary>RN0123: one word twice: <c>the the</c>. What a language may say twice (had had, nous nous, die die) is left alone, and so are names, numbers and a word that begins a title.</summary>
internal sealed class RepeatedWord : Check
{
    private const int ShortestOther = 4;

    // Small words that no language in question says twice.
    private static readonly Dictionary<string, WordSet> Small = new(StringComparer.Ordinal)
    {
        ["en"] = new("the of and to for from with at by its his their this were was are as which between an a or if but on in"),
        ["fr"] = new("le les du des et dans par pour sur au aux avec sous chez une un"),
        ["de"] = new("und von vom zum zur mit für bei auf über aus ein eine eines einer einem einen im ist sind wird nach als auch nicht dem des"),
        ["it"] = new("il lo gli i di del della dello dei degli delle dal dalla ed nel nella nelle nei per con su sul sulla un una è che"),
        ["es"] = new("el los las de del en por para con una un al sus y"),
        ["pt"] = new("o os as de do da dos das em no na nos nas por para com uma um ao"),
        ["nl"] = new("de het van en met voor door uit over bij zie aan tot"),
        ["ru"] = new("и в во на по из от для при к с со за о об до у как"),
        ["pl"] = new("i w z na do od za przez dla oraz"),
        ["la"] = new("et ex ad cum pro per sub ab"),
    };

    // What may come twice in any text: for emphasis, in songs, or because two clauses meet.
    private static readonly WordSet Doubled = new(
        "that had very many long much more well really bye ha blah hear there no yes so far again over never now then only out here nous vous leur elle elles ils sich ihnen denen deren dessen dass dies diese dieser jene sehr viele mehr immer weil piano poco quasi tanto casi muito quase mano via pian bene ancora essere dada tout toute très même encore wie weit bora pseudo sic etc ibid idem dito ditto what would will come went have been baden pago samo bang bling cha knock tick walla gaga ciao tam");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0123", "repeated-word", "A word stands twice", Severity.Warning);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            Untouchables? untouchables = null;
            for (var i = 0; i + 1 < tokens.Count; i++)
            {
                if (!tokens.Is(i, TokenKind.Word) || !tokens.Is(i + 1, TokenKind.Word) || !tokens.TextOf(i).Equals(tokens.TextOf(i + 1), StringComparison.OrdinalIgnoreCase)
                    || !tokens.Text.AsSpan(tokens[i].End, tokens[i + 1].Start - tokens[i].End).SequenceEqual(" ") || !IsSlip(context.Language(note), tokens, i) || IsLonger(tokens, i))
                {
                    continue;
                }

                untouchables ??= Untouchables.Of(context, note);
                if (!untouchables.Has(tokens[i].Start) && !untouchables.Has(tokens[i + 1].Start))
                {
                    var word = tokens.TextOf(i + 1).ToString();
                    yield return At(note, new TextSpan(tokens[i].Start, tokens[i + 1].End), $"“{tokens.TextOf(i)} {word}”: the word stands twice; take one away.", Suggest(new TextSpan(tokens[i].End, tokens[i + 1].End), ""));
                }
            }
        }
    }

    private static bool IsSlip(string language, NoteTokens tokens, int i)
    {
        var second = tokens.TextOf(i + 1);
        // "in In Search of …": the second begins a title; "Duran Duran" is a name.
        if (!WordCase.IsLower(second) || tokens.IsItalic(i) != tokens.IsItalic(i + 1))
        {
            return false;
        }

        return Small.TryGetValue(language, out var small) && small.Contains(second)
            ? !(IsName(tokens, i + 2) && second is "de" or "von" or "of" or "van" or "la" or "in" or "on")
            // Gorilla gorilla: a species and its subspecies.
            : second.Length >= ShortestOther && !IsName(tokens, i - 1) && WordCase.IsLower(tokens.TextOf(i)) && Small.ContainsKey(language) && !Doubled.Contains(second);
    }

    // "la politique de de Gaulle"
    private static bool IsName(NoteTokens tokens, int i) => tokens.Is(i, TokenKind.Word) && char.IsUpper(tokens.TextOf(i)[0]);

    // "ha ha ha", and a word list.
    private static bool IsLonger(NoteTokens tokens, int i) =>
        (i > 0 && tokens.TextOf(i - 1).Equals(tokens.TextOf(i), StringComparison.OrdinalIgnoreCase)) || (i + 2 < tokens.Count && tokens.TextOf(i + 2).Equals(tokens.TextOf(i), StringComparison.OrdinalIgnoreCase));
}
