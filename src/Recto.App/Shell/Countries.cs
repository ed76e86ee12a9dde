using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Globalization;

namespace Recto.App.Shell;

/// <summary>Countries: the codes of ISO 3166-1, called as the reader's language calls them.</summary>
internal static class Countries
{
    private const string All = """
        AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ
        EC EE EG EH ER ES ET FI FJ FK FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ
        LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM PN PR PS PT PW PY QA RE RO
        RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
        """;

    private static readonly FrozenSet<string> Codes = All.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    private static readonly ConcurrentDictionary<(string Language, string Code), string> Named = new();

    /// <summary>Whether that is the code of a country.</summary>
    public static bool Has(string? code) => code is not null && Codes.Contains(code);

    /// <summary>What a country is called in the language of the request; its code where nobody knows.</summary>
    public static string Name(string code) => Named.GetOrAdd((CultureInfo.CurrentUICulture.Name, code), key =>
    {
        // .NET tells a region in its own language only, but a language with its region in that of the reader: “anglais (Allemagne)”. What stands in brackets in a name itself, it puts into square ones.
        if (!Has(key.Code))
        {
            return key.Code;
        }

        var name = new CultureInfo("en-" + key.Code).DisplayName;
        return name.IndexOf(" (", StringComparison.Ordinal) is > 0 and var start && name.EndsWith(')') ? name[(start + 2)..^1].Replace('[', '(').Replace(']', ')') : key.Code;
    });

    /// <summary>Code and name of each, in the order of the names.</summary>
    public static IReadOnlyList<(string Code, string Name)> List() => [.. Codes.Select(code => (code, Name(code))).OrderBy(country => country.Item2, StringComparer.Create(CultureInfo.CurrentUICulture, ignoreCase: false))];
}
