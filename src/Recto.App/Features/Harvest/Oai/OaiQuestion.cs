using System.Text;
using Microsoft.AspNetCore.WebUtilities;

namespace Recto.App.Features.Harvest.Oai;

/// <summary>The arguments of a request as they came: those of its address, then those of the form that it brings.</summary>
internal static class OaiQuestion
{
    private const string Form = "application/x-www-form-urlencoded";

    /// <summary>Reads them.</summary>
    /// <returns>Each with its name, in their order, a repeated one as often as it came.</returns>
    public static async Task<IReadOnlyList<KeyValuePair<string, string>>> ReadAsync(HttpRequest request, CancellationToken ct)
    {
        var arguments = new List<KeyValuePair<string, string>>();
        Add(arguments, request.QueryString.Value);
        if (HttpMethods.IsPost(request.Method) && request.ContentType?.Split(';')[0].Trim().Equals(Form, StringComparison.OrdinalIgnoreCase) == true)
        {
            // A form is written as the query of an address is; the framework's own reader would put names together that differ in case.
            using var reader = new StreamReader(request.Body, Encoding.UTF8);
            Add(arguments, await reader.ReadToEndAsync(ct)); // The server cuts off what is too large.
        }

        return arguments;
    }

    private static void Add(List<KeyValuePair<string, string>> arguments, string? written)
    {
        foreach (var pair in new QueryStringEnumerable(written))
        {
            arguments.Add(KeyValuePair.Create(pair.DecodeName().ToString(), pair.DecodeValue().ToString()));
            if (arguments.Count > 100)
            {
                return; // More than enough to be wrong.
            }
        }
    }
}
