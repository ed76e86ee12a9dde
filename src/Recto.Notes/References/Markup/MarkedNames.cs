using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Markup;

/// <summary>Reads tagged persons. Where only the whole is tagged (<c>Smith J, Miller A</c>), it is read as print.</summary>
internal sealed class MarkedNames(NoteTokens tokens, NameOrder order)
{
    // A longer name is a sentence that was tagged wrongly.
    private const int MostTokens = 16;

    private const string Marks = " ,;&\u00a0";

    private readonly List<PersonName> _authors = [];
    private readonly List<PersonName> _editors = [];
    private readonly List<PersonName> _translators = [];

    public (IReadOnlyList<PersonName> Authors, IReadOnlyList<PersonName> Editors, IReadOnlyList<PersonName> Translators) Read(IReadOnlyList<MarkedPerson> persons)
    {
        foreach (var person in persons)
        {
            var role = person.Role;
            var list = role switch { MarkedRole.Author => _authors, MarkedRole.Editor => _editors, MarkedRole.Translator => _translators, _ => null };
            if (list is null)
            {
                continue;
            }

            if (person.Family is not null && Named(person) is { } name)
            {
                list.Add(name);
            }
            else if (tokens.IndexFrom(person.Span.Start) is var from && tokens.IndexFrom(person.Span.End) is var to && PersonList.Read(tokens, from, to) is { } read && read.Persons[^1].Whole.To <= to)
            {
                (read.AreEditors && role == MarkedRole.Author ? _editors : list).AddRange(read.Persons.Select(name => name.ToName(tokens)));
            }
            else if (to - from <= MostTokens && MarkedSpans.Field(tokens.Text, person.Span) is { } whole)
            {
                list.Add(new PersonName(whole.Text, null, whole.Span));
            }
        }

        return (_authors, _editors, _translators);
    }

    private PersonName? Named(MarkedPerson person)
    {
        var family = Words(person.Family);
        var given = Words(person.Given);
        if (given is not null && (family is null || order.IsTurned(tokens.Text, person)))
        {
            // "F. Smith" of <surname>David</surname><given-names>F. Smith</given-names>: the last word is the family's.
            var at = given.LastIndexOf(' ') + 1;
            (family, given) = (given[at..], string.Join(' ', new[] { family, at > 0 ? given[..at].TrimEnd() : null }.OfType<string>()));
        }

        return family is null ? null : new PersonName(family, given is { Length: > 0 } ? given : null, person.Span);
    }

    // The full stop of an initial is its own; "and" before or behind a name, and marks, are not.
    private string? Words(TextSpan? span)
    {
        if (span is not { } tagged)
        {
            return null;
        }

        var words = tagged.In(tokens.Text).Trim(Marks);
        for (var blank = words.IndexOf(' '); Vocabulary.PersonJoiners.Contains(blank < 0 ? words : words[..blank]) && (blank >= 0 || words.Length > 1); blank = words.IndexOf(' '))
        {
            words = blank < 0 ? [] : words[(blank + 1)..].Trim(Marks);
        }

        for (var blank = words.LastIndexOf(' '); blank > 0 && words.Length - blank > 2 && Vocabulary.PersonJoiners.Contains(words[(blank + 1)..]); blank = words.LastIndexOf(' '))
        {
            words = words[..blank].Trim(Marks);
        }

        return words.IsEmpty ? null : words.ToString();
    }
}
