using System.Buffers;
using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.Journals.Usage;

namespace Recto.Journals.Exchange.Counter;

/// <summary>What the service says of itself at <c>/r51/status</c>.</summary>
/// <param name="Description">What it is.</param>
/// <param name="IsActive">Whether it gives reports at present.</param>
/// <param name="RegistryRecord">Address of the site's record in COUNTER's register; null where it has none.</param>
/// <param name="Note">Anything else; null where there is nothing to say.</param>
/// <param name="Alerts">What is to be known of interruptions, with the instant.</param>
public sealed record ServiceStatus(string Description, bool IsActive, string? RegistryRecord, string? Note, IReadOnlyList<KeyValuePair<DateTimeOffset, string>> Alerts);

/// <summary>An institution on which a requestor may ask for reports, as <c>/r51/members</c> lists it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="CustomerId">Its customer id.</param>
/// <param name="RequestorId">The requestor id to ask with; null where it is that of the request.</param>
/// <param name="Ids">Its identifiers beside the customer id.</param>
/// <param name="Notes">Anything else; null where there is nothing to say.</param>
public sealed record ServiceMember(string Name, string CustomerId, string? RequestorId, IReadOnlyList<OrganizationId> Ids, string? Notes);

/// <summary>Writes the answers of the service that are no reports (COUNTER 5.1, 8.1): JSON, UTF-8 without a mark.</summary>
public static class CounterService
{
    private static readonly JsonWriterOptions Compact = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>The answer to <c>/r51/status</c>.</summary>
    public static void WriteStatus(ServiceStatus status, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(status);
        using var json = new Utf8JsonWriter(output, Compact);
        json.WriteStartArray();
        json.WriteStartObject();
        json.WriteString("Description", status.Description);
        json.WriteBoolean("Service_Active", status.IsActive);
        CounterJson.WriteUnlessNull(json, "Registry_Record", status.RegistryRecord);
        CounterJson.WriteUnlessNull(json, "Note", status.Note);
        if (status.Alerts.Count > 0)
        {
            json.WriteStartArray("Alerts");
            foreach (var (at, alert) in status.Alerts)
            {
                json.WriteStartObject();
                json.WriteString("Date_Time", at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture));
                json.WriteString("Alert", alert);
                json.WriteEndObject();
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
        json.WriteEndArray();
    }

    /// <summary>The answer to <c>/r51/members</c>.</summary>
    /// <param name="members">The institution that asks, and those for which it may ask; one at least.</param>
    /// <param name="output">Where to.</param>
    public static void WriteMembers(IReadOnlyList<ServiceMember> members, IBufferWriter<byte> output)
    {
        ArgumentNullException.ThrowIfNull(members);
        using var json = new Utf8JsonWriter(output, Compact);
        json.WriteStartArray();
        foreach (var member in members)
        {
            json.WriteStartObject();
            json.WriteString("Customer_ID", member.CustomerId);
            CounterJson.WriteUnlessNull(json, "Requestor_ID", member.RequestorId);
            json.WriteString("Institution_Name", member.Name);
            CounterJson.WriteOrganizationIds(json, "Institution_ID", member.Ids);
            CounterJson.WriteUnlessNull(json, "Notes", member.Notes);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    /// <summary>The answer to <c>/r51/reports</c>: every report.</summary>
    /// <param name="first">The first month that was worked on.</param>
    /// <param name="last">The last.</param>
    /// <param name="output">Where to.</param>
    public static void WriteReports(UsageMonth first, UsageMonth last, IBufferWriter<byte> output)
    {
        using var json = new Utf8JsonWriter(output, Compact);
        json.WriteStartArray();
        foreach (var report in ReportDefinition.All)
        {
            json.WriteStartObject();
            json.WriteString("Report_Name", report.Name);
            json.WriteString("Report_ID", report.Id);
            json.WriteString("Release", "5.1");
            json.WriteString("Report_Description", report.Description);
            json.WriteString("Path", report.Path);
            json.WriteString("First_Month_Available", first.ToString());
            json.WriteString("Last_Month_Available", last.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }
}
