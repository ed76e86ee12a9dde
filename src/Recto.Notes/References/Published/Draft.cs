using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.References.Published;

/// <summary>What has been read of one reference so far.</summary>
internal sealed class Draft(NoteTokens tokens, TokenRange within)
{
    public NoteTokens Tokens => tokens;

    public TokenRange Within => within;

    public List<PersonTokens> Authors { get; } = [];

    public List<PersonTokens> Editors { get; } = [];

    public List<PersonTokens> Translators { get; } = [];

    public TokenRange Title { get; set; }

    public TokenRange Container { get; set; }

    public TokenRange Place { get; set; }

    public TokenRange Publisher { get; set; }

    public TokenRange Year { get; set; }

    public TokenRange Volume { get; set; }

    public TokenRange Issue { get; set; }

    public TokenRange Pages { get; set; }

    public TokenRange Series { get; set; }

    public TokenRange Edition { get; set; }

    public TokenRange Abbreviation { get; set; }

    /// <summary>A note in which the work is said to stand: <c>(n. 12)</c>.</summary>
    public TokenRange NamedNote { get; set; }

    public TextSpan? Url { get; set; }

    public TextSpan? Doi { get; set; }

    public bool TitleIsQuoted { get; set; }

    public bool TitleIsItalic { get; set; }

    public bool IsIn { get; set; }

    public bool IsThesis { get; set; }

    public bool HasVolumes { get; set; }

    /// <summary>A paper of the United States Congress: <c>44th Cong., 1st Sess., H. Rpt. 787</c>.</summary>
    public bool IsCongress { get; set; }

    public bool OpCit { get; set; }

    /// <summary>The token after the last that belongs to the reference.</summary>
    public int End { get; set; }

    public bool HasImprint => !Place.IsEmpty || !Publisher.IsEmpty;

    /// <summary>Forgets what was read as a mention by author and year.</summary>
    public void Clear()
    {
        Authors.Clear();
        Year = Pages = default;
    }

    public void Take(Imprint imprint)
    {
        Place = Place.IsEmpty ? imprint.Place ?? default : Place;
        Publisher = Publisher.IsEmpty ? imprint.Publisher ?? default : Publisher;
        Year = Year.IsEmpty ? imprint.Year ?? default : Year;
        Edition = Edition.IsEmpty ? imprint.Edition ?? default : Edition;
        IsThesis |= imprint.IsThesis;
    }

    public Field? Field(TokenRange range) => range.IsEmpty ? null : References.Field.Of(tokens.Text, tokens.Span(range.From, range.To));

    public Field? Field(TextSpan? span) => References.Field.OfAny(tokens.Text, span);

    public PublishedReference Build(ReferenceKind kind, ReferenceForm form, double confidence, TextSpan span) => new()
    {
        Span = span,
        Form = form,
        Kind = kind,
        Confidence = confidence,
        Authors = Names(Authors),
        Editors = Names(Editors),
        Translators = Names(Translators),
        Title = Field(Title),
        Container = Field(Container),
        Place = Field(Place),
        Publisher = Field(Publisher),
        Year = Field(Year),
        Volume = Field(Volume),
        Issue = Field(Issue),
        Pages = Field(Pages),
        Series = Field(Series),
        Edition = Field(Edition),
        Abbreviation = Field(Abbreviation),
        NamedNote = Field(NamedNote),
        Url = Field(Url),
        Doi = Field(Doi),
    };

    private PersonName[] Names(List<PersonTokens> persons)
    {
        if (persons.Count == 0)
        {
            return [];
        }

        var names = new PersonName[persons.Count];
        for (var i = 0; i < names.Length; i++)
        {
            names[i] = persons[i].ToName(tokens);
        }

        return names;
    }
}
