using System.Text.RegularExpressions;

namespace Recto.Notes.Labelling.Corpora;

/// <summary>What labels of a set are wanted.</summary>
public enum LabelTask
{
    /// <summary>The fields of references, with AnyStyle's labels.</summary>
    Fields = 1,

    /// <summary>The parts of a reference with Linked Books' own labels.</summary>
    Component,

    /// <summary>Linked Books' kinds of source.</summary>
    Generic,

    /// <summary>Where in a text references begin and end: <c>b-r i-r e-r o</c>.</summary>
    Span,
}

/// <summary>Reads a data file of any of the formats known here, told by its content.</summary>
public static partial class TrainingData
{
    // Punctuation stripped from a set is put back by this seed: the same file is always the same data.
    private const int PunctuationSeed = 20181;

    /// <summary>Reads the labelled strings of a file.</summary>
    /// <param name="text">The whole file.</param>
    /// <param name="task">Which labels.</param>
    /// <param name="unit">What makes one string of Linked Books for a task other than <see cref="LabelTask.Fields"/>; of no meaning elsewhere.</param>
    /// <exception cref="InvalidDataException">The format is not known, has not such labels, or is broken; the message says so.</exception>
    public static IReadOnlyList<LabelledSequence> Read(string text, LabelTask task, LinkedBooksUnit unit)
    {
        ArgumentNullException.ThrowIfNull(text);
        var format = FormatOf(text);
        return (format, task) switch
        {
            (null, _) => throw new InvalidDataException("this is none of the known formats (AnyStyle XML, TEI bibl, bibliographic-tei, Linked Books or ParsCit columns, EXCITE ref, tagged lines)"),
            ("anystyle", LabelTask.Fields) => AnyStyleXml.Read(text),
            ("linkedbooks", LabelTask.Fields) => LinkedBooksFields.References(LinkedBooks.Read(text)),
            ("linkedbooks", _) => LinkedBooks.Sequences(LinkedBooks.Read(text), task switch { LabelTask.Component => LinkedBooksTask.Component, LabelTask.Generic => LinkedBooksTask.Generic, _ => LinkedBooksTask.Span }, unit),
            ("bibliographic-tei", LabelTask.Fields) => BibliographicTei.References(text),
            ("bibliographic-tei", LabelTask.Span) => BibliographicTei.Spans(text),
            ("grobid-citation", LabelTask.Fields) => GrobidCitation.Read(text),
            ("grobid-citation" or "grobid-segmenter", LabelTask.Span) => [GrobidSegmenter.Read(text)],
            ("excite", LabelTask.Fields) => ExciteReferences.Read(text),
            ("parscit", LabelTask.Fields) => ParsCitWords.Read(text),
            ("brill", LabelTask.Fields) => BrillLines.Read(text, PunctuationSeed),
            _ => throw new InvalidDataException($"a file of the format {format} has no labels for the task “{task.ToString().ToLowerInvariant()}”"),
        };
    }

    /// <summary>The format of a file: <c>anystyle</c>, <c>linkedbooks</c>, <c>bibliographic-tei</c>, <c>grobid-citation</c>, <c>grobid-segmenter</c>, <c>excite</c>, <c>parscit</c>, <c>brill</c>; null where it is none.</summary>
    public static string? FormatOf(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (Root().Match(text) is not { Success: true } root)
        {
            return ColumnsOf(text) switch { 4 => "linkedbooks", 2 => "parscit", _ => null };
        }

        return root.Groups["name"].Value.ToLowerInvariant() switch
        {
            "dataset" => text.Contains("<instance", StringComparison.Ordinal) ? "bibliographic-tei" : "anystyle",
            "seganno" => "excite",
            "author" or "title" or "booktitle" or "editor" or "journal" or "date" or "location" or "publisher" => "brill",
            _ when !Bibl().IsMatch(text) => null,
            _ => Field().IsMatch(text) ? "grobid-citation" : "grobid-segmenter",
        };
    }

    // Of the first line that is neither blank nor a comment.
    private static int ColumnsOf(string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace() && !line.StartsWith("# "))
            {
                return line.Count('\t') + 1;
            }
        }

        return 0;
    }

    // <?xml …?> <!-- … --> <tei:TEI …>
    [GeneratedRegex(@"\A\uFEFF?\s*(?:<\?[^>]*>\s*|<!--(?:(?!-->)[\s\S])*-->\s*|<!DOCTYPE[^>]*>\s*)*<(?:[\w.-]+:)?(?<name>[A-Za-z][\w.-]*)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Root();

    // <bibl> or <bibl xml:id="b1">
    [GeneratedRegex(@"<(?:[\w.-]+:)?bibl[\s>]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Bibl();

    // <author>, <title level="a">, <date>
    [GeneratedRegex(@"<(?:[\w.-]+:)?(?:author|title|date|biblScope)[\s>]", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Field();
}
