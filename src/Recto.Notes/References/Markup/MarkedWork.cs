using Recto.Notes.Text;

namespace Recto.Notes.References.Markup;

/// <summary>What the source tags of one cited work.</summary>
/// <param name="kind">The kind that the source states for it; null where it states none.</param>
internal sealed class MarkedWork(string? kind)
{
    private readonly Dictionary<MarkedLabel, TextSpan> _fields = [];

    public string? Kind => kind;

    public List<MarkedPerson> Persons { get; } = [];

    /// <summary>From the first tagged character to the last; identifiers and remarks do not count.</summary>
    public TextSpan Span { get; private set; }

    /// <summary>End of the title or source, or of the persons where there is neither.</summary>
    public int HeadEnd { get; private set; }

    /// <summary>How many sorts of fields are told, persons being one.</summary>
    public int Sorts => _fields.Count + (Persons.Count > 0 ? 1 : 0);

    public bool HasTitle => Has(MarkedLabel.Title) || Has(MarkedLabel.Source);

    /// <summary>Whether what follows a title has begun.</summary>
    public bool HasTail => Has(MarkedLabel.Year) || Has(MarkedLabel.Pages) || Has(MarkedLabel.Volume);

    public bool HasImprint => Has(MarkedLabel.Place) || Has(MarkedLabel.Publisher);

    public bool HasAuthors => Persons.Exists(person => person.Role == MarkedRole.Author);

    public bool Has(MarkedLabel label) => _fields.ContainsKey(label);

    public TextSpan? this[MarkedLabel label] => _fields.TryGetValue(label, out var span) ? span : null;

    public void Add(MarkedPerson person)
    {
        Persons.Add(person);
        Grow(person.Span);
        HeadEnd = HasTitle ? HeadEnd : person.Span.End;
    }

    /// <summary>Adds a field; one told in several pieces reaches from the first to the last.</summary>
    public void Add(MarkedField field)
    {
        if (field.Label is MarkedLabel.Identifier or MarkedLabel.Comment)
        {
            return;
        }

        _fields[field.Label] = _fields.TryGetValue(field.Label, out var known) && field.Label is not (MarkedLabel.Year or MarkedLabel.Volume or MarkedLabel.Issue or MarkedLabel.Doi or MarkedLabel.Url)
            ? new TextSpan(known.Start, field.Span.End)
            : known.IsEmpty ? field.Span : known;
        Grow(field.Span);
        HeadEnd = field.Label is MarkedLabel.Title or MarkedLabel.Source ? field.Span.End : HeadEnd;
    }

    private void Grow(TextSpan span) => Span = Span.IsEmpty ? span : new TextSpan(Math.Min(Span.Start, span.Start), Math.Max(Span.End, span.End));
}
