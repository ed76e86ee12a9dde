using Recto.Notes.Labelling;
using Recto.Notes.Labelling.Corpora;
using Recto.Tests.Shared;

namespace Recto.Notes.Tests.Labelling.Corpora;

public sealed class AnyStyleXmlTests
{
    private const string Two = """
        <?xml version="1.0" encoding="UTF-8"?>
        <dataset>
          <sequence>
            <author>Orlova, A., &amp; Reyes,
              B.</author>
            <date>(1994).</date>
            <title>Salt roads.</title>
          </sequence>
          <sequence/>
          <sequence><title>Nur ein Titel</title><title>und sein Rest</title></sequence>
        </dataset>
        """;

    [Fact]
    public void Every_word_of_a_field_bears_its_label_and_fields_are_parted_by_one_space()
    {
        var read = AnyStyleXml.Read(Two);

        Assert.Equal(2, read.Count);
        Assert.Equal("Orlova, A., & Reyes, B. (1994). Salt roads.", read[0].Sequence.Text);
        Assert.Equal(["author", "author", "author", "author", "author", "date", "title", "title"], read[0].Labels);
        Assert.Equal([new FieldRun("title", 0, 6)], FieldRun.Of(read[1].Labels));
    }

    [Fact]
    public void What_is_written_is_read_as_the_same_words_and_labels()
    {
        var read = AnyStyleXml.Read(Two);
        using var written = new StringWriter();

        AnyStyleXml.Write(read, written);

        var again = AnyStyleXml.Read(written.ToString());
        Assert.Equal(read.Select(sequence => sequence.Sequence.Text), again.Select(sequence => sequence.Sequence.Text));
        Assert.Equal(read.SelectMany(sequence => sequence.Labels), again.SelectMany(sequence => sequence.Labels));
    }

    [Theory]
    [InlineData("<dataset><sequence><title>x</sequence></dataset>", "line 1")]
    [InlineData("<TEI/>", "“TEI” stands where a “dataset”")]
    [InlineData("<dataset>\n<bibl/></dataset>", "line 2")]
    [InlineData("", "line")]
    public void What_is_no_such_data_set_is_refused_with_its_place(string xml, string told)
    {
        var refused = Assert.Throws<InvalidDataException>(() => AnyStyleXml.Read(xml));

        Assert.Contains(told, refused.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("core.xml", 1305, 1304)]
    [InlineData("good.xml", 4562, 4557)]
    [InlineData("bad.xml", 366, 366)]
    [InlineData("ugly.xml", 3846, 3829)]
    public void The_public_sets_have_as_many_references_as_their_page_says(string file, int references, int different)
    {
        var read = AnyStyleXml.Read(File.ReadAllText(SharedData.Require("data/citations/anystyle/" + file)));

        Assert.Equal(references, read.Count);
        Assert.Equal(different, SequenceKey.WithoutDoubles(read).Count());
        Assert.All(read, sequence => Assert.Equal(sequence.Sequence.Words.Count, sequence.Labels.Count));
    }
}
