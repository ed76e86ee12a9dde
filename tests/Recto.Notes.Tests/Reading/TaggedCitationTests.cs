using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Tests.Reading;

/// <summary>Notes whose citations the source tags. In the tables <c>{a:Hogg|Francis}</c> is an author, <c>{e:…}</c> an editor, <c>{t:…}</c> a title, <c>{s:…}</c> a source, and so on.</summary>
public sealed class TaggedCitationTests
{
    [Theory]
    [InlineData("book", "{a:Hogg|Francis} {s:Practical Remarks} {l:Benares} {p:Hall Press} {y:1877} {g:iii}", "Book Full author=Hogg, Francis|title=Practical Remarks|place=Benares|publisher=Hall Press|year=1877|pages=iii")]
    [InlineData("journal", "{a:Marker|Gary} {t:Literacy in Muscovy: A View} {s:Slavic Rev} {v:49} {y:1990} {g:74} {g:89}", "Article Full author=Marker, Gary|title=Literacy in Muscovy: A View|container=Slavic Rev|year=1990|volume=49|pages=74 89")]
    [InlineData("book", "{a:Qaiser|Neshat} {t:Politics of Practice} {s:Health and Empire} {e:Pati|B.} {l:London} {p:Sangam} {y:2001} {g:317} {g:355}", "Chapter Full author=Qaiser, Neshat|editor=Pati, B.|title=Politics of Practice|container=Health and Empire|place=London|publisher=Sangam|year=2001|pages=317 355")]
    [InlineData("journal", "{t:“Rickets and Bones,”} {s:Lancet} {y:1962} {v:279} {g:1168} on p. 1168", "Article Full title=Rickets and Bones|container=Lancet|year=1962|volume=279|pages=1168 on p. 1168")] // marks tagged along, a place in it
    [InlineData("journal", "{t:Medical Theatre} {s:Morning Chronicle} {m:9} {d:6} {y:1803}", "Newspaper Full title=Medical Theatre|container=Morning Chronicle|year=1803")]
    [InlineData("book", "{a:Wallis|Patrick} {t:Medicines for London} {p:D.Phil. diss., Oxford University} {y:2002}", "Thesis Full author=Wallis, Patrick|title=Medicines for London|publisher=Oxford University|year=2002")]
    [InlineData("book", "{a:Pugh|} {s:From Farriery} (n. {i:15}), {g:3}", "Book Short author=Pugh, |title=From Farriery|pages=3|note=15")] // the number of a note tagged as an issue
    [InlineData("journal", "{a:Minuzzi|} {t:Sul filo} {v:18} {g:45} {g:46}", "Article Short author=Minuzzi, |title=Sul filo|pages=45 46|note=18")] // as a volume, its words dropped
    [InlineData("web", "{t:The Archive} {u:https://example.org/a} ", "Web Full title=The Archive|url=https://example.org/a")]
    public void Tagged_fields_are_the_fields_of_the_reference(string kind, string marked, string expected)
    {
        var reference = Assert.Single(Read((kind, marked)));

        Assert.Equal(expected, $"{reference.Kind} {reference.Form} {Fields(reference)}");
    }

    [Fact]
    public void One_tagged_stretch_may_cite_several_works()
    {
        var references = Read(("book", "{a:Scull|Andrew}, {s:Museums of Madness} ({l:London}, {y:1979}), {g:5}; {a:Jones|Kathleen}, {t:\"Asylums,\"} {s:Hist. Sci.} {v:3} ({y:1980}): {g:9}; {a:Pugh|}, {s:From Farriery} (n. 15)."));

        Assert.Equal(
            ["Book Full author=Scull, Andrew|title=Museums of Madness|place=London|year=1979|pages=5", "Article Full author=Jones, Kathleen|title=Asylums|container=Hist. Sci.|year=1980|volume=3|pages=9", "Book Short author=Pugh, |title=From Farriery|note=15"],
            references.Select(reference => $"{reference.Kind} {reference.Form} {Fields(reference)}"));
    }

    [Fact]
    public void What_stands_between_tagged_stretches_is_read_as_print()
    {
        var (text, markup) = Parse("journal", "{a:Marker|Gary} {t:Literacy} {s:Slavic Rev} {v:49} {y:1990}");
        var note = new Note { Id = "n1", Label = "1", Text = text + "; John Smith, Old Towns (London: Penguin, 1990), 5.", Citations = [markup] };

        var references = new NotesEngine().Read([note]).Notes[0].References;

        Assert.Equal(["Literacy", "Old Towns"], references.Select(reference => ((PublishedReference)reference.Reference).Title?.Text));
    }

