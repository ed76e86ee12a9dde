using Recto.Notes.Text;

namespace Recto.Notes.References.Markup;

/// <summary>What the source tags of one cited work.</summary>
/// <param name="kind">The kind that the source states for it; null where it states none.</param>
internal sealed class MarkedWork(string? kind)
{
    // What is told again further on is told of another work: so many UTF-16 code units may part the pieces of one field.
    private const int Far = 3;
    private const int FarPages = 12;

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

        if (!_fields.TryGetValue(field.Label, out var known))
        {
            _fields.Add(field.Label, field.Span);
        }
        else if (field.Span.Start - known.End <= (field.Label == MarkedLabel.Pages ? FarPages : Far) && field.Label is not (MarkedLabel.Year or MarkedLabel.Volume or MarkedLabel.Issue or MarkedLabel.Doi or MarkedLabel.Url))
        {
            _fields[field.Label] = new TextSpan(known.Start, field.Span.End);
        }

        Grow(field.Span);
        HeadEnd = field.Label is MarkedLabel.Title or MarkedLabel.Source ? field.Span.End : HeadEnd;
    }

    private void Grow(TextSpan span) => Span = Span.IsEmpty ? span : new TextSpan(Math.Min(Span.Start, span.Start), Math.Max(Span.End, span.End));
}
