using Recto.Notes.References.Published;
using Recto.Notes.Text;

namespace Recto.Notes.References.Markup;

/// <summary>
/// Tells where a source tags a given name as the family name: converters that take the first word for it tag <c>Celia Petty</c> so. Usual given names tell it of one name;
/// of a name that tells nothing, the greater part of those that do.
/// </summary>
internal sealed class NameOrder
{
    private readonly bool _areTurned;

    private NameOrder(bool areTurned) => _areTurned = areTurned;

    /// <summary>The order of names in a document.</summary>
    public static NameOrder Of(IEnumerable<Note> notes)
    {
        var votes = 0;
        foreach (var note in notes)
        {
            foreach (var person in note.Citations.SelectMany(citation => citation.Persons))
            {
                votes += Tell(note.Text, person) switch { true => 1, false => -1, null => 0 };
            }
        }

        return new NameOrder(votes > 0);
    }

    /// <summary>Whether what is tagged as family name is a given name.</summary>
    public bool IsTurned(string text, MarkedPerson person) => CanTell(text, person) && (Tell(text, person) ?? _areTurned);

    // Print gives the family name first with a comma, or in lists without any punctuation at all.
    private static bool CanTell(string text, MarkedPerson person) =>
        person is { Family: { } family, Given: { } given } && family.End <= given.Start && given.End <= text.Length && text.AsSpan(family.End, given.Start - family.End).IsWhiteSpace();

    private static bool? Tell(string text, MarkedPerson person)
    {
        if (!CanTell(text, person))
        {
            return null;
        }

        var family = person.Family!.Value.In(text);
        var given = person.Given!.Value.In(text);
        var isGivenFirst = IsGiven(First(family)) && !family.Contains(' ');
        if (IsGiven(First(given)) || given.Contains('.') && !EndsInWord(given) || given is { Length: <= 3 } && !given.ContainsAnyInRange('a', 'z'))
        {
            return isGivenFirst && !given.Contains('.') && given.Length > 3 ? null : false;
        }

        return isGivenFirst || (given.Contains('.') && EndsInWord(given)) ? true : null;
    }

    private static ReadOnlySpan<char> First(ReadOnlySpan<char> words) => words.IndexOf(' ') is > 0 and var blank ? words[..blank] : words;

    // "F. Smith", not "Johann F." or "G. von"
    private static bool EndsInWord(ReadOnlySpan<char> given) => given.LastIndexOf(' ') is > 1 and var blank && given[..blank].EndsWith('.') && blank == given.IndexOf(' ') && given[blank..].Length > 3 && char.IsUpper(given[blank + 1]) && !given[blank..].Contains('.') && !IsGiven(given[(blank + 1)..]);

    private static bool IsGiven(ReadOnlySpan<char> word) => GivenNames.Words.Contains(word);
}
