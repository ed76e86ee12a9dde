using Recto.Notes.Diagnostics;
using Recto.Notes.References;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0520: the first author of a full reference with the family name first here (Allen, Mary) and last there (Mary Allen). Names in Cyrillic letters are not compared: Иванов И. И. has its own rules.</summary>
internal sealed class NameOrderChanges : HabitCheck
{
    private const string FamilyFirst = "with the family name first";
    private const string FamilyLast = "with the family name last";

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0520", "name-order-changes", "Authors are named family name first here and last there", Severity.Advice);

    private protected override string Subject(string scope) => "The first author";

    private protected override string Verb(string scope) => "stands";

    private protected override string? Wanted(HouseStyle style, string scope) => style.FamilyNameFirst switch { true => FamilyFirst, false => FamilyLast, null => null };

    private protected override SuggestedFix? Mend(CheckContext context, string scope, HabitUse<string> use, string usual)
    {
        var name = context.Printed(use);
        if (usual == FamilyLast && name.Split(", ") is [var family, var given])
        {
            // "Guldi, Jo.": the full stop ends the name, unless it is an initial's.
            return Suggest(use.Span, $"{(given.LastIndexOf(' ') is var last && IsWhole(given.AsSpan(last + 1)) ? given.TrimEnd('.') : given)} {family}");
        }

        return null;
    }

    // "Jo.", not "R.G." and not "Yu.": the latter is an initial in another alphabet.
    private static bool IsWhole(ReadOnlySpan<char> name) => name.Length >= 3 && name[^1] == '.' && char.IsLower(name[^2]) && !name[..^1].Contains('.') && name is not ("Yu." or "Ya." or "Iu." or "Ia." or "Ch." or "Th." or "Ph.");

    private protected override IEnumerable<Choice> Choices(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            if (reference is not { Authors: [{ Given: { Length: > 0 } given } author, ..], Title: not null } || author.Span.Start != reference.Span.Start
                || (reference.Place ?? reference.Publisher ?? reference.Container ?? reference.Volume ?? reference.Url) is null)
            {
                continue;
            }

            var name = context.Printed(note, author.Span);
            if (Lookalikes.ScriptOf(name) != Script.Latin || !char.IsUpper(given[0]))
            {
                continue;
            }

            // A bare "Mao Zedong" tells no order; the comma does.
            if (name == $"{author.Family}, {given}")
            {
                yield return new Choice("", FamilyFirst, note, author.Span);
            }
            else if (name == $"{given} {author.Family}")
            {
                yield return new Choice("", FamilyLast, note, author.Span);
            }
        }
    }
}
