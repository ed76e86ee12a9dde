using Recto.Notes.Archives;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Archives;

/// <summary>RN0302: Latin and Cyrillic letters that look alike in one call number (<c>RGVA 33987/3а</c> with a Cyrillic а): it cannot be searched for.</summary>
internal sealed class MixedScripts : Check
{
    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0302", "mixed-scripts", "Latin and Cyrillic letters are mixed in one call number", Severity.Error);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var apparatus = context.Apparatus;
        for (var index = 0; index < apparatus.Notes.Count; index++)
        {
            foreach (var reference in apparatus.Notes[index].References.Select(resolved => resolved.Reference).OfType<ArchivalReference>())
            {
                if (reference.Repository is not { } repository)
                {
                    continue;
                }

                var script = Lookalikes.ScriptOf(repository.Text);
                foreach (var field in reference.Path.Prepend(repository))
                {
                    if (Strangers(field, script) is { } strangers)
                    {
                        yield return At(index, field.Span,
                            $"{field.Text} is written with {(script == Script.Latin ? "Cyrillic" : "Latin")} {strangers.Letters} in a call number in {(script == Script.Latin ? "Latin" : "Cyrillic")} letters; it looks the same and will not be found.",
                            new SuggestedFix(FixSureness.Safe, strangers.Edits));
                    }
                }
            }
        }
    }

    // Letters of the other script, every one of which has a twin; null where there are none or one is truly foreign.
    private static (string Letters, List<TextEdit> Edits)? Strangers(Field field, Script script)
    {
        if (script == Script.Mixed)
        {
            return null;
        }

        var edits = new List<TextEdit>();
        var letters = "";
        var own = false;
        for (var i = 0; i < field.Text.Length; i++)
        {
            var of = Lookalikes.ScriptOf(field.Text[i]);
            if (of is null || of == script)
            {
                own |= of == script;
                continue;
            }

            if (Lookalikes.Twin(field.Text[i]) is not { } twin || (of == Script.Latin && field.Text[i] is 'X' or 'C' or 'M' or 'I' or 'V'))
            {
                return null;
            }

            edits.Add(new TextEdit(new TextSpan(field.Span.Start + i, field.Span.Start + i + 1), twin.ToString()));
            letters += field.Text[i];
        }

        // A whole word of the other script is a name; one or two letters beside figures are a slip of the keyboard.
        return edits.Count > 0 && (own || letters.Length <= 2) ? (letters, edits) : null;
    }
}
