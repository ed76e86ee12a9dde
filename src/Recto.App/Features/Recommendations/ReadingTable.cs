using System.Globalization;
using Recto.App.Shell;
using Recto.Journals.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>The tables of a recommender as they were given: articles as numbers from 0, readers as rows, questions in their order.</summary>
/// <param name="Data">What recommendations are made of.</param>
/// <param name="Questions">What is asked, in order, each once.</param>
/// <param name="Candidates">Which articles alone may be shown; null where all may.</param>
/// <param name="Names">How the tables call an article.</param>
internal sealed record ReadingTable(RecommenderTables Data, IReadOnlyList<Question> Questions, IReadOnlySet<int>? Candidates, ArticleNames Names)
{
    // An article with a million terms.
    private const int LongestRow = 1 << 24;

    /// <summary>Reads them.</summary>
    /// <exception cref="InvalidDataException">A table cannot be used; the message names file and line.</exception>
    public static ReadingTable Read(TableFiles files, Terminal terminal, CancellationToken ct)
    {
        var text = files.Text is null ? null : Rows(files.Text, terminal, counted: true, ct);
        var links = files.Citations is null ? null : Rows(files.Citations, terminal, counted: false, ct);
        var names = new ArticleNames(text is null && links is null ? null : Math.Max(text?.Rows ?? 0, links?.Rows ?? 0));

        var readers = new Dictionary<string, int>(StringComparer.Ordinal);
        var reads = new HashSet<(int Reader, int Article)>();
        EachLine(files.Reads, terminal, (lines, line) =>
        {
            var (reader, article) = Pair(lines, line, "reader");
            if (!readers.TryGetValue(reader, out var row))
            {
                readers.Add(reader, row = readers.Count);
            }

            reads.Add((row, names.Find(article, lines)));
        }, ct);
        var questions = new List<Question>();
        var asked = new HashSet<(string, int)>();
        EachLine(files.Queries, terminal, (lines, line) =>
        {
            var (name, article) = files.Task == RecommendTask.AlsoRead ? Pair(lines, line, "query") : (line.Split('\t')[0], null);
            var question = new Question(name, article is null ? -1 : names.Find(article, lines), article is null && readers.TryGetValue(name, out var reader) ? reader : -1);
            if (asked.Add((name, question.Article)))
            {
                questions.Add(question);
            }
        }, ct);
        HashSet<int>? candidates = null;
        if (files.Candidates is not null)
        {
            candidates = [];
            EachLine(files.Candidates, terminal, (lines, line) => candidates.Add(names.Find(line.Split('\t')[0], lines)), ct);
        }
        else if (files.Task == RecommendTask.NewArticles)
        {
            candidates = [.. Enumerable.Range(0, names.Count).Except(reads.Select(read => read.Article))];
        }

        var data = new RecommenderTables(
            names.Count,
            SparseRows.Of(readers.Count, names.Count, [.. reads.Select(read => (read.Reader, read.Article, 1f))]),
            text is null ? null : SparseRows.Of(names.Count, text.Columns, text.Cells),
            links is null ? null : SparseRows.Of(names.Count, Math.Max(links.Columns, names.Count), links.Cells));
        return new ReadingTable(data, questions, candidates, names);
    }

    /// <summary>Goes through the lines of a file that are not blank.</summary>
    internal static void EachLine(string path, Terminal terminal, Action<InputLines, string> read, CancellationToken ct)
    {
        using var lines = InputLines.Open(path, terminal, LongestRow, "row");
        while (lines.Read() is { } line)
        {
            ct.ThrowIfCancellationRequested();
            if (!string.IsNullOrWhiteSpace(line))
            {
                read(lines, line);
            }
        }
    }

    /// <summary>The first two fields of a line.</summary>
    internal static (string First, string Second) Pair(InputLines lines, string line, string first)
    {
        var fields = line.Split('\t');
        return fields.Length >= 2 && fields[0].Length > 0 && fields[1].Length > 0 ? (fields[0], fields[1])
            : throw lines.Refuse($"“{Short(line)}” is no {first} and article with a tab between them");
    }

    private static string Short(string text) => text.Length <= 60 ? text : text[..60] + "…";

    // Line n is article n: how many cells follow, and the cells. Columns that are no article (and terms whatever they are) are numbered as they come.
    private static RowsRead Rows(string path, Terminal terminal, bool counted, CancellationToken ct)
    {
        var raw = new List<(int Row, int Column, float Value)>();
        var row = 0;
        using var lines = InputLines.Open(path, terminal, LongestRow, "row");
        while (lines.Read() is { } line)
        {
            ct.ThrowIfCancellationRequested();
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (fields.Length > 0 && (!int.TryParse(fields[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count != fields.Length - 1))
            {
                throw lines.Refuse($"it says that “{Short(fields[0])}” {(counted ? "terms" : "articles")} follow, but {fields.Length - 1} do");
            }

            foreach (var field in fields.AsSpan(Math.Min(1, fields.Length)))
            {
                var colon = counted ? field.IndexOf(':', StringComparison.Ordinal) : field.Length;
                var value = 1f;
                if (colon < 0 || !int.TryParse(field.AsSpan(0, colon), NumberStyles.None, CultureInfo.InvariantCulture, out var column)
                    || (counted && !(float.TryParse(field.AsSpan(colon + 1), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out value) && value > 0 && float.IsFinite(value))))
                {
                    throw lines.Refuse(counted ? $"“{Short(field)}” is no term:frequency" : $"“{Short(field)}” is no number of an article");
                }

                raw.Add((row, column, value));
            }

            row++;
        }

        var (columns, known) = (counted ? 0 : row, new Dictionary<int, int>());
        for (var i = 0; i < raw.Count; i++)
        {
            var column = raw[i].Column;
            if (counted || column >= row)
            {
                if (!known.TryGetValue(column, out var number))
                {
                    known.Add(column, number = columns++);
                }

                raw[i] = raw[i] with { Column = number };
            }
        }

        // The same link told twice is one link.
        return new RowsRead(row, columns, counted ? raw : [.. raw.Distinct()]);
    }

    private sealed record RowsRead(int Rows, int Columns, IReadOnlyCollection<(int Row, int Column, float Value)> Cells);
}

/// <summary>One who asks.</summary>
/// <param name="Name">What the table of queries calls the query or the reader.</param>
/// <param name="Article">The article of the query; -1 where a reader asks.</param>
/// <param name="Reader">The row of the reader; -1 where an article is asked for, or nothing is known of the reader.</param>
internal sealed record Question(string Name, int Article, int Reader);
