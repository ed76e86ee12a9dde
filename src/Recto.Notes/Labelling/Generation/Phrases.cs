using System.Collections.Frozen;

namespace Recto.Notes.Labelling.Generation;

/// <summary>The words and patterns of one habit of writing notes, from <c>phrases.txt</c>.</summary>
internal sealed class Phrases
{
    private static readonly Lazy<FrozenDictionary<string, Phrases>> Shipped = new(ReadShipped);

    private readonly Dictionary<string, List<string>> _lists = new(StringComparer.Ordinal);

    private Phrases(string code) => Code = code;

    /// <summary>Its section: <c>en</c>, <c>de</c>, <c>ru</c>, ….</summary>
    public string Code { get; }

    /// <summary>The alternatives under a key.</summary>
    public IReadOnlyList<string> this[string key] => _lists[key];

    /// <summary>The phrases of a section.</summary>
    public static Phrases Of(string code) => Shipped.Value[code];

    private static FrozenDictionary<string, Phrases> ReadShipped()
    {
        using var stream = typeof(Phrases).Assembly.GetManifestResourceStream("phrases.txt") ?? throw new InvalidOperationException("phrases.txt is not in the assembly");
        using var reader = new StreamReader(stream);
        var sections = new Dictionary<string, Phrases>(StringComparer.Ordinal);
        Phrases? open = null;
        while (reader.ReadLine() is { } line)
        {
            if (line.Length == 0 || line.StartsWith("# ", StringComparison.Ordinal))
            {
                continue;
            }

            if (line[0] == '[')
            {
                open = new Phrases(line.Trim('[', ']'));
                sections.Add(open.Code, open);
                continue;
            }

            var key = line[..line.IndexOf(' ', StringComparison.Ordinal)];
            if (!open!._lists.TryGetValue(key, out var list))
            {
                open._lists.Add(key, list = []);
            }

            list.AddRange(line[key.Length..].Split('|').Select(part => part.Trim()).Select(part => part == "~" ? "" : part));
        }

        return sections.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
