using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Recto.App.Features.Api.Answers;

namespace Recto.App.Features.Api.Describing;

/// <summary>Schemas of the answers (JSON Schema 2020-12), made of what writes the answers, so that neither can say what the other does not.</summary>
internal sealed class Schemas
{
    private readonly SortedDictionary<string, JsonObject> _made = new(StringComparer.Ordinal);

    /// <summary>All schemas that were named, by name.</summary>
    public JsonObject All => new(_made.Select(schema => KeyValuePair.Create(schema.Key, (JsonNode?)schema.Value)));

    /// <summary>Names the schema of a type, and makes it where it is not there.</summary>
    public JsonObject Of(Type type)
    {
        if (!_made.ContainsKey(type.Name))
        {
            _made[type.Name] = []; // A type may hold itself.
            _made[type.Name] = Make(type);
        }

        return new() { ["$ref"] = $"#/components/schemas/{type.Name}" };
    }

    private JsonObject Make(Type type)
    {
        var properties = new JsonObject();
        var required = new JsonArray();
        foreach (var property in ApiJson.Default.GetTypeInfo(type)!.Properties)
        {
            var told = ((PropertyInfo)property.AttributeProvider!).GetCustomAttribute<ToldAttribute>() ?? throw new InvalidOperationException($"{type.Name}.{property.Name} is not described.");
            properties[property.Name] = Describe(property, told);
            if (property.IsRequired)
            {
                required.Add(property.Name);
            }
        }

        return new() { ["type"] = "object", ["description"] = type.GetCustomAttribute<ToldAttribute>()!.Description, ["required"] = required, ["properties"] = properties };
    }

    private JsonObject Describe(JsonPropertyInfo property, ToldAttribute told)
    {
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var schema = ItemOf(type) is { } item ? new JsonObject { ["type"] = "array", ["items"] = Value(item, told) } : Value(type, told);
        schema["description"] = told.Description;
        if (told.Example is { } example)
        {
            (schema["items"] as JsonObject ?? schema)["examples"] = new JsonArray(JsonSerializer.SerializeToNode(example));
        }

        return schema;
    }

    private JsonObject Value(Type type, ToldAttribute told)
    {
        if (type.IsEnum)
        {
            return new() { ["type"] = "string", ["enum"] = new JsonArray([.. Enum.GetNames(type).Select(name => (JsonNode)JsonNamingPolicy.CamelCase.ConvertName(name))]) };
        }

        if (type == typeof(IReadOnlyDictionary<string, string>))
        {
            return new() { ["type"] = "object", ["additionalProperties"] = new JsonObject { ["type"] = "string" }, ["examples"] = new JsonArray(new JsonObject { ["fr"] = "La marge" }) };
        }

        (string Name, string? Format)? simple = type == typeof(string) ? ("string", told.Format) : type == typeof(Guid) ? ("string", "uuid") : type == typeof(DateTimeOffset) ? ("string", "date-time")
            : type == typeof(int) ? ("integer", "int32") : type == typeof(long) ? ("integer", "int64") : type == typeof(double) ? ("number", "double") : type == typeof(bool) ? ("boolean", null) : null;
        if (simple is not var (name, format))
        {
            return Of(type);
        }

        var schema = new JsonObject { ["type"] = name };
        if (format is not null)
        {
            schema["format"] = format;
        }

        return schema;
    }

    private static Type? ItemOf(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) ? type.GetGenericArguments()[0] : null;
}
