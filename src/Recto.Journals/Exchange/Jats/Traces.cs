using System.Text;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Jats;

/// <summary>
/// What Recto changes in the JATS that it gives out, so that Recto takes it back as it was: processing instructions of the target <c>recto</c>, which every other reader passes over. At the head of an
/// element: <c>was NAME</c>, <c>attribute NAME "value"</c> (what it was), <c>no-attribute NAME</c> (it had none), <c>new</c> (it was not there), <c>around</c> (its content stood without it), <c>moved N</c>,
/// <c>mark</c> (a reference that Recto read), <c>kept</c> (in a mark, but the author's), <c>again</c> (emphasis opened for the second time). In their place: <c>here N</c>, <c>open NAME …</c> and <c>close</c>,
/// <c>left "XML"</c>, <c>text "words"</c>.
/// </summary>
internal static class Traces
{
    /// <summary>The target of the instructions.</summary>
    public const string Target = "recto";

    /// <summary>Names of the elements that are put into a mark.</summary>
    public static IReadOnlySet<string> InMarks { get; } = new HashSet<string>(StringComparer.Ordinal)
    {
        "person-group", "string-name", "surname", "given-names", "suffix", "collab", "source", "article-title", "chapter-title", "publisher-loc", "publisher-name", "volume", "issue", "series",
        "edition", "uri", "year", "pub-id", "fpage", "lpage", "page-range", "named-content",
    };

    /// <summary>Remembers a line for an element; of two about the same thing the first stands.</summary>
    public static void Note(XElement element, string verb, string rest = "")
    {
        var lines = element.Annotation<Lines>();
        if (lines is null)
        {
            element.AddAnnotation(lines = new Lines());
        }

        var isOfAttribute = verb is "attribute" or "no-attribute";
        if (!lines.Items.Exists(line => isOfAttribute ? line.Verb is "attribute" or "no-attribute" && Subject(line.Said) == Subject(rest) : line.Verb == verb))
        {
            lines.Items.Add((verb, rest));
        }
    }

    /// <summary>Remembers what an attribute was before it is changed.</summary>
    public static void NoteAttribute(XAttribute attribute) => Note(attribute.Parent!, "attribute", $"{attribute.Name} {Quoted(attribute.Value)}");

    /// <summary>Remembers that an element had no such attribute.</summary>
    public static void NoteNoAttribute(XElement element, XName name) => Note(element, "no-attribute", name.ToString());

    /// <summary>Whether a line is remembered for an element.</summary>
    public static bool Has(XElement element, string verb) => element.Annotation<Lines>()?.Items.Exists(line => line.Verb == verb) == true;

    /// <summary>What a remembered line says behind its verb; null where none is remembered.</summary>
    public static string? RestOf(XElement element, string verb) => element.Annotation<Lines>()?.Items.Find(line => line.Verb == verb).Said;

    /// <summary>Forgets lines of a verb.</summary>
    public static void Forget(XElement element, string verb) => element.Annotation<Lines>()?.Items.RemoveAll(line => line.Verb == verb);

    /// <summary>An instruction in its place.</summary>
    public static XProcessingInstruction Instruction(string verb, string rest = "") => new(Target, rest.Length == 0 ? verb : verb + " " + rest);

    /// <summary>Writes everything that is remembered into the document.</summary>
    public static void WriteOut(XElement root)
    {
        foreach (var element in root.DescendantsAndSelf().ToList())
        {
            if (Has(element, "mark"))
            {
                Keep(element);
            }
        }

        foreach (var element in root.DescendantsAndSelf().ToList())
        {
            if (element.Annotation<Lines>() is { } lines)
            {
                element.AddFirst(lines.Items.Where(line => line.Verb != "derived").Select(line => Instruction(line.Verb, line.Said)));
                element.RemoveAnnotations<Lines>();
            }
        }
    }

    /// <summary>Words in quotation marks that an instruction can hold.</summary>
    public static string Quoted(string words)
    {
        var quoted = new StringBuilder("\"");
        for (var i = 0; i < words.Length; i++)
        {
            quoted.Append(words[i] switch
            {
                '%' => "%25",
                '"' => "%22",
                '\r' => "%0D",
                '\n' => "%0A",
                '\t' => "%09",
                '?' when i + 1 < words.Length && words[i + 1] == '>' => "%3F",
                var c => c.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>The words of <see cref="Quoted"/>; null where it is none.</summary>
    public static string? Unquoted(string quoted)
    {
        var (first, last) = (quoted.IndexOf('"', StringComparison.Ordinal), quoted.LastIndexOf('"'));
        return first < 0 || last <= first ? null
            : quoted[(first + 1)..last].Replace("%0D", "\r", StringComparison.Ordinal).Replace("%0A", "\n", StringComparison.Ordinal).Replace("%09", "\t", StringComparison.Ordinal)
                .Replace("%3F", "?", StringComparison.Ordinal).Replace("%22", "\"", StringComparison.Ordinal).Replace("%25", "%", StringComparison.Ordinal);
    }

    private static string Subject(string rest) => rest.IndexOf(' ', StringComparison.Ordinal) is > 0 and var blank ? rest[..blank] : rest;

    // Of an author's elements in a mark, those that bear a name of ours must be told apart.
    private static void Keep(XElement mark)
    {
        foreach (var inner in mark.Elements())
        {
            if (Has(inner, "derived"))
            {
                Keep(inner);
            }
            else if (inner.Name.Namespace == XNamespace.None && InMarks.Contains(inner.Name.LocalName))
            {
                Note(inner, "kept");
            }
        }
    }

    private sealed class Lines
    {
        public List<(string Verb, string Said)> Items { get; } = [];
    }
}
