using Recto.Notes.References.Published;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Markup;

/// <summary>Reads tagged persons. Where only the whole is tagged (<c>Smith J, Miller A</c>), it is read as print.</summary>
internal sealed class MarkedNames(NoteTokens tokens)
{
    // A longer name is a sentence that was tagged wrongly.
    private const int MostTokens = 16;

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

            if (MarkedSpans.Field(tokens.Text, person.Family) is { } family)
            {
                list.Add(new PersonName(family.Text, Given(person.Given), person.Span));
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

    // The full stop of an initial is its own.
    private string? Given(TextSpan? span) => span is { } given && given.In(tokens.Text).Trim(" ,;\u00a0") is { Length: > 0 } words ? words.ToString() : null;
}
