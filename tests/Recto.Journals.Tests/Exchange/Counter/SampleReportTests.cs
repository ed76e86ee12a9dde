using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Journals.Exchange.Counter;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Counter;

/// <summary>The official samples, made again from their own numbers.</summary>
public sealed class SampleReportTests
{
    public static TheoryData<string> All => ["PR", "PRP1", "TR", "TRJ1", "TRJ2", "TRJ3", "TRJ4", "IR", "IRA1"];

    [Theory]
    [MemberData(nameof(All))]
    public void JSON_is_the_sample_to_the_byte(string name)
    {
        var report = SampleReport.Read(name + "_sample_r51.json");
        var output = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            CounterJson.Write(report, json);
        }

        Assert.Equal(Encoding.UTF8.GetString(SampleReport.Bytes(name + "_sample_r51.json")), Encoding.UTF8.GetString(output.WrittenSpan) + "\n");
    }

    // The samples of these have their rows in an order of their own: TR_J4 by metric before year, IR and IR_A1 by item over all parents. The standard prescribes none.
    [Theory]
    [InlineData("PR", true)]
    [InlineData("PRP1", true)]
    [InlineData("TR", true)]
    [InlineData("TRJ1", true)]
    [InlineData("TRJ2", true)]
    [InlineData("TRJ3", true)]
    [InlineData("TRJ4", false)]
    [InlineData("IR", false)]
    [InlineData("IRA1", false)]
    public void The_table_is_the_sample_to_the_byte_but_for_the_order_of_rows(string name, bool isInOrder)
    {
        var output = new ArrayBufferWriter<byte>();
        CounterTable.Write(SampleReport.Read(name + "_sample_r51.json"), output);

        var (sample, made) = (Encoding.UTF8.GetString(SampleReport.Bytes(name + "_sample_r51.tsv")), Encoding.UTF8.GetString(output.WrittenSpan));
        Assert.Equal(isInOrder ? sample : InOrder(sample), isInOrder ? made : InOrder(made));
    }

    [Theory]
    [MemberData(nameof(All))]
    public void The_samples_pass_the_schema_but_for_the_address_of_their_register(string name)
    {
        var output = new ArrayBufferWriter<byte>();
        var report = SampleReport.Read(name + "_sample_r51.json");
        CounterJson.Write(report with { Header = report.Header with { Site = report.Header.Site with { RegistryRecord = null } } }, output);

        Assert.Empty(CounterSchema.Faults(report.Header.Request.Report.Id, output.WrittenMemory));
        Assert.Contains(CounterSchema.Faults(report.Header.Request.Report.Id, SampleReport.Bytes(name + "_sample_r51.json")), fault => fault.StartsWith("/Report_Header/Registry_Record", StringComparison.Ordinal));
    }

    private static string InOrder(string table)
    {
        var lines = table.Split('\n');
        return string.Join('\n', lines[..15].Concat(lines[15..].Order(StringComparer.Ordinal)));
    }
}
