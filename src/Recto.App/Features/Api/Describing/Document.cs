using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using Recto.App.Shell;

namespace Recto.App.Features.Api.Describing;

/// <summary>The description of the API: OpenAPI 3.1, made of the operations that the router has and of what writes the answers.</summary>
internal static class Document
{
    private static readonly JsonSerializerOptions Readable = new() { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly int[] Everywhere = [400, 401, 406, 429, 500];

    private static readonly (string Name, string Description, string Example, string Type)[] Headers =
    [
        ("ETag", "Weak tag of the answer, for If-None-Match.", "W/\"0f5c8b1e2d3a4b5c6d7e8f90\"", "string"),
        ("Last-Modified", "When what is told was last changed; absent for lists.", "Sat, 14 Mar 2026 09:26:53 GMT", "string"),
        ("Link", "Address of the next page, rel=\"next\" (RFC 8288).", "<https://journals.example.org/api/v1/articles?cursor=AbC>; rel=\"next\"", "string"),
        ("RateLimit-Policy", "How many requests may be sent (q) within how many seconds (w), as draft-ietf-httpapi-ratelimit-headers has it.", "\"network\";q=300;w=60", "string"),
        ("RateLimit", "How many requests are left (r), and in how many seconds all are given back (t).", "\"network\";r=299;t=1", "string"),
        ("RateLimit-Limit", "Requests at one go.", "300", "integer"),
        ("RateLimit-Remaining", "Requests that are left.", "299", "integer"),
        ("RateLimit-Reset", "Seconds until all are given back.", "1", "integer"),
        ("Retry-After", "Seconds after which the request is answered.", "2", "integer"),
    ];

    /// <summary>As JSON.</summary>
    /// <param name="operations">Every address.</param>
    /// <param name="root">Path of the API.</param>
    /// <param name="site">Scheme and host of the site.</param>
    public static byte[] Json(IReadOnlyList<Operation> operations, string root, string site) => Encoding.UTF8.GetBytes(Make(operations, root, site).ToJsonString(Readable));

    /// <summary>As YAML.</summary>
    public static byte[] Yaml(IReadOnlyList<Operation> operations, string root, string site)
    {
        var text = new StringBuilder();
        YamlText.Write(text, Make(operations, root, site), 0);
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static JsonObject Make(IReadOnlyList<Operation> operations, string root, string site)
    {
        var schemas = new Schemas();
        var paths = new JsonObject();
        foreach (var operation in operations)
        {
            paths[operation.Path] = new JsonObject { ["get"] = Of(operation, schemas) };
        }

        var all = schemas.All;
        all["Problem"] = ProblemSchema();
        return new()
        {
            ["openapi"] = "3.1.1",
            ["info"] = new JsonObject
            {
                ["title"] = "Recto read API",
                ["version"] = "1.0.0",
                ["summary"] = "Journals, issues, articles, notes and sources of this site.",
                ["description"] = "Everything that the site tells readers, for programs. Nothing can be written. What the source does not say is absent from an answer; lists are always there. Fields, values of enumerations and parameters may be added within this version; none is taken away or renamed. "
                    + "All addresses answer HEAD too, and may be asked by scripts of other sites (CORS, without credentials). Errors are application/problem+json (RFC 9457). How often may be asked is told in headers; a key, made at /account/api-keys, gives ten times as many requests, and no more rights.",
                ["license"] = new JsonObject { ["name"] = "Terms of each article are in its record", ["url"] = site + Problems.Page + "#terms" },
            },
            ["servers"] = new JsonArray(new JsonObject { ["url"] = site + root, ["description"] = "This site" }),
            ["security"] = new JsonArray(new JsonObject(), new JsonObject { ["key"] = new JsonArray() }),
            ["tags"] = new JsonArray(
            [
                new JsonObject { ["name"] = "Journals", ["description"] = "Journals and their issues" },
                new JsonObject { ["name"] = "Articles", ["description"] = "Lists, records and texts of articles" },
                new JsonObject { ["name"] = "Notes", ["description"] = "Notes as printed, and what was read in them" },
                new JsonObject { ["name"] = "Sources", ["description"] = "Works and archival units that notes cite" },
            ]),
            ["paths"] = paths,
            ["components"] = new JsonObject
            {
                ["securitySchemes"] = new JsonObject { ["key"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A key of this site: Authorization: Bearer recto_…" } },
                ["headers"] = new JsonObject(Headers.Select(header => KeyValuePair.Create(header.Name, (JsonNode?)new JsonObject
                {
                    ["description"] = header.Description,
                    ["schema"] = new JsonObject { ["type"] = header.Type, ["examples"] = new JsonArray(header.Type == "integer" ? int.Parse(header.Example, System.Globalization.CultureInfo.InvariantCulture) : header.Example) },
                }))),
                ["responses"] = new JsonObject(Everywhere.Concat([301, 304, 403, 404, 410]).Select(status => KeyValuePair.Create(NameOf(status), (JsonNode?)Response(status)))),
                ["schemas"] = all,
            },
        };
    }

    private static JsonObject Of(Operation operation, Schemas schemas)
    {
        var responses = new JsonObject
        {
            ["200"] = new JsonObject
            {
                ["description"] = operation.Summary,
                ["headers"] = Refs("headers", [.. Headers.Select(header => header.Name).Where(name => name != "Retry-After" && (name != "Link" || operation.Parameters.Contains(Parameter.Cursor)))]),
                ["content"] = new JsonObject { ["application/json"] = new JsonObject { ["schema"] = schemas.Of(operation.Answer) } },
            },
        };
        foreach (var status in Everywhere.Concat(operation.Problems).Append(304).Order())
        {
            responses[status.ToString(System.Globalization.CultureInfo.InvariantCulture)] = new JsonObject { ["$ref"] = $"#/components/responses/{NameOf(status)}" };
        }

        var told = new JsonObject { ["operationId"] = operation.Id, ["summary"] = operation.Summary, ["tags"] = new JsonArray(operation.Tag) };
        if (operation.Description is not null)
        {
            told["description"] = operation.Description;
        }

        if (operation.Parameters.Count > 0)
        {
            told["parameters"] = new JsonArray([.. operation.Parameters.Select(Of)]);
        }

        told["responses"] = responses;
        return told;
    }

    private static JsonNode Of(Parameter parameter)
    {
        var schema = new JsonObject { ["type"] = parameter.Type };
        if (parameter.Type == "integer")
        {
            (schema["minimum"], schema["maximum"], schema["default"]) = (1, parameter.Most, parameter.Default);
        }
        else if (parameter.Values.Count > 0)
        {
            schema["enum"] = new JsonArray([.. parameter.Values.Select(value => (JsonNode)value)]);
        }
        else
        {
            schema["maxLength"] = parameter.Longest;
        }

        return new JsonObject
        {
            ["name"] = parameter.Name,
            ["in"] = parameter.IsPath ? "path" : "query",
            ["required"] = parameter.IsPath,
            ["description"] = parameter.Description,
            ["schema"] = schema,
            ["example"] = parameter.Type == "integer" ? int.Parse(parameter.Example, System.Globalization.CultureInfo.InvariantCulture) : parameter.Example,
        };
    }

    private static JsonObject Response(int status)
    {
        if (status == 304)
        {
            return new() { ["description"] = "What was asked for is what the tag in If-None-Match names.", ["headers"] = Refs("headers", ["ETag", "RateLimit", "RateLimit-Policy"]) };
        }

        var problem = status == 301 ? new Problem(301, "moved", "Moved", "The article has another address now: see the header Location.") : Problems.Of(status, null);
        var response = new JsonObject
        {
            ["description"] = status == 400 ? "A parameter cannot be used; the field parameter names it." : $"{problem.Title}. {problem.Detail}",
            ["content"] = new JsonObject { [Problems.MediaType] = new JsonObject { ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Problem" } } },
        };
        if (status == 429)
        {
            response["headers"] = Refs("headers", ["Retry-After", "RateLimit", "RateLimit-Policy"]);
        }

        return response;
    }

    private static JsonObject Refs(string kind, IEnumerable<string> names) => new(names.Select(name => KeyValuePair.Create(name, (JsonNode?)new JsonObject { ["$ref"] = $"#/components/{kind}/{name}" })));

    private static JsonObject ProblemSchema()
    {
        static JsonObject Field(string type, string description, JsonNode example, string? format = null)
        {
            var field = new JsonObject { ["type"] = type };
            if (format is not null)
            {
                field["format"] = format;
            }

            (field["description"], field["examples"]) = (description, new JsonArray(example));
            return field;
        }

        return new()
        {
            ["type"] = "object",
            ["description"] = "What went wrong (RFC 9457).",
            ["required"] = new JsonArray("type", "title", "status", "detail"),
            ["properties"] = new JsonObject
            {
                ["type"] = Field("string", "Address of the kind of problem; programs tell problems apart by it.", "https://journals.example.org/api#bad-parameter", "uri"),
                ["title"] = Field("string", "The kind in a few words.", "A parameter cannot be used"),
                ["status"] = Field("integer", "HTTP status.", 400),
                ["detail"] = Field("string", "What happened and what to do.", "It is a whole number from 1 to 200."),
                ["parameter"] = Field("string", "The parameter that is wrong; absent where none is.", "limit"),
                ["event"] = Field("string", "Number of the event in the log of the site; only where the fault is ours.", "4bf92f3577b34da6a3ce929d0e0e4736"),
            },
        };
    }

    private static string NameOf(int status) => status switch
    {
        301 => "Moved",
        304 => "NotModified",
        400 => "BadParameter",
        401 => "BadKey",
        403 => "Closed",
        404 => "NotFound",
        406 => "NotAcceptable",
        410 => "Gone",
        429 => "TooMany",
        _ => "Fault",
    };
}