    [Theory]
    [InlineData("{s:Ibid.}, {g:12}", "Ibid")] // points back
    [InlineData("{t:John Smith, Old Towns (London: Penguin, 1990), 5}", "Full")] // a whole note in one title: print tells more
    [InlineData("John Smith, Old Towns (London: Penguin, 1990), {c:here 5}", "Full")] // a remark alone
    public void Where_the_tagging_tells_too_little_the_print_is_read(string marked, string form)
    {
        var (text, markup) = Parse("book", marked);

        var reference = Assert.Single(new NotesEngine().Read([Earlier, new Note { Id = "n2", Label = "2", Text = text, Citations = [markup] }]).Notes[1].References).Reference;

        Assert.Equal(form, reference.Form.ToString());
        Assert.True(reference is not PublishedReference published || published.Authors[0].Family == "Smith");
    }

    [Fact]
    public void Given_names_tagged_as_family_names_are_told_by_the_names_that_are_usual()
    {
        var references = Read(("book", "{a:Mary|Petty} {s:One} {l:London} {y:1990}"), ("book", "{a:David|F. Smith} {s:Two} {l:London} {y:1991}"), ("book", "{a:Harmke|Kamminga} {s:Three} {l:London} {y:1992}"));

        Assert.Equal(["Petty, Mary", "Smith, David F.", "Kamminga, Harmke"], references.Select(reference => $"{reference.Authors[0].Family}, {reference.Authors[0].Given}"));
    }

    [Fact]
    public void Markup_that_lies_outside_of_the_text_does_no_harm()
    {
        var note = new Note { Id = "n1", Label = "1", Text = "Short.", Citations = [new CitationMarkup { Span = new TextSpan(0, 90), Fields = [new MarkedField(new TextSpan(50, 90), MarkedLabel.Title)] }] };

        Assert.Empty(new NotesEngine().Read([note]).Notes[0].References);
    }

    private static Note Earlier => new() { Id = "n1", Label = "1", Text = "John Smith, Old Towns (London: Penguin, 1990), 5." };

    private static List<PublishedReference> Read(params (string Kind, string Marked)[] notes)
    {
        var all = notes.Select((note, i) =>
        {
            var (text, markup) = Parse(note.Kind, note.Marked);
            return new Note { Id = $"n{i + 20}", Label = $"{i + 20}", Text = text, Citations = [markup] };
        }).ToList();
        return [.. new NotesEngine().Read(all).Notes.SelectMany(note => note.References).Select(reference => Assert.IsType<PublishedReference>(reference.Reference))];
    }

    private static (string Text, CitationMarkup Markup) Parse(string kind, string marked)
    {
        var text = "";
        var persons = new List<MarkedPerson>();
        var fields = new List<MarkedField>();
        foreach (var piece in marked.TrimEnd().Split('{', '}'))
        {
            var start = text.Length;
            if (piece.Length < 2 || piece[1] != ':' || !(piece[0] is 'a' or 'e' || Labels.ContainsKey(piece[0])))
            {
                text += piece;
                continue;
            }

            var words = piece[2..].Split('|');
            text += string.Join(' ', words.Where(word => word.Length > 0));
            var span = new TextSpan(start, text.Length);
            if (piece[0] is 'a' or 'e')
            {
                var family = new TextSpan(start, start + words[0].Length);
                persons.Add(new MarkedPerson(span, piece[0] == 'a' ? MarkedRole.Author : MarkedRole.Editor, family, words[1].Length > 0 ? new TextSpan(family.End + 1, span.End) : null));
            }
            else
            {
                fields.Add(new MarkedField(span, Labels[piece[0]]));
            }
        }

        return (text, new CitationMarkup { Span = new TextSpan(0, text.Length), Kind = kind, Persons = persons, Fields = fields });
    }

    private static readonly Dictionary<char, MarkedLabel> Labels = new()
    {
        ['t'] = MarkedLabel.Title,
        ['s'] = MarkedLabel.Source,
        ['y'] = MarkedLabel.Year,
        ['m'] = MarkedLabel.Month,
        ['d'] = MarkedLabel.Day,
        ['v'] = MarkedLabel.Volume,
        ['i'] = MarkedLabel.Issue,
        ['g'] = MarkedLabel.Pages,
        ['l'] = MarkedLabel.Place,
        ['p'] = MarkedLabel.Publisher,
        ['u'] = MarkedLabel.Url,
        ['c'] = MarkedLabel.Comment,
    };

    private static string Fields(PublishedReference reference)
    {
        (string Name, Field? Field)[] fields =
        [
            ("title", reference.Title), ("container", reference.Container), ("place", reference.Place), ("publisher", reference.Publisher), ("year", reference.Year),
            ("volume", reference.Volume), ("issue", reference.Issue), ("pages", reference.Pages), ("url", reference.Url), ("note", reference.NamedNote),
        ];
        return string.Join('|', reference.Authors.Select(person => $"author={person.Family}, {person.Given}").Concat(reference.Editors.Select(person => $"editor={person.Family}, {person.Given}"))
            .Concat(fields.Where(pair => pair.Field is not null).Select(pair => $"{pair.Name}={pair.Field!.Text}")));
    }
}
