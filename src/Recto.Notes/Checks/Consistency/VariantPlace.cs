using System.Collections.Frozen;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;

namespace Recto.Notes.Checks.Consistency;

/// <summary>RN0506: one town under two names: in its own language here and in another there (Moskva, Moscow), shortened (M., Frankfurt a.M.), or with its state in two forms (Cambridge, MA; Cambridge, Mass.). Cyrillic forms are compared among themselves.</summary>
internal sealed class VariantPlace : VariantCheck
{
    private static readonly string[] Joiners = ["/", " – ", "–", " — ", "; ", " & ", " and ", " und ", " et ", " y ", " и ", ", "];

    private static readonly FrozenDictionary<string, string> Towns = Table(
    [
        "Moscow Moskva Moscou Moskau Mosca Москва M. М.", "St_Petersburg St._Petersburg Saint_Petersburg Saint-Petersburg Sankt-Peterburg Sankt_Peterburg Sankt_Petersburg St._Peterburg Saint-Pétersbourg Санкт-Петербург СПб. СПб SPb. SPb",
        "Leningrad Ленинград L. Л.", "Frankfurt Frankfurt_am_Main Frankfurt_a.M. Frankfurt_a._M. Frankfurt/M. Frankfurt/Main Frankfurt_a.Main Frankfurt_(Main) Francfort",
        "Munich München Muenchen", "Cologne Köln Koeln", "Vienna Wien Vienne", "Rome Roma Rom", "Milan Milano Mailand", "Turin Torino", "Florence Firenze Florenz", "Venice Venezia Venedig", "Naples Napoli Neapel",
        "Geneva Genève Genf Ginevra", "Warsaw Warszawa Warschau Varsovie", "Prague Praha Prag", "Lisbon Lisboa Lisbonne Lissabon", "Copenhagen København Kopenhagen", "The_Hague Den_Haag La_Haye ’s-Gravenhage 's-Gravenhage",
        "Brussels Bruxelles Brussel Brüssel", "Leuven Louvain", "Kiev Kyiv Kiew Киев Київ", "Bucharest București Bucureşti Bucarest Bukarest", "Belgrade Beograd Belgrad", "Zurich Zürich", "Basel Basle Bâle", "Seville Sevilla", "Gothenburg Göteborg",
        "Nuremberg Nürnberg", "Mexico_City México Ciudad_de_México", "Cracow Kraków Krakau Krakow", "Tübingen Tubingen Tuebingen", "Göttingen Gottingen Goettingen", "Freiburg Freiburg_im_Breisgau Freiburg_i.Br. Freiburg_i._Br. Freiburg/Br.",
        "London Londres Londra", "Paris Parigi París", "Edinburgh Édimbourg Edimburgo", "Antwerp Antwerpen Anvers", "Ghent Gent Gand", "Luxembourg Luxemburg", "Strasbourg Straßburg Strassburg", "Athens Athen Athènes", "Istanbul İstanbul", "Beijing Peking Pékin",
    ]);

    private static readonly FrozenDictionary<string, string> Regions = Table(
    [
        "ma MA Mass. Mass Massachusetts", "nj NJ N.J. New_Jersey", "ct CT Conn. Conn Connecticut", "ca CA Calif. Cal. Calif California", "pa PA Pa. Penn. Pennsylvania", "ny NY N.Y. New_York", "il IL Ill. Ill Illinois", "dc DC D.C.", "nc NC N.C. North_Carolina",
        "md MD Md. Maryland", "in IN Ind. Indiana", "ks KS Kans. Kan. Kansas", "ne NE Neb. Nebr. Nebraska", "va VA Va. Virginia", "wi WI Wis. Wisc. Wisconsin", "oh OH Ohio", "tx TX Tex. Texas", "mn MN Minn. Minnesota", "ga GA Ga. Georgia",
        "mi MI Mich. Michigan", "nh NH N.H. New_Hampshire", "ky KY Ky. Kentucky", "la LA La. Louisiana", "co CO Colo. Colorado", "wa WA Wash. Washington", "az AZ Ariz. Arizona", "uk UK U.K. England", "on ON Ont. Ontario",
    ]);

    // Towns whose bare name means another town than the one with a state behind it.
    private static readonly FrozenSet<string> Namesakes = new[] { "cambridge", "athens", "oxford", "london", "durham", "manchester", "birmingham", "paris", "rome", "lincoln", "bristol", "newcastle", "richmond", "bloomington", "portland", "cleveland", "springfield", "lexington", "columbia" }.ToFrozenSet(StringComparer.Ordinal);

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0506", "variant-place", "One place of publication is named in two ways", Severity.Advice);

    private protected override IEnumerable<Printed> Names(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.Full(context))
        {
            // What is no whole imprint may be where a letter was sent.
            if (reference is not { Kind: ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.EditedSource or ReferenceKind.Thesis, Place: { } place, Year: not null } || place.Text.Length > 60
                || !Imprint.IsWhole(context.Text(note), reference))
            {
                continue;
            }

            foreach (var (start, end) in Pieces(place.Text))
            {
                var form = place.Text[start..end];
                if (Unit(form) is { } unit)
                {
                    yield return new Printed($"{unit}|{Lookalikes.ScriptOf(form)}", form, note, new TextSpan(place.Span.Start + start, place.Span.Start + end));
                }
            }
        }
    }

    // The last full stop may be the sentence's.
    private protected override bool Differs(string usual, string form) => usual.TrimEnd('.') != form.TrimEnd('.');

    // "Leiden/Boston", "London and New York"; "Cambridge, MA" and "Frankfurt/Main" stay together.
    private static IEnumerable<(int Start, int End)> Pieces(string place)
    {
        var start = 0;
        for (var i = 0; i < place.Length; i++)
        {
            var joiner = Array.Find(Joiners, joiner => string.CompareOrdinal(place, i, joiner, 0, joiner.Length) == 0);
            if (joiner is null)
            {
                continue;
            }

            var next = i + joiner.Length;
            var end = Array.ConvertAll(Joiners, other => place.IndexOf(other, next, StringComparison.Ordinal)).Where(at => at > next).DefaultIfEmpty(place.Length).Min();
            if (joiner == ", " && Regions.ContainsKey(place[next..end]) || Towns.ContainsKey(place[start..end]))
            {
                i = end - 1;
                continue;
            }

            if (i > start)
            {
                yield return (start, i);
            }

            start = next;
            i = next - 1;
        }

        if (start < place.Length)
        {
            yield return (start, place.Length);
        }
    }

    private static string? Unit(string form)
    {
        if (Towns.TryGetValue(form, out var town))
        {
            return town;
        }

        if (form.Length < 3 || !char.IsUpper(form[0]) || form.Any(char.IsAsciiDigit))
        {
            return null;
        }

        // "Cambridge (Mass.)"
        form = form.Replace(" (", ", ", StringComparison.Ordinal).TrimEnd(')');
        var comma = form.IndexOf(", ", StringComparison.Ordinal);
        var name = EditDistance.Fold(comma < 0 ? form : form[..comma]);
        return name.Length < 3 ? null : comma >= 0 && Namesakes.Contains(name) ? $"{name} {Regions.GetValueOrDefault(form[(comma + 2)..], form[(comma + 2)..])}" : name;
    }

    private static FrozenDictionary<string, string> Table(string[] rows) =>
        rows.SelectMany(row => row.Split(' ').Select(name => (Name: name.Replace('_', ' '), Unit: row.Split(' ')[0].ToLowerInvariant()))).ToFrozenDictionary(pair => pair.Name, pair => pair.Unit, StringComparer.Ordinal);
}
