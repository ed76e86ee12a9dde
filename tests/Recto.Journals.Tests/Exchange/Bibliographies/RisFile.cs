using System.Text.RegularExpressions;

namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>A strict reader of RIS: <c>TG  - value</c> and CR LF on every line, TY first and ER last of every record. Fails on anything else.</summary>
internal static partial class RisFile
{
    public sealed record Record(string Type, ILookup<string, string> Tags)
    {
        public string? this[string tag] => Tags[tag].SingleOrDefault();
    }

    public static IReadOnlyList<Record> Parse(string file)
    {
        var records = new List<Record>();
        List<(string Tag, string Value)>? open = null;
        Assert.True(file.Length == 0 || file.EndsWith("\r\n", StringComparison.Ordinal));
        foreach (var line in file.Split("\r\n")[..^1])
        {
            var match = Line().Match(line);
            Assert.True(match.Success, $"No line of RIS: “{line}”.");
            var (tag, value) = (match.Groups["tag"].Value, match.Groups["value"].Value);
            if (tag == "TY")
            {
                Assert.Null(open);
                open = [];
            }

            Assert.NotNull(open);
            if (tag == "ER")
            {
                Assert.Equal("", value);
                records.Add(new Record(open[0].Value, open.ToLookup(pair => pair.Tag, pair => pair.Value)));
                open = null;
                continue;
            }

            open.Add((tag, value));
        }

        Assert.Null(open);
        return records;
    }

    [GeneratedRegex(@"^(?<tag>[A-Z][A-Z0-9])  - (?<value>[^\p{Cc}]*)$")]
    private static partial Regex Line();
}
