using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0516: the label of an editor changes: (ed.) and (Ed.), eds and eds., ed. by and edited by, Hg. and Hrsg., before the name and behind it within chapters.
/// Only labels of one language are compared, and only those that stand straight beside an editor's name; éd. and dir., ed. and coord. are two tasks.
/// </summary>
internal sealed class EditorLabelChanges : HabitCheck
{
    private const string Behind = "behind";
    private const string Before = "before";
    private const string Plural = "plural";
    private const string German = "german";
    private const string French = "french";
    private const string FrenchEd = "french editor";
    private const string Side = "side";

    private static readonly WordSet Theses = new("thèse mémoire doctorat travaux séminaire dissertation");

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0516", "editor-label-changes", "Editors are labelled in two ways", Severity.Advice);

    private protected override string Subject(string scope) => scope switch
    {
        Side => "The label of a volume’s editor",
        Plural => "The label of several editors",
        _ => "The label of an editor",
    };

    private protected override SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual) =>
        scope is Before or Before + "+" or Plural or German ? Suggest(use.Span, usual[1..^1]) : null;

    private protected override IEnumerable<Choice> Choices(CheckContext context) => Labels(context).Concat(FrenchLabels(context));

    // By the printed words: such names are often read as a part of the title. A thesis has its director, whatever the label of editors.
    private static IEnumerable<Choice> FrenchLabels(CheckContext context)
    {
        for (var note = 0; note < context.Count; note++)
        {
            var tokens = context.Tokens(note);
            for (var i = 1; i < tokens.Count && !Theses.Contains(tokens, i); i++)
            {
                var isAbbreviated = tokens.Is(i + 2, "dir");
                if (tokens.Is(i, "sous") && tokens.Is(i + 1, "la") && (isAbbreviated || tokens.Is(i + 2, "direction")) && tokens.QuotationAt(i) < 0 && (tokens[i - 1].Kind is TokenKind.Opening or TokenKind.Quote || tokens.Is(i - 1, ',') || tokens.Is(i - 1, '.')))
                {
                    yield return new Choice(French, isAbbreviated ? "“sous la dir. de”" : "“sous la direction de”", note, tokens.Span(i, i + 3));
                }
                else if ((tokens.Is(i, "dir") || tokens.Is(i, "dirs")) && tokens.Is(i - 1, '(') && (tokens.Is(i + 1, ')') || (tokens.Is(i + 1, '.') && tokens.Is(i + 2, ')'))))
                {
                    yield return new Choice(French, "“(dir.)”", note, tokens[i].Span);
                }
            }
        }
    }

    private static IEnumerable<Choice> Labels(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            if (reference.Editors.Count == 0)
            {
                continue;
            }

            var text = context.Text(note);
            var (first, last) = (reference.Editors[0].Span, reference.Editors[^1].Span);
            if (LabelBehind(text, last.End) is { } behind)
            {
                var label = text[behind.Start..behind.End];
                var word = label.Trim('(', ')', '[', ']', '.').ToLowerInvariant();
                if (word is "ed" or "eds")
                {
                    yield return new Choice(Behind, $"{(label[0] == '(' ? "in brackets" : label[0] == '[' ? "in square brackets" : "without brackets")}{(char.IsUpper(label.TrimStart('(', '[')[0]) ? " with a capital" : "")}", note, behind);
                    if (word == "eds")
                    {
                        var bare = new TextSpan(behind.Start + (label[0] is '(' or '[' ? 1 : 0), behind.End - (label[^1] is ')' or ']' ? 1 : 0));
                        yield return new Choice(Plural, $"“{text[bare.Start..bare.End].ToLowerInvariant()}”", note, bare);
                    }

                    if (reference.Kind == ReferenceKind.Chapter)
                    {
                        yield return new Choice(Side, "behind the name", note, behind);
                    }
                }
                else if (word is "éd" or "éds")
                {
                    yield return new Choice(FrenchEd, label[0] == '(' ? "in brackets" : "without brackets", note, behind);
                }
                else if (GermanStem(label) is { } stem)
                {
                    yield return new Choice(German, $"“{stem}”", note, StemSpan(text, behind, stem));
                }
            }

            if (LabelBefore(text, first.Start) is { } before)
            {
                var label = text[before.Start..before.End];
                if (label.StartsWith("eds", StringComparison.Ordinal) && reference.Editors.Count == 1)
                {
                    // Two editors whom no mark parts were read as one.
                    continue;
                }

                if (label[0] is 'e')
                {
                    yield return new Choice(reference.Editors.Count > 1 ? Before + "+" : Before, $"“{label}”", note, before);
                    if (reference.Kind == ReferenceKind.Chapter)
                    {
                        yield return new Choice(Side, "before the name", note, before);
                    }
                }
                else if (GermanStem(label) is { } stem)
                {
                    yield return new Choice(German, $"“{stem}”", note, StemSpan(text, before, stem));
                }
            }
        }
    }

    private static string? GermanStem(string label) =>
        label.Contains("Hrsg", StringComparison.Ordinal) ? "Hrsg" : label.Contains("Hg", StringComparison.Ordinal) ? "Hg" : label.StartsWith("hrsg", StringComparison.Ordinal) ? "hrsg" : label.StartsWith("hg", StringComparison.Ordinal) ? "hg" : null;

    private static TextSpan StemSpan(string text, TextSpan label, string stem)
    {
        var at = text.IndexOf(stem, label.Start, StringComparison.Ordinal);
        return new TextSpan(at, at + stem.Length);
    }

    // " (eds.)", ", ed.", " (Hg.)" straight behind the name, brackets included.
    private static TextSpan? LabelBehind(string text, int end)
    {
        var at = end;
        while (at < text.Length && text[at] is ' ' or '\u00A0' or ',')
        {
            at++;
        }

        foreach (var label in Behinds)
        {
            if (string.Compare(text, at, label, 0, label.Length, StringComparison.OrdinalIgnoreCase) == 0 && (at + label.Length >= text.Length || !char.IsLetterOrDigit(text[at + label.Length])))
            {
                // "ed. by" opens another name.
                return text.AsSpan(at + label.Length).TrimStart().StartsWith("by ", StringComparison.Ordinal) ? null : new TextSpan(at, at + label.Length);
            }
        }

        return null;
    }

    // "ed. by X", "edited by X", "ed. X", "hg. v. X": the words straight before the name.
    private static TextSpan? LabelBefore(string text, int start)
    {
        var end = start;
        while (end > 0 && text[end - 1] is ' ' or '\u00A0')
        {
            end--;
        }

        foreach (var label in Befores)
        {
            var from = end - label.Length;
            if (from >= 0 && string.CompareOrdinal(text, from, label, 0, label.Length) == 0 && (from == 0 || !char.IsLetterOrDigit(text[from - 1])))
            {
                return new TextSpan(from, end);
            }
        }

        return null;
    }

    // The longer before the shorter that it begins or ends with.
    private static readonly string[] Behinds = ["(eds.)", "(eds)", "(ed.)", "(ed)", "[eds.]", "[eds]", "[ed.]", "eds.", "eds", "ed.", "(Hrsg.)", "(Hgg.)", "(Hg.)", "(Hrsg)", "(Hg)", "Hrsg.", "Hg.", "(éds.)", "(éds)", "(éd.)", "éds.", "éd."];
    private static readonly string[] Befores = ["edited by", "eds. by", "ed. by", "ed by", "eds.", "ed.", "hrsg. von", "hrsg. v.", "hg. von", "hg. v.", "hg.v.", "hrsg.v."];
}
