using System.Text;
using System.Xml;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>
/// The training format of AnyStyle, and the one Recto writes: a <c>dataset</c> of <c>sequence</c>s whose children are the fields in order, named for their label,
/// with the punctuation kept inside. The string of a sequence is its fields' words with one space between.
/// </summary>
public static class AnyStyleXml
{
    /// <summary>Reads a data set.</summary>
    /// <param name="xml">The whole file.</param>
    /// <returns>The sequences in the order of the file, doubles and all; those without a word are left out.</returns>
    /// <exception cref="InvalidDataException">The text is no such data set; the message says what stands where.</exception>
    public static IReadOnlyList<LabelledSequence> Read(string xml)
    {
        ArgumentNullException.ThrowIfNull(xml);
        var sequences = new List<LabelledSequence>();
        CorpusXml.Read(xml, reader =>
        {
            if (reader.LocalName != "dataset")
            {
                throw CorpusXml.Unexpected(reader, "a “dataset” of AnyStyle");
            }

            while (CorpusXml.NextChild(reader, 1))
            {
                if (reader.LocalName != "sequence")
                {
                    throw CorpusXml.Unexpected(reader, "a “sequence”");
                }

                var sequence = new SequenceBuilder();
                while (CorpusXml.NextChild(reader, 2))
                {
                    var label = reader.LocalName;
                    sequence.Add(CorpusXml.TextOf(reader), label);
                }

                if (!sequence.IsEmpty)
                {
                    sequences.Add(sequence.Build());
                }
            }
        });
        return sequences;
    }

    /// <summary>Writes a data set that <see cref="Read"/> reads as the same words and labels: one element for each run of words of one label.</summary>
    public static void Write(IEnumerable<LabelledSequence> sequences, TextWriter output)
    {
        ArgumentNullException.ThrowIfNull(sequences);
        ArgumentNullException.ThrowIfNull(output);
        var settings = new XmlWriterSettings { Indent = true, NewLineChars = "\n", Encoding = Encoding.UTF8, CheckCharacters = false };
        using var writer = XmlWriter.Create(output, settings);
        writer.WriteStartElement("dataset");
        foreach (var sequence in sequences)
        {
            writer.WriteStartElement("sequence");
            foreach (var field in FieldRun.Of(sequence.Labels))
            {
                writer.WriteStartElement(XmlConvert.EncodeLocalName(field.Label));
                for (var word = field.First; word < field.End; word++)
                {
                    writer.WriteString((word > field.First ? " " : "") + CorpusXml.Printable(sequence.Sequence[word]));
                }

                writer.WriteEndElement();
            }

            writer.WriteEndElement();
        }

        writer.WriteEndElement();
    }
}
