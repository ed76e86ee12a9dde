using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Recto.App.Features.Api.Describing;

/// <summary>Writes JSON as YAML 1.2: maps and lists as blocks, everything else as JSON has it, which YAML reads too.</summary>
internal static class YamlText
{
    private static readonly JsonSerializerOptions Letters = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    /// <summary>Writes a node at that depth.</summary>
    public static void Write(StringBuilder text, JsonNode node, int depth)
    {
        switch (node)
        {
            case JsonObject { Count: > 0 } map:
                foreach (var (key, value) in map)
                {
                    text.Append(' ', depth * 2).Append(JsonSerializer.Serialize(key, Letters)).Append(':');
                    Value(text, value!, depth + 1);
                }

                break;
            case JsonArray { Count: > 0 } list:
                foreach (var item in list)
                {
                    text.Append(' ', depth * 2).Append('-');
                    Value(text, item!, depth + 1);
                }

                break;
            default:
                text.Append(' ', depth * 2).Append(node.ToJsonString(Letters)).Append('\n');
                break;
        }
    }

    private static void Value(StringBuilder text, JsonNode value, int depth)
    {
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
        {
            text.Append('\n');
            Write(text, value, depth);
        }
        else
        {
            text.Append(' ').Append(value.ToJsonString(Letters)).Append('\n');
        }
    }
}
