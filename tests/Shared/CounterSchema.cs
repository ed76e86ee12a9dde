using System.Text.Json;
using System.Text.Json.Nodes;
using Json.Schema;

namespace Recto.Tests.Shared;

/// <summary>COUNTER's own schemas, taken out of its OpenAPI 3.1 description: JSON Schema 2020-12 under <c>components/schemas</c>.</summary>
internal static class CounterSchema
{
    private static readonly Lazy<JsonObject> Components = new(Load);
    private static readonly Lazy<Dictionary<string, JsonSchema>> Schemas = new(() => []);

    /// <summary>The schema of that name, as it stands.</summary>
    public static JsonObject Component(string name) => Components.Value[name]!.AsObject();

    /// <summary>What the schema finds wrong; skips the test where it is absent.</summary>
    /// <param name="name">Name of the schema.</param>
    /// <param name="document">JSON.</param>
    public static IReadOnlyList<string> Faults(string name, ReadOnlyMemory<byte> document)
    {
        lock (Schemas)
        {
            if (!Schemas.Value.TryGetValue(name, out var schema))
            {
                // Every report has a schema with all components in it, under an address of its own.
                var root = new JsonObject { ["$schema"] = "https://json-schema.org/draft/2020-12/schema", ["$id"] = $"https://recto.example/counter/{name}", ["$ref"] = "#/$defs/" + name, ["$defs"] = Components.Value.DeepClone() };
                schema = Schemas.Value[name] = JsonSchema.FromText(root.ToJsonString());
            }

            using var json = JsonDocument.Parse(document);
            var result = schema.Evaluate(json.RootElement, new EvaluationOptions { OutputFormat = OutputFormat.List, RequireFormatValidation = true });
            return result.IsValid ? [] : [.. (result.Details ?? []).Where(detail => detail.Errors is not null).SelectMany(detail => detail.Errors!.Select(error => $"{detail.InstanceLocation} {error.Key}: {error.Value}"))];
        }
    }

    /// <summary>The same of a list, whose items have that schema.</summary>
    public static IReadOnlyList<string> FaultsOfEach(string name, ReadOnlyMemory<byte> document)
    {
        var items = JsonNode.Parse(document.Span)!.AsArray();
        return [.. items.SelectMany(item => Faults(name, System.Text.Encoding.UTF8.GetBytes(item!.ToJsonString())))];
    }

    private static JsonObject Load()
    {
        var text = File.ReadAllText(SharedData.Require("schemas/counter-api/COUNTER_API.json")).Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal);
        return JsonNode.Parse(text)!["components"]!["schemas"]!.DeepClone().AsObject();
    }
}
