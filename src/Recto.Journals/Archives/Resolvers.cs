using System.Globalization;
using System.Text.RegularExpressions;
using Recto.Notes.Archives;

namespace Recto.Journals.Archives;

/// <summary>
/// The templates that are known: those that ship, and an operator's own. A line is <c>archive | item, description or search | pattern | address</c>; empty lines and those that begin with <c>#</c> say nothing.
/// </summary>
/// <param name="templates">The templates, those that are asked first before others.</param>
public sealed partial class Resolvers(IReadOnlyList<Resolver> templates)
{
    private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(50);

    /// <summary>The templates.</summary>
    public IReadOnlyList<Resolver> Templates => templates;

    /// <summary>The templates that ship with Recto.</summary>
    public static IReadOnlyList<Resolver> Shipped()
    {
        using var stream = typeof(Resolvers).Assembly.GetManifestResourceStream("resolvers.txt") ?? throw new InvalidOperationException("resolvers.txt is not embedded in Recto.Journals.");
        using var reader = new StreamReader(stream);
        return Read(reader, out var faults) is var read && faults.Count == 0 ? read : throw new FormatException(faults[0]);
    }

    /// <summary>Reads templates.</summary>
    /// <param name="reader">The lines.</param>
    /// <param name="faults">What is wrong with which line; such a line gives nothing, the others hold.</param>
    public static IReadOnlyList<Resolver> Read(TextReader reader, out IReadOnlyList<string> faults)
    {
        ArgumentNullException.ThrowIfNull(reader);
        var (read, wrong) = (new List<Resolver>(), new List<string>());
        var number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            if (line.Trim() is not { Length: > 0 } said || said[0] == '#')
            {
                continue;
            }

            var fields = said.Split('|', StringSplitOptions.TrimEntries);
            if (fields.Length != 4)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"Line {number} has {fields.Length} fields and not four: archive | item, description or search | pattern | address."));
            }
            else if (KindOf(fields[1]) is not { } kind)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"Line {number}: “{fields[1]}” is none of item, description, search."));
            }
            else if (RepositoryDirectory.Shipped.Find(fields[0]) is null)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"Line {number}: the directory has no archive “{fields[0]}”."));
            }
            else if (PatternOf(fields[2]) is not { } pattern)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"Line {number}: “{fields[2]}” is no regular expression."));
            }
            else if (!Uri.TryCreate(Filled(fields[3], _ => "x"), UriKind.Absolute, out var address) || address.Scheme != Uri.UriSchemeHttps)
            {
                wrong.Add(string.Create(CultureInfo.InvariantCulture, $"Line {number}: “{fields[3]}” is no https address."));
            }
            else
            {
                read.Add(new Resolver(fields[0], kind, pattern, fields[3]));
            }
        }

        faults = wrong;
        return read;
    }

    /// <summary>Where the archive shows that unit, or tells of it; null where no template is for it.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="callNumber">Its call number as shown, without the siglum.</param>
    public ResolvedAddress? Find(UnitAddress unit, string callNumber)
    {
        ArgumentNullException.ThrowIfNull(unit);
        ArgumentNullException.ThrowIfNull(callNumber);
        if (unit.Segments.Count == 0 || unit.IsApart)
        {
            return null;
        }

        var key = string.Join('/', unit.Segments);
        foreach (var template in templates)
        {
            if (template.Archive == unit.Archive && Fits(template.Units, key) && Filled(template.Template, name => ValueOf(name, unit, callNumber)) is var address
                && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme == Uri.UriSchemeHttps)
            {
                return new(template.Kind, uri.AbsoluteUri);
            }
        }

        return null;
    }

    private static string ValueOf(string name, UnitAddress unit, string callNumber) => name == "call" ? callNumber
        : int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var level) && level >= 1 && level <= unit.Segments.Count ? unit.Segments[level - 1] : "";

    // Every value is encoded: what a note prints must not make an address of another host.
    private static string Filled(string template, Func<string, string> value) => Place().Replace(template, match => Uri.EscapeDataString(value(match.Groups["name"].Value)));

    private static bool Fits(Regex pattern, string key)
    {
        try
        {
            return pattern.IsMatch(key);
        }
        catch (RegexMatchTimeoutException)
        {
            return false; // An operator's pattern that runs wild is for nothing.
        }
    }

    private static ResolverKind? KindOf(string word) => word switch { "item" => ResolverKind.Item, "description" => ResolverKind.Description, "search" => ResolverKind.Search, _ => null };

    private static Regex? PatternOf(string text)
    {
        try
        {
            return new Regex($"^(?:{text})$", RegexOptions.CultureInvariant, Longest);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }

    // {call}, {1}
    [GeneratedRegex("\\{(?<name>call|[1-6])\\}", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Place();
}
