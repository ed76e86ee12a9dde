using YamlDotNet.Core;
using YamlDotNet.Core.Events;

namespace Recto.App.Features.Import.Markdown;

/// <summary>A value of the front matter: a text, a list or a table.</summary>
internal sealed record FrontValue(string? Text, IReadOnlyList<FrontValue> Items, IReadOnlyList<KeyValuePair<string, FrontValue>> Fields)
{
    public static FrontValue Of(string text) => new(text, [], []);

    /// <summary>The field of a name; null where there is none.</summary>
    public FrontValue? this[string name] => Fields.FirstOrDefault(field => field.Key.Equals(name, StringComparison.OrdinalIgnoreCase)).Value;

    /// <summary>The values of a list, or the value itself.</summary>
    public IEnumerable<FrontValue> Each => Items.Count > 0 ? Items : Text is { Length: > 0 } || Fields.Count > 0 ? [this] : [];

    /// <summary>In one line, for a report.</summary>
    public override string ToString() => Text ?? (Items.Count > 0 ? string.Join(", ", Items) : string.Join("; ", Fields.Select(field => $"{field.Key}: {field.Value}")));
}

/// <summary>Front matter of Jekyll, Hugo and pandoc: YAML between <c>---</c> (pandoc ends it with <c>...</c> too), TOML between <c>+++</c>. Read as data: no type is made, no alias is followed.</summary>
internal static class FrontMatter
{
    /// <summary>Tables and lists one within another.</summary>
    private const int Deepest = 20;

    /// <summary>Parts a file from its front matter.</summary>
    /// <param name="text">The file.</param>
    /// <param name="fault">Why the front matter could not be read; null where it could.</param>
    /// <returns>The front matter, the text after it and the line from 0 at which that begins. Null where there is none.</returns>
    public static (FrontValue Value, string Text, int Line, string Source)? Part(string text, out string? fault)
    {
        fault = null;
        var start = text.AsSpan().TrimStart("\uFEFF \t\r\n");
        var fence = start.StartsWith("---") ? "---" : start.StartsWith("+++") ? "+++" : null;
        if (fence is null)
        {
            return null;
        }

        var at = text.Length - start.Length;
        var first = text.IndexOf('\n', at);
        if (first < 0 || !text.AsSpan(at + 3, first - at - 3).IsWhiteSpace())
        {
            return null;
        }

        for (var line = first + 1; line < text.Length;)
        {
            var end = text.IndexOf('\n', line);
            end = end < 0 ? text.Length : end;
            var words = text.AsSpan(line, end - line).TrimEnd();
            if (words.SequenceEqual(fence) || fence == "---" && words.SequenceEqual("..."))
            {
                var source = text[(first + 1)..line];
                var rest = end < text.Length ? text[(end + 1)..] : "";
                var value = fence == "---" ? Yaml(source, ref fault) : Toml.Read(source, ref fault);
                return value is null ? null : (value, rest, text.AsSpan(0, end).Count('\n') + 1, source);
            }

            line = end + 1;
        }

        return null;
    }

    private static FrontValue? Yaml(string source, ref string? fault)
    {
        try
        {
            var parser = new Parser(new StringReader(source));
            parser.Consume<StreamStart>();
            if (!parser.TryConsume<DocumentStart>(out _))
            {
                return new FrontValue(null, [], []);
            }

            var value = Value(parser, 0);
            return value.Fields.Count > 0 ? value : value.Text is null or "" && value.Items.Count == 0 ? new FrontValue(null, [], []) : null;
        }
        catch (YamlException bad)
        {
            // The library's way to say that a text is no YAML.
            fault = $"line {bad.Start.Line + 1}: {bad.Message}";
            return new FrontValue(null, [], []);
        }
    }

    private static FrontValue Value(IParser parser, int depth)
    {
        if (depth > Deepest)
        {
            throw new YamlException("tables and lists stand too deep in one another");
        }

        if (parser.TryConsume<Scalar>(out var scalar))
        {
            var isNull = scalar.IsPlainImplicit && scalar.Value is "null" or "~" or "Null" or "NULL";
            return new FrontValue(isNull ? null : scalar.Value, [], []);
        }

        if (parser.TryConsume<SequenceStart>(out _))
        {
            var items = new List<FrontValue>();
            while (!parser.TryConsume<SequenceEnd>(out _))
            {
                items.Add(Value(parser, depth + 1));
            }

            return new FrontValue(null, items, []);
        }

        if (parser.TryConsume<MappingStart>(out _))
        {
            var fields = new List<KeyValuePair<string, FrontValue>>();
            while (!parser.TryConsume<MappingEnd>(out _))
            {
                var key = Value(parser, depth + 1);
                fields.Add(new(key.ToString(), Value(parser, depth + 1)));
            }

            return new FrontValue(null, [], fields);
        }

        parser.Consume<ParsingEvent>();
        return new FrontValue(null, [], []);
    }
}
