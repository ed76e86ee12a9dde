using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>Writes reports and exceptions as JSON (COUNTER 5.1, 5.1): UTF-8 without a mark, no more objects than needed, nothing that is null or zero.</summary>
public static class CounterJson
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a report, item by item.</summary>
    /// <param name="report">The report.</param>
    /// <param name="output">Where to.</param>
    public static void Write(CounterReport report, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Compact);
        Write(report, json);
    }

    /// <summary>Writes an exception that is answered instead of a report, a list or a status.</summary>
    /// <param name="exception">The exception.</param>
    /// <param name="output">Where to.</param>
    public static void Write(CounterNotice exception, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(exception);
        using var json = new Utf8JsonWriter(output, Compact);
        WriteException(json, exception);
    }

    /// <summary>Writes a report with a writer of the caller's.</summary>
    internal static void Write(CounterReport report, Utf8JsonWriter json)
    {
        ArgumentNullException.ThrowIfNull(report);
        json.WriteStartObject();
        json.WritePropertyName("Report_Header");
        WriteHeader(json, report.Header);
        json.WriteStartArray("Report_Items");
        foreach (var group in report.Groups)
        {
            WriteGroup(json, group, report.Header.Request.Report.Level);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WriteHeader(Utf8JsonWriter json, ReportHeader header)
    {
        var request = header.Request;
        json.WriteStartObject();
        json.WriteString("Release", "5.1");
        json.WriteString("Report_ID", request.Report.Id);
        json.WriteString("Report_Name", request.Report.Name);
        json.WriteString("Created", header.Created.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
        json.WriteString("Created_By", header.Site.CreatedBy);
        WriteOrganizationIds(json, "Institution_ID", header.Customer.Ids);
        json.WriteString("Institution_Name", header.Customer.Name);
        json.WriteString("Registry_Record", header.Site.RegistryRecord ?? "");
        if (header.Exceptions.Count > 0)
        {
            json.WriteStartArray("Exceptions");
            foreach (var exception in header.Exceptions)
            {
                WriteException(json, exception);
            }

            json.WriteEndArray();
        }

        WriteAttributes(json, request);
        WriteFilters(json, request);
        json.WriteEndObject();
    }

    private static void WriteAttributes(Utf8JsonWriter json, ReportRequest request)
    {
        var (names, truths) = ReportHeaderText.Attributes(request);
        if (names.Count == 0 && truths.Count == 0)
        {
            return;
        }

        json.WriteStartObject("Report_Attributes");
        WriteWords(json, "Attributes_To_Show", names);
        foreach (var (name, value) in truths)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private static void WriteFilters(Utf8JsonWriter json, ReportRequest request)
    {
        json.WriteStartObject("Report_Filters");
        WriteWords(json, "Metric_Type", ReportHeaderText.Metrics(request));
        json.WriteString("Begin_Date", request.Begin.First.ToString("O", CultureInfo.InvariantCulture));
        json.WriteString("End_Date", request.End.Last.ToString("O", CultureInfo.InvariantCulture));
        foreach (var (name, values, isList) in ReportHeaderText.Filters(request))
        {
            if (isList)
            {
                WriteWords(json, name, values);
            }
            else
            {
                json.WriteString(name, values[0]);
            }
        }

        json.WriteEndObject();
    }

    private static void WriteGroup(Utf8JsonWriter json, ReportGroup group, ReportLevel level)
    {
        if (level == ReportLevel.Item)
        {
            json.WriteStartObject();
            if (group.Parent is { } parent)
            {
                json.WriteString("Title", parent.Title);
                if (parent.DataType is { } type)
                {
                    json.WriteString("Data_Type", CounterWords.Of(type));
                }

                WriteIds(json, parent.Ids);
            }

            json.WriteStartArray("Items");
        }

        foreach (var item in group.Items)
        {
            WriteItem(json, item, level);
        }

        if (level == ReportLevel.Item)
        {
            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void WriteItem(Utf8JsonWriter json, ReportItem item, ReportLevel level)
    {
        json.WriteStartObject();
        if (level != ReportLevel.Platform)
        {
            json.WriteString(level == ReportLevel.Item ? "Item" : "Title", item.Title ?? "");
            json.WriteString("Publisher", item.Publisher ?? "");
            WriteOrganizationIds(json, "Publisher_ID", item.PublisherIds);
        }

        json.WriteString("Platform", item.Platform);
        if (item.Authors.Count > 0)
        {
            json.WriteStartArray("Authors");
            foreach (var author in item.Authors)
            {
                json.WriteStartObject();
                json.WriteString("Name", author.Name);
                WriteUnlessNull(json, "ORCID", author.Orcid);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        WriteUnlessNull(json, "Publication_Date", item.Published?.ToString("O", CultureInfo.InvariantCulture));
        WriteUnlessNull(json, "Article_Version", item.Version);
        if (item.Ids is { } ids)
        {
            WriteIds(json, ids);
        }

        json.WriteStartArray("Attribute_Performance");
        foreach (var performance in item.Performance)
        {
            WritePerformance(json, performance);
        }

        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void WritePerformance(Utf8JsonWriter json, AttributePerformance performance)
    {
        json.WriteStartObject();
        WriteUnlessNull(json, "Data_Type", performance.DataType is { } type ? CounterWords.Of(type) : null);
        WriteUnlessNull(json, "YOP", performance.Yop?.ToString("0000", CultureInfo.InvariantCulture));
        WriteUnlessNull(json, "Access_Type", performance.AccessType is { } access ? CounterWords.Of(access) : null);
        WriteUnlessNull(json, "Access_Method", performance.AccessMethod is { } method ? CounterWords.Of(method) : null);
        json.WriteStartObject("Performance");
        Span<byte> name = stackalloc byte["2026-11".Length];
        foreach (var metric in performance.Metrics)
        {
            json.WriteStartObject(CounterWords.Of(metric.Metric));
            foreach (var (month, count) in metric.Counts)
            {
                Utf8.TryWrite(name, CultureInfo.InvariantCulture, $"{month.Year:0000}-{month.Month:00}", out _); // As the month writes itself, without a text for each number of a report.
                json.WriteNumber(name, count);
            }

            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    private static void WriteIds(Utf8JsonWriter json, ItemIds ids)
    {
        json.WriteStartObject("Item_ID");
        WriteUnlessNull(json, "DOI", ids.Doi);
        WriteUnlessNull(json, "Proprietary", ids.Proprietary);
        WriteUnlessNull(json, "ISBN", ids.Isbn);
        WriteUnlessNull(json, "Print_ISSN", ids.PrintIssn);
        WriteUnlessNull(json, "Online_ISSN", ids.OnlineIssn);
        WriteUnlessNull(json, "URI", ids.Uri);
        json.WriteEndObject();
    }

    internal static void WriteOrganizationIds(Utf8JsonWriter json, string name, IReadOnlyList<OrganizationId> ids)
    {
        if (ids.Count == 0)
        {
            return;
        }

        json.WriteStartObject(name);
        foreach (var same in ids.GroupBy(id => id.Namespace, StringComparer.Ordinal))
        {
            WriteWords(json, same.Key, [.. same.Select(id => id.Value).Distinct(StringComparer.Ordinal)]);
        }

        json.WriteEndObject();
    }

    private static void WriteException(Utf8JsonWriter json, CounterNotice exception)
    {
        json.WriteStartObject();
        json.WriteNumber("Code", exception.Code);
        json.WriteString("Message", exception.Message);
        WriteUnlessNull(json, "Data", exception.Data);
        json.WriteEndObject();
    }

    private static void WriteWords(Utf8JsonWriter json, string name, IReadOnlyList<string> words)
    {
        if (words.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var word in words)
        {
            json.WriteStringValue(word);
        }

        json.WriteEndArray();
    }

    internal static void WriteUnlessNull(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }
}
