using System.Buffers;
using System.Text;
using Recto.Journals.Exchange.Counter;
using Recto.Tests.Shared;

namespace Recto.Journals.Tests.Exchange.Counter;

public sealed class CounterNoticeTests
{
    private static readonly CounterNotice[] All =
    [
        CounterNotice.ServiceNotAvailable(), CounterNotice.ServiceBusy(), CounterNotice.ReportQueued(), CounterNotice.TooManyRequests("x"), CounterNotice.InsufficientInformation("x"), CounterNotice.RequestorNotAuthorized(),
        CounterNotice.NotAuthorizedForInstitution(), CounterNotice.GlobalReportsNotSupported(), CounterNotice.ApiKeyInvalid(), CounterNotice.InvalidDates("x"), CounterNotice.NoUsage(), CounterNotice.NotReady("x"),
        CounterNotice.NoLongerAvailable("x"), CounterNotice.PartialData("x"), CounterNotice.ParameterNotRecognized("x"), CounterNotice.InvalidFilter("x"), CounterNotice.IncongruousFilter("x"), CounterNotice.InvalidAttribute("x"),
        CounterNotice.ComponentsNotSupported(), CounterNotice.RequiredFilterMissing("x"),
    ];

    [Fact]
    public void Every_exception_of_the_standard_is_there_with_its_own_words()
    {
        var published = CounterSchema.Component("Exception_1000").Parent!.AsObject().Where(schema => schema.Key.StartsWith("Exception_", StringComparison.Ordinal) && schema.Value!["properties"]!["Code"]!["const"] is { } code && (int)code >= 1000)
            .ToDictionary(schema => (int)schema.Value!["properties"]!["Code"]!["const"]!, schema => (string)schema.Value!["properties"]!["Message"]!["const"]!);

        Assert.Equal(published.OrderBy(pair => pair.Key), All.ToDictionary(notice => notice.Code, notice => notice.Message).OrderBy(pair => pair.Key));
        foreach (var notice in All)
        {
            var output = new ArrayBufferWriter<byte>();
            CounterJson.Write(notice, output);
            Assert.Empty(CounterSchema.Faults($"Exception_{notice.Code}", output.WrittenMemory));
        }
    }

    // Table D.1
    [Theory]
    [InlineData(503, 1000, 1010)]
    [InlineData(202, 1011)]
    [InlineData(429, 1020)]
    [InlineData(400, 1030, 3020)]
    [InlineData(401, 2000, 2020)]
    [InlineData(403, 2010, 2011)]
    [InlineData(200, 3030, 3031, 3032, 3040, 3050, 3060, 3061, 3062, 3063, 3070)]
    public void Each_has_its_status(int status, params int[] codes) => Assert.Equal(codes, All.Where(notice => notice.Status == status).Select(notice => notice.Code).Order());

    [Fact]
    public void A_table_names_it_in_a_line() =>
        Assert.Equal("3031: Usage Not Ready for Requested Dates (from May)", CounterNotice.NotReady("from May").ToString());

    [Fact]
    public void JSON_leaves_out_what_is_not_said()
    {
        var output = new ArrayBufferWriter<byte>();
        CounterJson.Write(CounterNotice.ApiKeyInvalid(), output);

        Assert.Equal("""{"Code":2020,"Message":"APIKey Invalid"}""", Encoding.UTF8.GetString(output.WrittenSpan));
    }
}
