namespace Recto.Notes.Labelling.Corpora;

/// <summary>A token of Linked Books with its three labels.</summary>
/// <param name="Text">The token; punctuation is a token of its own.</param>
/// <param name="Component">What part of a reference it is; <c>o</c> for none.</param>
/// <param name="Generic">Beginning, inside or end of a primary or secondary source or of a meta-annotation (article, chapter); <c>o</c> for none.</param>
/// <param name="Span">Beginning, inside or end of a reference (<c>b-r i-r e-r</c>); <c>o</c> for none.</param>
public sealed record LinkedBooksToken(string Text, string Component, string Generic, string Span);

/// <summary>Which of the three labels of Linked Books is to be learnt.</summary>
public enum LinkedBooksTask
{
    /// <summary>The parts of a reference.</summary>
    Component = 1,

    /// <summary>The kind of source.</summary>
    Generic,

    /// <summary>Where references begin and end.</summary>
    Span,
}

/// <summary>What makes one string of Linked Books' lines of text.</summary>
public enum LinkedBooksUnit
{
    /// <summary>A line of text, as the published figures take it.</summary>
    Line = 1,

    /// <summary>The lines over which references run on, joined until one ends with its reference.</summary>
    Run,

    /// <summary>One reference, from <c>b-r</c> to where it ends, over the ends of lines.</summary>
    Reference,
}

/// <summary>
/// Linked Books: footnotes and reference lists on the history of Venice, by OCR, a token a line (text, component, generic, span, parted by tabs), a blank line after each line of text.
/// Rodrigues Alves, Colavizza, Kaplan 2018, doi 10.3389/frma.2018.00021.
/// </summary>
public static class LinkedBooks
{
    /// <summary>Reads the lines of text.</summary>
    /// <param name="tsv">The whole file; lines that begin with <c># token</c> are comments.</param>
    /// <exception cref="InvalidDataException">A line has not four columns; the message names it.</exception>
    public static IReadOnlyList<IReadOnlyList<LinkedBooksToken>> Read(string tsv)
    {
        ArgumentNullException.ThrowIfNull(tsv);
        var lines = new List<IReadOnlyList<LinkedBooksToken>>();
        var tokens = new List<LinkedBooksToken>();
        var number = 0;
        foreach (var row in tsv.AsSpan().EnumerateLines())
        {
            number++;
            if (row.IsWhiteSpace())
            {
                Close();
            }
            else if (!row.StartsWith("# token\t"))
            {
                var columns = row.ToString().Split('\t');
                if (columns.Length != 4 || string.IsNullOrWhiteSpace(columns[0]))
                {
                    throw new InvalidDataException($"line {number}: a token, its component, its kind and its span are expected, parted by tabs");
                }

                tokens.Add(new LinkedBooksToken(columns[0], columns[1], columns[2], columns[3]));
            }
        }

        Close();
        return lines;

        void Close()
        {
            if (tokens.Count > 0)
            {
                lines.Add(tokens);
                tokens = [];
            }
        }
    }

    /// <summary>The strings of one unit with the labels of one task; the words are the tokens, parted by one space.</summary>
    public static IReadOnlyList<LabelledSequence> Sequences(IReadOnlyList<IReadOnlyList<LinkedBooksToken>> lines, LinkedBooksTask task, LinkedBooksUnit unit)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var units = unit switch
        {
            LinkedBooksUnit.Line => lines,
            LinkedBooksUnit.Run => Runs(lines),
            _ => [.. References(lines).Select(reference => reference.SelectMany(line => line).ToList())],
        };
        return
        [
            .. units.Select(tokens =>
            {
                var sequence = new SequenceBuilder();
                foreach (var token in tokens)
                {
                    sequence.Add(token.Text, task switch { LinkedBooksTask.Component => token.Component, LinkedBooksTask.Generic => token.Generic, _ => token.Span });
                }

                return sequence.Build();
            }),
        ];
    }

    /// <summary>Every reference, in order, as the parts of lines over which it runs: it begins at <c>b-r</c> and goes on to <c>e-r</c> or to where the next begins or nothing is cited.</summary>
    public static IReadOnlyList<IReadOnlyList<IReadOnlyList<LinkedBooksToken>>> References(IReadOnlyList<IReadOnlyList<LinkedBooksToken>> lines)
    {
        ArgumentNullException.ThrowIfNull(lines);
        var references = new List<IReadOnlyList<IReadOnlyList<LinkedBooksToken>>>();
        List<IReadOnlyList<LinkedBooksToken>>? open = null;
        foreach (var line in lines)
        {
            var start = 0;
            for (var i = 0; i <= line.Count; i++)
            {
                var span = i < line.Count ? line[i].Span : null;
                if (open is not null && span is "b-r" or "o" or null)
                {
                    if (open is not null && i > start)
                    {
                        open.Add([.. line.Skip(start).Take(i - start)]);
                    }

                    open = span is null ? open : null;
                }

                if (span == "b-r")
                {
                    open = [];
                    references.Add(open);
                    start = i;
                }
                else if (span == "e-r")
                {
                    open?.Add([.. line.Skip(start).Take(i + 1 - start)]);
                    open = null;
                }
            }
        }

        return references;
    }

    private static List<IReadOnlyList<LinkedBooksToken>> Runs(IReadOnlyList<IReadOnlyList<LinkedBooksToken>> lines)
    {
        var runs = new List<IReadOnlyList<LinkedBooksToken>>();
        var run = new List<LinkedBooksToken>();
        foreach (var line in lines)
        {
            // It goes on only where the line before broke off within a reference and this one begins within one.
            if (run.Count > 0 && !(run[^1].Span is "b-r" or "i-r" && line[0].Span is "i-r" or "e-r"))
            {
                runs.Add(run);
                run = [];
            }

            run.AddRange(line);
        }

        if (run.Count > 0)
        {
            runs.Add(run);
        }

        return runs;
    }
}
