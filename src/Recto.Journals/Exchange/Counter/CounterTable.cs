using System.Buffers;
using System.Globalization;
using System.Text;
using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>Writes reports as tables (COUNTER 5.1, 3.2 and 5.2): columns parted by tabs, UTF-8 with a mark, by which spreadsheets know it; 13 rows of header, an empty one, the columns' names, a row for each metric. Every row has as many cells.</summary>
public static class CounterTable
{
    /// <summary>Its media type.</summary>
    public const string MediaType = "text/tab-separated-values";

    private static readonly SearchValues<char> Breaks = SearchValues.Create("\t\r\n\u0085\u2028\u2029");

    /// <summary>Writes a report, row by row.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void Write(CounterReport report, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(report);
        ArgumentNullException.ThrowIfNull(output);
        var request = report.Header.Request;
        var columns = ReportColumns.Of(request);
        var months = request.IsTotal ? [] : request.Begin.To(request.End).ToList();
        var names = columns.Select(column => column.Name).Append("Metric_Type").Append("Reporting_Period_Total").Concat(months.Select(month => month.First.ToString("MMM-yyyy", CultureInfo.InvariantCulture))).ToList();

        output.Write("\uFEFF"u8);
        foreach (var (name, value) in Header(report.Header))
        {
            WriteRow(output, [name, value ?? ""], names.Count);
        }

        WriteRow(output, [], names.Count);
        WriteRow(output, names, names.Count);
        foreach (var group in report.Groups)
        {
            foreach (var item in group.Items)
            {
                foreach (var performance in item.Performance)
                {
                    var cells = columns.Select(column => column.Cell(group, item, performance) ?? "").ToList();
                    foreach (var metric in performance.Metrics)
                    {
                        var counts = metric.Counts.ToDictionary(count => count.Key, count => count.Value);
                        WriteRow(output, [.. cells, CounterWords.Of(metric.Metric), Number(metric.Total), .. months.Select(month => Number(counts.GetValueOrDefault(month)))], names.Count);
                    }
                }
            }
        }
    }

    private static IEnumerable<(string Name, string? Value)> Header(ReportHeader header)
    {
        var request = header.Request;
        var (shown, others) = ReportHeaderText.Attributes(request, isTabular: true);
        return
        [
            ("Report_Name", request.Report.Name),
            ("Report_ID", request.Report.Id),
            ("Release", "5.1"),
            ("Institution_Name", header.Customer.Name),
            ("Institution_ID", ReportColumns.Ids(header.Customer.Ids)),
            ("Metric_Types", string.Join("; ", ReportHeaderText.Metrics(request))),
            ("Report_Filters", string.Join("; ", ReportHeaderText.Filters(request).Select(filter => $"{filter.Name}={string.Join('|', filter.Values)}"))),
            ("Report_Attributes", string.Join("; ", (shown.Count == 0 ? [] : new[] { $"Attributes_To_Show={string.Join('|', shown)}" }).Concat(others.Select(other => $"{other.Key}={other.Value}")))),
            ("Exceptions", string.Join("; ", header.Exceptions)),
            ("Reporting_Period", $"Begin_Date={request.Begin.First:O}; End_Date={request.End.Last:O}"),
            ("Created", header.Created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture)),
            ("Created_By", header.Site.CreatedBy),
            ("Registry_Record", header.Site.RegistryRecord),
        ];
    }

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void WriteRow(IBufferWriter<byte> output, List<string> cells, int width)
    {
        for (var i = 0; i < width; i++)
        {
            if (i > 0)
            {
                output.Write("\t"u8);
            }

            if (i < cells.Count && cells[i].Length > 0)
            {
                Encoding.UTF8.GetBytes(Clean(cells[i]), output);
            }
        }

        output.Write("\n"u8);
    }

    // A tab or a line break would begin another cell or row.
    private static string Clean(string cell) => cell.AsSpan().ContainsAny(Breaks) ? string.Join(' ', cell.Split(['\t', '\r', '\n', '\u0085', '\u2028', '\u2029'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)) : cell;
}
