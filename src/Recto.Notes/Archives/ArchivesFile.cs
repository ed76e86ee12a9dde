using System.Collections.Frozen;

namespace Recto.Notes.Archives;

/// <summary>Reads <c>archives.txt</c>. Its form is told at its head; a line that is none of them is a fault of ours and throws.</summary>
internal static class ArchivesFile
{
    private const int ValueColumn = 9;

    /// <summary>The records that ship with Recto.</summary>
    public static IReadOnlyList<Repository> ReadShipped()
    {
        using var stream = typeof(ArchivesFile).Assembly.GetManifestResourceStream("archives.txt")
            ?? throw new InvalidOperationException("archives.txt is not embedded in Recto.Notes.");
        using var reader = new StreamReader(stream);
        return Read(reader);
    }

    /// <summary>All records, in the order of the file.</summary>
    public static IReadOnlyList<Repository> Read(TextReader reader)
    {
        var repositories = new List<Repository>();
        Draft? draft = null;
        for (var line = reader.ReadLine(); line is not null; line = reader.ReadLine())
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line[0] == '[')
            {
                AddTo(repositories, draft);
                draft = new Draft(line[1..^1]);
            }
            else
            {
                (draft ?? throw new FormatException($"A line before the first record: {line}")).Take(line[..ValueColumn].TrimEnd(), line[ValueColumn..]);
            }
        }

        AddTo(repositories, draft);
        return repositories;
    }

    private static void AddTo(List<Repository> repositories, Draft? draft)
    {
        if (draft is not null)
        {
            repositories.Add(draft.ToRepository());
        }
    }

    private sealed class Draft(string id)
    {
        private readonly HashSet<string> _weak = new(StringComparer.Ordinal);
        private readonly List<FormerName> _former = [];
        private string[] _sigla = [];
        private string[] _also = [];
        private string[] _levels = [];
        private string[] _holds = [];
        private string _name = "";
        private string? _english;
        private string? _city;
        private string _country = "";
        private string? _now;
        private CallNumberStyle _style = CallNumberStyle.Named;
        private int? _shortLevels;

        public void Take(string key, string value)
        {
            switch (key)
            {
                case "sigla": _sigla = Sigla(value); break;
                case "name": _name = value; break;
                case "english": _english = value; break;
                case "also": _also = value.Split("; "); break;
                case "levels": _levels = value.Split(" > "); break;
                case "holds": _holds = value.Split("; "); break;
                case "now": _now = value; break;
                case "place":
                    var comma = value.LastIndexOf(", ", StringComparison.Ordinal);
                    _city = value[..comma] is "-" ? null : value[..comma];
                    _country = value[(comma + 2)..];
                    break;
                case "style":
                    var blank = value.IndexOf(' ', StringComparison.Ordinal);
                    _style = StyleOf(blank < 0 ? value : value[..blank]);
                    _shortLevels = blank < 0 ? null : value[blank + 1] - '0';
                    break;
                case "former":
                    var parts = value.Split(" | ");
                    _former.Add(new FormerName(Sigla(parts[0]), parts[1], parts.Length > 2 ? int.Parse(parts[2], System.Globalization.CultureInfo.InvariantCulture) : null));
                    break;
                default: throw new FormatException($"Unknown key {key} in the record {id}.");
            }
        }

        public Repository ToRepository() => new()
        {
            Id = id,
            Sigla = _sigla,
            Name = _name,
            EnglishName = _english ?? _name,
            OtherNames = _also,
            City = _city,
            Country = _country,
            Levels = _levels,
            Former = _former,
            Successor = _now,
            WeakSigla = _weak.Count == 0 ? FrozenSet<string>.Empty : _weak,
            Holdings = _holds,
            Style = _style,
            ShortLevels = _shortLevels,
        };

        private string[] Sigla(string value)
        {
            var sigla = value.Split("; ", StringSplitOptions.RemoveEmptyEntries);
            for (var i = 0; i < sigla.Length; i++)
            {
                if (sigla[i].EndsWith('?'))
                {
                    sigla[i] = sigla[i][..^1];
                    _weak.Add(sigla[i]);
                }
            }

            return sigla;
        }

        private static CallNumberStyle StyleOf(string word) => word switch
        {
            "named" => CallNumberStyle.Named,
            "fond" => CallNumberStyle.Fond,
            "dots" => CallNumberStyle.Dots,
            "code" => CallNumberStyle.Code,
            "bestand" => CallNumberStyle.Bestand,
            "cote" => CallNumberStyle.Cote,
            "box" => CallNumberStyle.Box,
            "shelf" => CallNumberStyle.Shelf,
            _ => throw new FormatException($"Unknown style {word}."),
        };
    }
}
