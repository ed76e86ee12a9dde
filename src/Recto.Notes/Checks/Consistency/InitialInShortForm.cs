using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0529: shortened references name the author by the family name alone, and one has an initial or a given name before it. Where two authors bear one family name, the initial tells them apart and is left.</summary>
internal sealed class InitialInShortForm : Check
{
    private const int Fewest = 8;
    private const double Share = 0.9;

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0529", "initial-in-short-form", "A shortened reference has an initial where the others have the family name alone", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        var habit = new Habit<bool>();
        var known = Citation.All(context).SelectMany(citation => citation.Reference.Authors.Concat(citation.Reference.Editors)).Where(person => person.Given is { Length: > 0 })
            .GroupBy(person => EditDistance.Fold(person.Family), StringComparer.Ordinal)
            .ToDictionary(family => family.Key, family => family.Select(person => char.ToUpperInvariant(person.Given![0])).Distinct().Count(), StringComparer.Ordinal);
        var full = Citation.Full(context).Where(citation => citation.SourceId is not null).Select(citation => citation.SourceId!).ToHashSet(StringComparer.Ordinal);
        foreach (var citation in Citation.All(context).Where(citation => citation.SourceId is { } id && full.Contains(id) && citation.IsTypeset(context)))
        {
            var reference = citation.Reference;
            if (reference is not { Form: ReferenceForm.Short, Title: not null, Authors: [var person, ..] } || known.GetValueOrDefault(EditDistance.Fold(person.Family)) != 1)
            {
                continue;
            }

            var printed = context.Printed(citation.Note, person.Span);
            var isAlone = person.Given is null && printed == person.Family;
            if (isAlone || (person.Given is not null && printed.EndsWith(person.Family, StringComparison.Ordinal) && printed.StartsWith(person.Given, StringComparison.Ordinal)))
            {
                habit.Add(isAlone, citation.Note, isAlone ? person.Span : new TextSpan(person.Span.Start, person.Span.End - person.Family.Length));
            }
        }

        var alone = habit.CountOf(true);
        return alone < Fewest || alone < Share * habit.Uses.Count ? []
            : Departures(context, habit.Others(true), use => string.Create(CultureInfo.InvariantCulture,
                $"This shortened reference names its author with “{context.Printed(use).Trim()}”, and {alone} of {habit.Uses.Count} by the family name alone; leave it out."), use => Suggest(use.Span, ""));
    }
}
