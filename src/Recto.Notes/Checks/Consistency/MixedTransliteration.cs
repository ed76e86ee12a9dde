using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks.Consistency;

/// <summary>
/// RN0512: Russian titles in Latin letters by two systems: istoriia (Library of Congress), istoriya (BGN/PCGN), istorija (scientific); the endings -iia, -iya, -ija, -skii, -skiy, -skij and their kin tell.
/// Only titles that other words show to be Russian are looked at; names that have an English form are left alone.
/// </summary>
internal sealed class MixedTransliteration : Check
{
    private const int MostNamed = 4;

    // Words of Russian titles that are the same in every system, and endings of no other language in Latin letters.
    private static readonly WordSet Russian = new("i v na o ob iz k za ot pod vo so sssr rossii rossiiskoi moskva moskve sbornik dokumentov dokumenty materialy gody voina voiny russkoi russkogo sovetskogo sovetskoi vneshnei");

    private static readonly (string System, string[] Endings)[] Systems =
    [
        ("Library of Congress", ["iia", "iiu", "skii", "skaia", "skuiu", "naia", "nuiu", "noi", "ovoi", "sii"]),
        ("BGN/PCGN", ["iya", "iyu", "skiy", "skaya", "skuyu", "naya", "nuyu", "noy", "ovoy", "skoy"]),
        ("scientific", ["ija", "iju", "skij", "skaja", "skuju", "naja", "nuju", "noj", "ovoj", "skoj"]),
    ];

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0512", "mixed-transliteration", "Russian is transliterated by two systems", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context)
    {
        List<Marked> all = [.. Words(context)];
        var systems = all.GroupBy(word => word.System, StringComparer.Ordinal).OrderByDescending(system => system.Select(word => word.Note).Distinct().Count()).ToList();
        if (systems.Count < 2)
        {
            yield break;
        }

        var usual = systems[0];
        foreach (var other in systems.Skip(1))
        {
            var first = other.First();
            yield return At(first.Note, first.Span, string.Create(CultureInfo.InvariantCulture,
                $"{first.Text} is transliterated by another system ({other.Key}) than {Examples(usual)} ({usual.Key}) in note {context.Label(usual.First().Note)}; use one system for Russian titles. So in {other.Count()} of {all.Count} words that tell: notes {Named(context, other.Select(word => word.Note))}."));
        }
    }

    private static string Examples(IEnumerable<Marked> words) => string.Join(", ", words.Where(word => word.Note == words.First().Note).Select(word => word.Text).Distinct(StringComparer.Ordinal).Take(MostNamed));

    private static IEnumerable<Marked> Words(CheckContext context)
    {
        foreach (var (note, reference, _) in Citation.All(context))
        {
            foreach (var field in new[] { reference.Title, reference.Container })
            {
                if (field is null || Lookalikes.ScriptOf(field.Text) != Script.Latin)
                {
                    continue;
                }

                var words = NameWords.Of(field.Text);
                var marked = words.Select(word => (Word: word, System: SystemOf(word.Lower))).Where(pair => pair.System is not null).ToList();
                if (marked.Count == 0 || !IsRussian(words, marked.Count))
                {
                    continue;
                }

                foreach (var (word, system) in marked)
                {
                    yield return new Marked(system!, note, new TextSpan(field.Span.Start + word.Start, field.Span.Start + word.End), word.Printed);
                }
            }
        }
    }

    // Two signs at least besides the one word: a single "noi" or "i" may be Italian, a single "-ija" Serbian.
    private static bool IsRussian(List<NameWords.Word> words, int marked) => words.Count(word => Russian.Contains(word.Printed)) is > 0 and var plain && plain + marked >= 2
        && !words.Exists(word => word.Lower is "u" or "je" or "the" or "of" or "and" or "della" or "und" or "der" or "la" or "de");

    private static string? SystemOf(string word)
    {
        if (word.Length < 5)
        {
            return null;
        }

        foreach (var (system, endings) in Systems)
        {
            if (Array.Exists(endings, ending => word.EndsWith(ending, StringComparison.Ordinal)))
            {
                return system;
            }
        }

        return null;
    }

    private sealed record Marked(string System, int Note, TextSpan Span, string Text);
}
