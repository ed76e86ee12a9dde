using System.Globalization;
using Recto.Notes.Diagnostics;
using Recto.Notes.References;
using Recto.Notes.Resolution;
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
    private const int ShortestName = 5;

    private static readonly string[] NameEndings = ["skii", "skiy", "skij", "sky", "ski", "tskoi", "tskoy", "tskoj", "oi", "oy", "oj", "ii", "iy", "ij", "ei", "ey", "ej", "ai", "ay", "aj"];

    // Words of Russian titles that are the same in every system, and endings of no other language in Latin letters.
    private static readonly WordSet Russian = new("i v na o ob iz k za ot pod vo so sssr rossii rossiiskoi rossiyskoy moskva moskve sbornik dokumentov dokumenty materialy gody gg voina voiny voyna voyny russkoi russkoy russkogo sovetskogo sovetskoi sovetskoy vneshnei vneshney politika politiki imperii istorii perepiska sochineniia sochineniya");

    // Endings of no other language, in which one word tells enough.
    private static readonly string[] Unmistakable = ["niia", "niya", "niye", "skaia", "skaya", "oriia", "oriya", "stviia", "stviya", "tsiia", "tsiya"];

    private static readonly (string System, string[] Endings)[] Systems =
    [
        ("Library of Congress", ["iia", "iiu", "skii", "skaia", "skuiu", "naia", "vaia", "nuiu", "noi", "ovoi", "nei", "sii"]),
        ("BGN/PCGN", ["iya", "iyu", "skiy", "skaya", "skuyu", "naya", "vaya", "nuyu", "noy", "ovoy", "ney", "skoy", "iye", "oye"]),
        ("scientific", ["ija", "iju", "skij", "skaja", "skuju", "naja", "nuju", "noj", "ovoj", "skoj"]),
    ];

    public override DiagnosticDescriptor Descriptor { get; } =
        new("RN0512", "mixed-transliteration", "Russian is transliterated by two systems", Severity.Advice);

    public override IEnumerable<Diagnostic> Run(CheckContext context) => Titles(context).Concat(Names(context)).Concat(SoftSigns(context));

    // One person under two transliterations: Trotskii, Trotsky. One letter astray is RN0501's.
    private IEnumerable<Diagnostic> Names(CheckContext context)
    {
        var persons = Citation.All(context).SelectMany(citation => citation.Reference.Authors.Concat(citation.Reference.Editors).Select(person => (citation.Note, Person: person)))
            .Where(pair => pair.Person is { Family.Length: >= ShortestName, Given.Length: > 0 } && Lookalikes.ScriptOf(pair.Person.Family) == Script.Latin);
        foreach (var one in persons.GroupBy(pair => $"{WordFolding.Compared(pair.Person.Family)}|{char.ToUpperInvariant(pair.Person.Given![0])}", StringComparer.Ordinal))
        {
            var forms = one.GroupBy(pair => EditDistance.Fold(pair.Person.Family), StringComparer.Ordinal).OrderByDescending(form => form.Count()).ToList();
            foreach (var form in forms.Skip(1).Where(form => SystemOfName(form.Key) != SystemOfName(forms[0].Key)))
            {
                var (note, person) = form.First();
                yield return At(note, person.Span, $"{person.Family} is transliterated {forms[0].First().Person.Family} in note {context.Label(forms[0].First().Note)}; use one system for Russian names.");
            }
        }
    }

    private static string? SystemOfName(string family) => Array.Find(NameEndings, ending => family.EndsWith(ending, StringComparison.Ordinal)) ?? (family.Contains("iu", StringComparison.Ordinal) ? "iu" : family.Contains("yu", StringComparison.Ordinal) ? "yu" : family.Contains("ju", StringComparison.Ordinal) ? "ju"
        : family.Contains("ia", StringComparison.Ordinal) ? "ia" : family.Contains("ya", StringComparison.Ordinal) ? "ya" : family.Contains("ja", StringComparison.Ordinal) ? "ja" : family.StartsWith('e') ? "e" : family.StartsWith("ye", StringComparison.Ordinal) ? "ye" : null);

    // The soft sign kept here and dropped there, in one word: Vasil’ev, Vasilev; izdatel’stvo, izdatelstvo.
    private IEnumerable<Diagnostic> SoftSigns(CheckContext context)
    {
        var words = new List<Marked>();
        foreach (var (note, reference, _) in Citation.All(context))
        {
            IEnumerable<(string Text, int Start)> fields = reference.Authors.Select(person => (person.Family, person.Span.Start + Math.Max(0, context.Printed(note, person.Span).IndexOf(person.Family, StringComparison.Ordinal))));
            foreach (var (text, start) in fields.Concat(new[] { reference.Title, reference.Publisher, reference.Container }.OfType<Field>().Select(field => (field.Text, field.Span.Start))))
            {
                words.AddRange(NameWords.Of(text).Where(word => word.Lower.Length >= ShortestName).Select(word => new Marked(word.Lower, note, new TextSpan(start + word.Start, start + word.End), word.Printed)));
            }
        }

        var softened = words.Where(word => HoldsSoftSign(word.Text)).Select(word => word.System).ToHashSet(StringComparer.Ordinal);
        foreach (var word in words.Where(word => softened.Contains(word.System)).GroupBy(word => word.System, StringComparer.Ordinal))
        {
            var kept = word.Where(form => HoldsSoftSign(form.Text)).ToList();
            var dropped = word.Where(form => !HoldsSoftSign(form.Text)).ToList();
            if (dropped.Count > 0)
            {
                var (rare, usual) = dropped.Count <= kept.Count ? (dropped[0], kept[0]) : (kept[0], dropped[0]);
                yield return At(rare.Note, rare.Span, $"{rare.Text} is {usual.Text} in note {context.Label(usual.Note)}; keep the soft sign everywhere or nowhere.");
            }
        }
    }

    // Behind a consonant inside a word, and not the apostrophe of a genitive, an elision or a negation: Vasil’ev; not Stalin’s, l’Armée, O’Brien, didn’t.
    private static bool HoldsSoftSign(string word)
    {
        for (var i = 2; i + 1 < word.Length; i++)
        {
            if (word[i] is '’' or '\'' or '\u02B9' or '\u02BC' && word[i - 1] is 'l' or 'n' or 't' or 'd' or 'r' or 's' or 'z' or 'm' or 'b' or 'p' or 'v' && i + 2 < word.Length && char.IsLower(word[i + 1]))
            {
                return true;
            }
        }

        return false;
    }

    private IEnumerable<Diagnostic> Titles(CheckContext context)
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
    private static bool IsRussian(List<NameWords.Word> words, int marked) =>
        ((words.Count(word => Russian.Contains(word.Printed)) is > 0 and var plain && plain + marked >= 2) || words.Exists(word => Array.Exists(Unmistakable, ending => word.Lower.EndsWith(ending, StringComparison.Ordinal))))
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
