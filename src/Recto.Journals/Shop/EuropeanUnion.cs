using System.Collections.Frozen;

namespace Recto.Journals.Shop;

/// <summary>Countries of the European Union, with the days they came and went: the rules for sales to another member country hold on the day of the sale.</summary>
public static class EuropeanUnion
{
    // Last compared with the Union's own list on 2026-11-01.
    private static readonly FrozenDictionary<string, (DateOnly From, DateOnly? Until)> Members = Table();

    /// <summary>Whether a country is a member on that day. The United Kingdom counts to the end of its transition (2020-12-31), Northern Ireland not beyond that: what is sold here are services.</summary>
    /// <param name="country">ISO 3166-1, two capital letters.</param>
    /// <param name="day">The day.</param>
    public static bool Has(string country, DateOnly day) => Members.TryGetValue(country, out var member) && member.From <= day && (member.Until is null || day <= member.Until);

    private static FrozenDictionary<string, (DateOnly, DateOnly?)> Table()
    {
        var table = new Dictionary<string, (DateOnly, DateOnly?)>(StringComparer.Ordinal);
        void Add(int year, int month, string countries)
        {
            foreach (var country in countries.Split(' '))
            {
                table[country] = (new DateOnly(year, month, 1), null);
            }
        }

        Add(1958, 1, "BE DE FR IT LU NL");
        Add(1973, 1, "DK IE GB");
        Add(1981, 1, "GR");
        Add(1986, 1, "ES PT");
        Add(1995, 1, "AT FI SE");
        Add(2004, 5, "CY CZ EE HU LT LV MT PL SI SK");
        Add(2007, 1, "BG RO");
        Add(2013, 7, "HR");
        table["GB"] = (table["GB"].Item1, new DateOnly(2020, 12, 31));
        return table.ToFrozenDictionary(StringComparer.Ordinal);
    }
}
