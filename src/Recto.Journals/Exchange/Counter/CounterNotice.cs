namespace Recto.Journals.Exchange.Counter;

/// <summary>What the standard calls an exception (COUNTER 5.1, Appendix D): why there is no report, or how it differs from what was asked for. A value, nothing that is thrown.</summary>
/// <param name="Code">Its number.</param>
/// <param name="Message">Its words, the standard's own to the letter.</param>
/// <param name="Status">The status of HTTP that goes with it; 200 where it stands in the header of a report.</param>
/// <param name="Data">What it is about; null where there is nothing to add.</param>
public sealed record CounterNotice(int Code, string Message, int Status, string? Data = null)
{
    /// <summary>An internal fault.</summary>
    public static CounterNotice ServiceNotAvailable(string? data = null) => new(1000, "Service Not Available", 503, data);

    /// <summary>Come again later.</summary>
    public static CounterNotice ServiceBusy(string? data = null) => new(1010, "Service Busy", 503, data);

    /// <summary>The report is being made.</summary>
    public static CounterNotice ReportQueued(string? data = null) => new(1011, "Report Queued for Processing", 202, data);

    /// <summary>Too many requests; the data tell how many are let through.</summary>
    public static CounterNotice TooManyRequests(string data) => new(1020, "Client has made too many requests", 429, data);

    /// <summary>Something is missing without which nothing can begin.</summary>
    public static CounterNotice InsufficientInformation(string data) => new(1030, "Insufficient Information to Process Request", 400, data);

    /// <summary>Nobody knows this requestor.</summary>
    public static CounterNotice RequestorNotAuthorized(string? data = null) => new(2000, "Requestor Not Authorized to Access Service", 401, data);

    /// <summary>This requestor may not ask about that institution, or there is none.</summary>
    public static CounterNotice NotAuthorizedForInstitution(string? data = null) => new(2010, "Requestor is Not Authorized to Access Usage for Institution", 403, data);

    /// <summary>No reports for the world.</summary>
    public static CounterNotice GlobalReportsNotSupported(string? data = null) => new(2011, "Global Reports Not Supported", 403, data);

    /// <summary>The key is not right.</summary>
    public static CounterNotice ApiKeyInvalid(string? data = null) => new(2020, "APIKey Invalid", 401, data);

    /// <summary>Dates that are none, or in the wrong order, or have not come yet.</summary>
    public static CounterNotice InvalidDates(string data) => new(3020, "Invalid Date Arguments", 400, data);

    /// <summary>Nothing was used.</summary>
    public static CounterNotice NoUsage(string? data = null) => new(3030, "No Usage Available for Requested Dates", 200, data);

    /// <summary>Some months have not been worked on yet.</summary>
    public static CounterNotice NotReady(string data) => new(3031, "Usage Not Ready for Requested Dates", 200, data);

    /// <summary>Some months lie before the first.</summary>
    public static CounterNotice NoLongerAvailable(string data) => new(3032, "Usage No Longer Available for Requested Dates", 200, data);

    /// <summary>Some of what was used is lost.</summary>
    public static CounterNotice PartialData(string data) => new(3040, "Partial Data Returned", 200, data);

    /// <summary>Parameters that this report has not.</summary>
    public static CounterNotice ParameterNotRecognized(string data) => new(3050, "Parameter Not Recognized in this Context", 200, data);

    /// <summary>Values by which nothing can be filtered.</summary>
    public static CounterNotice InvalidFilter(string data) => new(3060, "Invalid ReportFilter Value", 200, data);

    /// <summary>Values of several kinds in one filter.</summary>
    public static CounterNotice IncongruousFilter(string data) => new(3061, "Incongruous ReportFilter Value", 200, data);

    /// <summary>Values of attributes that there are not.</summary>
    public static CounterNotice InvalidAttribute(string data) => new(3062, "Invalid ReportAttribute Value", 200, data);

    /// <summary>No reports of components.</summary>
    public static CounterNotice ComponentsNotSupported(string? data = null) => new(3063, "Components Not Supported", 200, data);

    /// <summary>A filter is missing that this report needs: none does at present.</summary>
    public static CounterNotice RequiredFilterMissing(string data) => new(3070, "Required ReportFilter Missing", 200, data);

    /// <summary>As the header of a table has it: <c>3031: Usage Not Ready for Requested Dates (data)</c>.</summary>
    public override string ToString() => Data is null ? $"{Code}: {Message}" : $"{Code}: {Message} ({Data})";
}
