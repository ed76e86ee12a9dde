using System.Net;
using Recto.Journals.Access;

namespace Recto.Journals.Usage;

/// <summary>
/// Which country an address belongs to, by a table that the operator brings: a network and two letters a line. A network within another goes before it. Built once and never changed; sought as the networks of institutions are
/// (<see cref="AddressMap"/>).
/// </summary>
public sealed class CountryTable
{
    private readonly AddressMap _map;

    private CountryTable(AddressMap map) => _map = map;

    /// <summary>Reads a table: <c>192.0.2.0/24,CH</c> or <c>2001:db8::/32,CH</c> a line. Empty lines, lines that begin with <c>#</c>, and headings (<c>network,…</c>) are left out.</summary>
    /// <param name="text">The table.</param>
    /// <param name="fault">The first line that cannot be read; null where all can.</param>
    /// <returns>Null where a line cannot be read: a table with a hole would count readers to the wrong country.</returns>
    public static CountryTable? TryRead(string text, out CountryFault? fault)
    {
        ArgumentNullException.ThrowIfNull(text);
        var networks = new List<(AddressRange Range, string Country)>();
        using var lines = new StringReader(text.TrimStart('\uFEFF'));
        for (var number = 1; lines.ReadLine() is { } line; number++)
        {
            var written = line.Trim();
            if (written.Length == 0 || written[0] == '#' || (networks.Count == 0 && written.StartsWith("network,", StringComparison.OrdinalIgnoreCase)))
            {
                continue;
            }

            if (ReadLine(written, out var network) is { } kind)
            {
                fault = new CountryFault(number, written, kind);
                return null;
            }

            networks.Add(network);
        }

        fault = null;
        return new CountryTable(AddressMap.Of(Flat(networks).Select(piece => new InstitutionRange(IdOf(piece.Country), piece.Range))));
    }

    /// <summary>The country of an address, two letters of ISO 3166-1; null where the table says none.</summary>
    public string? Find(IPAddress address) => _map.Find(AddressNumber.Of(address)) is >= 0 and var found ? CountryOf(_map.Sets[found][0]) : null;

    private static CountryFaultKind? ReadLine(string line, out (AddressRange Range, string Country) network)
    {
        network = default;
        if (line.Split(',') is not [var range, var country])
        {
            return CountryFaultKind.Fields;
        }

        var code = country.Trim(' ', '"').ToUpperInvariant();
        if (code.Length != 2 || !code.All(char.IsAsciiLetterUpper))
        {
            return CountryFaultKind.Country;
        }

        // Networks of one's own house are no networks of the internet, and may have a country all the same.
        if (RangeReader.TryRead(range.Trim(' ', '"'), out var read) is { Kind: not RangeFaultKind.NotPublic })
        {
            return CountryFaultKind.Network;
        }

        network = (read, code);
        return null;
    }

    // From networks that may lie in one another, the line of numbers in pieces of one country each: of those that hold a number the narrowest, which begins last.
    private static List<(AddressRange Range, string Country)> Flat(List<(AddressRange Range, string Country)> networks)
    {
        networks.Sort((one, other) => one.Range.First != other.Range.First ? one.Range.First.CompareTo(other.Range.First) : other.Range.Last.CompareTo(one.Range.Last));
        var pieces = new List<(AddressRange, string)>(networks.Count);
        var around = new Stack<(AddressRange Range, string Country)>();
        UInt128 at = 0;
        var isFull = false; // Nothing lies behind the last number.
        foreach (var network in networks)
        {
            CloseBefore(network.Range.First);
            if (around.TryPeek(out var outer) && at < network.Range.First)
            {
                pieces.Add((new(at, network.Range.First - 1), outer.Country));
            }

            at = network.Range.First;
            around.Push(network);
        }

        CloseBefore(null);
        return pieces;

        void CloseBefore(UInt128? first)
        {
            while (around.TryPeek(out var inner) && (first is null || inner.Range.Last < first))
            {
                around.Pop();
                if (!isFull && at <= inner.Range.Last)
                {
                    pieces.Add((new(at, inner.Range.Last), inner.Country));
                    isFull = inner.Range.Last == UInt128.MaxValue;
                    at = isFull ? at : inner.Range.Last + 1;
                }
            }
        }
    }

    // The map knows its holders by ids: CH is 00004300-4800-….
    private static Guid IdOf(string country) => new(country[0], (short)country[1], 0, 0, 0, 0, 0, 0, 0, 0, 0);

    private static string CountryOf(Guid id)
    {
        var bytes = id.ToByteArray();
        return $"{(char)bytes[0]}{(char)bytes[4]}";
    }
}

/// <summary>A line of a table of countries that cannot be read.</summary>
/// <param name="Line">Its number, from 1.</param>
/// <param name="Written">What it says.</param>
/// <param name="Kind">What is wrong with it.</param>
public sealed record CountryFault(int Line, string Written, CountryFaultKind Kind)
{
    /// <summary>What is wrong and how to write it, in English, for whoever runs the site.</summary>
    public string Remedy => Kind switch
    {
        CountryFaultKind.Network => "names no network: write 192.0.2.0/24 or 2001:db8::/32",
        CountryFaultKind.Country => "names no country: write two letters of ISO 3166-1, as CH",
        _ => "is not a network, a comma and a country, as 192.0.2.0/24,CH",
    };
}

/// <summary>What is wrong with such a line.</summary>
public enum CountryFaultKind
{
    /// <summary>It is not a network, a comma and a country.</summary>
    Fields = 1,

    /// <summary>The network cannot be.</summary>
    Network,

    /// <summary>The country is not two letters.</summary>
    Country,
}
