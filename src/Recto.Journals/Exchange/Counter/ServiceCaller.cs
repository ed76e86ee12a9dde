namespace Recto.Journals.Exchange.Counter;

/// <summary>Who asks the service, as the parameters say (COUNTER 5.1, 8.2). Whether it is true is decided elsewhere. No record: its key must not be printed by chance.</summary>
public sealed class ServiceCaller
{
    private ServiceCaller(string customerId, string? requestorId, string? apiKey) => (CustomerId, RequestorId, ApiKey) = (customerId, requestorId, apiKey);

    /// <summary>The institution on which it asks; <see cref="ReportCustomer.WorldId"/> for the world.</summary>
    public string CustomerId { get; }

    /// <summary>Who asks; null where that is not said.</summary>
    public string? RequestorId { get; }

    /// <summary>Its key, a secret; null where none is given.</summary>
    public string? ApiKey { get; }

    /// <summary>Reads it; 1030 where no customer is named, or anything is named twice.</summary>
    /// <param name="query">The parameters as they came, decoded.</param>
    /// <param name="refusal">Why not; null where it could be read.</param>
    public static ServiceCaller? Read(IReadOnlyList<KeyValuePair<string, string>> query, out CounterNotice? refusal)
    {
        ArgumentNullException.ThrowIfNull(query);
        string[] names = ["customer_id", "requestor_id", "api_key"];
        var given = names.ToDictionary(name => name, name => query.Where(pair => pair.Key == name && pair.Value.Length > 0).Select(pair => pair.Value).ToList());
        refusal = given["customer_id"].Count == 0 ? CounterNotice.InsufficientInformation("Missing: customer_id")
            : given.FirstOrDefault(pair => pair.Value.Count > 1).Key is { } twice ? CounterNotice.InsufficientInformation($"Given more than once: {twice}")
            : null;
        return refusal is null ? new(given["customer_id"][0], given["requestor_id"].SingleOrDefault(), given["api_key"].SingleOrDefault()) : null;
    }
}
