using System.Text;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>A strict reader of BibTeX as BibTeX itself reads: entries, fields in braces, braces counted whatever stands before them. Fails on anything else.</summary>
internal static class BibTexFile
{
    public sealed record Entry(string Type, string Key, IReadOnlyDictionary<string, string> Fields)
    {
        /// <summary>A field as a reader sees it: commands as their characters, without protecting braces; null where it is absent.</summary>
        public string? Plain(string field) => Fields.TryGetValue(field, out var value) ? BibTexFile.Plain(value) : null;

        /// <summary>The names of a field, parted at the "and" outside braces.</summary>
        public string[] Names(string field) => Fields.TryGetValue(field, out var value) ? [.. SplitNames(value)] : [];
    }

    public static IReadOnlyList<Entry> Parse(string file)
    {
        var entries = new List<Entry>();
        var at = 0;
        while (true)
        {
            Blanks(file, ref at);
            if (at == file.Length)
            {
                Assert.Equal(entries.Count, entries.Select(entry => entry.Key.ToLowerInvariant()).Distinct().Count());
                return entries;
            }

            Expect(file, ref at, '@');
            var type = Name(file, ref at);
            Expect(file, ref at, '{');
            var key = Until(file, ref at, ',');
            Assert.Matches(@"^[A-Za-z0-9:./+-]+$", key);
            var fields = new Dictionary<string, string>();
            while (file[at] == ',')
            {
                at++;
                Blanks(file, ref at);
                var name = Name(file, ref at);
                Blanks(file, ref at);
                Expect(file, ref at, '=');
                Blanks(file, ref at);
                fields.Add(name, Braced(file, ref at));
                Blanks(file, ref at);
            }

            Expect(file, ref at, '}');
            entries.Add(new Entry(type, key, fields));
        }
    }

    private static string Plain(string value)
    {
        var plain = new StringBuilder();
        for (var at = 0; at < value.Length; at++)
        {
            if (value[at] is '{' or '}')
            {
                continue;
            }

            Assert.DoesNotContain(value[at], "&%$#_~^");
            if (value[at] != '\\')
            {
                plain.Append(value[at]);
                continue;
            }

            var command = Array.Find<(string Name, char Means)>([(@"\textbraceleft{}", '{'), (@"\textbraceright{}", '}'), (@"\textasciitilde{}", '~'), (@"\textasciicircum{}", '^'), (@"\textbackslash{}", '\\'),
                (@"\&", '&'), (@"\%", '%'), (@"\$", '$'), (@"\#", '#'), (@"\_", '_')], known => string.CompareOrdinal(value, at, known.Name, 0, known.Name.Length) == 0);
            Assert.NotNull(command.Name);
            plain.Append(command.Means);
            at += command.Name.Length - 1;
        }

        return plain.ToString();
    }

    private static IEnumerable<string> SplitNames(string value)
    {
        var depth = 0;
        var start = 0;
        for (var at = 0; at < value.Length; at++)
        {
            depth += value[at] switch { '{' => 1, '}' => -1, _ => 0 };
            if (depth == 0 && string.CompareOrdinal(value, at, " and ", 0, 5) == 0)
            {
                yield return Plain(value[start..at]);
                start = at + 5;
            }
        }

        yield return Plain(value[start..]);
    }

    private static string Braced(string file, ref int at)
    {
        Expect(file, ref at, '{');
        var start = at;
        for (var depth = 1; depth > 0; at++)
        {
            Assert.True(at < file.Length, "A field is not closed.");
            depth += file[at] switch { '{' => 1, '}' => -1, _ => 0 };
        }

        return file[start..(at - 1)];
    }

    private static string Until(string file, ref int at, char end)
    {
        var start = at;
        at = file.IndexOf(end, at);
        return file[start..at];
    }

    private static string Name(string file, ref int at)
    {
        var start = at;
        while (char.IsAsciiLetterLower(file[at]))
        {
            at++;
        }

        Assert.True(at > start, $"No name at {start}.");
        return file[start..at];
    }

    private static void Expect(string file, ref int at, char c)
    {
        Assert.True(at < file.Length && file[at] == c, $"Expected {c} at {at}, found “{file[at..Math.Min(file.Length, at + 30)]}”.");
        at++;
    }

    private static void Blanks(string file, ref int at)
    {
        while (at < file.Length && file[at] is ' ' or '\n')
        {
            at++;
        }
    }
}
