using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Ojs;

/// <summary>
/// Reads an export of OJS ("native XML", OJS 3.1 to 3.5): its issues and articles one after the other. The file is never in memory as a whole: of an article its words are, and every
/// file that is written into it (base64) goes to where the caller lays it aside, some kilobytes at once. Nothing is fetched, and a document type declaration is refused.
/// </summary>
/// <param name="xml">The export.</param>
/// <param name="aside">Opens the place for the bytes of a file: its number is given, from 0 upwards.</param>
/// <param name="limits">How much it may ask of us; null for <see cref="OjsLimits.Default"/>.</param>
public sealed class OjsReader(Stream xml, Func<int, Stream> aside, OjsLimits? limits = null)
{
    /// <summary>The namespace of the format.</summary>
    public const string Namespace = "http://pkp.sfu.ca";

    private static readonly string[] Roots = ["issues", "issue", "articles", "article"];
    private static readonly string[] Sections = ["issues", "articles"];

    private readonly OjsLimits _limits = limits ?? OjsLimits.Default;

    /// <summary>Whether a root element is that of an export.</summary>
    /// <param name="local">Its name without a prefix.</param>
    public static bool IsRoot(string local) => Roots.Contains(local, StringComparer.Ordinal);

    /// <summary>The issues and articles in the order of the export. Ends with an <see cref="OjsFault"/> where it cannot be read to its end.</summary>
    public IEnumerable<OjsItem> Read()
    {
        var settings = new XmlReaderSettings
        {
            DtdProcessing = DtdProcessing.Prohibit,
            XmlResolver = null,
            IgnoreComments = true,
            IgnoreProcessingInstructions = true,
            MaxCharactersInDocument = 0,
        };
        var pending = new Queue<OjsItem>();
        using var reader = Open(settings, pending);
        if (reader is null)
        {
            yield return pending.Dequeue();
            yield break;
        }

        var trees = new OjsTrees(reader, aside, _limits);
        var place = new Place();
        while (true)
        {
            var isMore = Step(reader, trees, place, pending);
            while (pending.TryDequeue(out var item))
            {
                yield return item;
            }

            if (!isMore)
            {
                yield break;
            }
        }
    }

    // The reader looks at the beginning at once, to know the encoding.
    private XmlReader? Open(XmlReaderSettings settings, Queue<OjsItem> pending)
    {
        try
        {
            return XmlReader.Create(new TagGuard(xml, _limits.TagBytes), settings);
        }
        catch (Exception broken) when (broken is XmlException or IOException or InvalidDataException)
        {
            pending.Enqueue(new OjsFault(null, null, "The export could not be read to its end: " + broken.Message));
            return null;
        }
    }

    // One step of the walk. What is wrong with the XML ends the reading; what stood before has been given already.
    private static bool Step(XmlReader reader, OjsTrees trees, Place place, Queue<OjsItem> pending)
    {
        try
        {
            return Walk(reader, trees, place, pending);
        }
        catch (XmlException broken)
        {
            var at = (IXmlLineInfo)reader;
            pending.Enqueue(new OjsFault(Math.Max(1, broken.LineNumber > 0 ? broken.LineNumber : at.LineNumber), Math.Max(1, broken.LineNumber > 0 ? broken.LinePosition : at.LinePosition), Message(broken)));
            return false;
        }
        catch (OjsTrees.TooMuchException much)
        {
            var at = (IXmlLineInfo)reader;
            pending.Enqueue(new OjsFault(at.LineNumber, at.LinePosition, much.Message));
            return false;
        }
        catch (Exception cut) when (cut is IOException or InvalidDataException)
        {
            pending.Enqueue(new OjsFault(null, null, "The export could not be read to its end: " + cut.Message));
            return false;
        }
    }

    private static bool Walk(XmlReader reader, OjsTrees trees, Place place, Queue<OjsItem> pending)
    {
        if (!reader.Read())
        {
            return false;
        }

        switch (reader.NodeType)
        {
            case XmlNodeType.EndElement when reader.LocalName == "issue":
                Announce(place, pending);
                place.Shell = null;
                place.Issue = null;
                return true;
            case XmlNodeType.Element when reader.Depth == 0 && !(IsRoot(reader.LocalName) && reader.NamespaceURI is Namespace or ""):
                var (line, column) = ((IXmlLineInfo)reader).HasLineInfo() ? (((IXmlLineInfo)reader).LineNumber, ((IXmlLineInfo)reader).LinePosition) : (1, 1);
                pending.Enqueue(new OjsFault(line, column, $"The root is <{reader.LocalName}>, and not an export of issues or articles of OJS (native XML)."));
                return false;
            case XmlNodeType.Element:
                Take(reader, trees, place, pending);
                return true;
            default:
                return true;
        }
    }

    private static void Take(XmlReader reader, OjsTrees trees, Place place, Queue<OjsItem> pending)
    {
        switch (reader.LocalName)
        {
            case "article":
                Announce(place, pending);
                var line = ((IXmlLineInfo)reader).LineNumber;
                pending.Enqueue(Article(trees.Read(out var files), line, place, files));
                break;
            case "issue" when place.Shell is null:
                place.Shell = trees.Shell();
                if (reader.IsEmptyElement)
                {
                    Announce(place, pending);
                    place.Shell = null;
                }

                break;
            case var name when Sections.Contains(name, StringComparer.Ordinal) && place.Issue is null:
                break; // What is in it comes next.
            case "users" or "user" or "user_groups" or "PKPUsers" or "reviews":
                trees.Skip();
                pending.Enqueue(new OjsNotTaken("users"));
                break;
            default:
                var part = trees.Read(out var own);
                if (place.Shell is { } shell && place.Issue is null)
                {
                    shell.Add(part);
                    place.Aside.AddRange(own);
                }

                break;
        }
    }

    private static void Announce(Place place, Queue<OjsItem> pending)
    {
        if (place.Shell is { } shell && place.Issue is null)
        {
            place.Issue = OjsIssues.Read(shell);
            place.Aside.Clear();
            pending.Enqueue(place.Issue);
        }
    }

    private static OjsItem Article(XElement tree, int line, Place place, IReadOnlyList<int> files)
    {
        var id = OjsIssues.Id(tree);
        if (id is not null && !place.Seen.TryAdd(id, line))
        {
            return new OjsRefusal(id, line, $"The submission {id} stands in the export twice (first in line {place.Seen[id]}); this one was left out.", files);
        }

        try
        {
            return (OjsItem?)OjsArticles.Read(tree, line, place.Issue, out var refusal) ?? new OjsRefusal(id, line, refusal!, files);
        }
        catch (RegexMatchTimeoutException)
        {
            // A text that was made to be slow; no title and no abstract is.
            return new OjsRefusal(id, line, "A title or an abstract cannot be read in bearable time; correct it in OJS.", files);
        }
    }

    private static string Message(XmlException broken)
    {
        var words = Regex.Replace(broken.Message, @"\s*Line \d+, position \d+\.$", "", RegexOptions.CultureInvariant, TimeSpan.FromSeconds(1)).TrimEnd('.');
        return broken.Message.Contains("DTD", StringComparison.Ordinal)
            ? "The export has a document type declaration, which no export of OJS has; nothing from here on was taken."
            : $"The export cannot be read from here on ({words}); the articles that end before this place were taken, and nothing after it. Export it once more.";
    }

    // Where the walk is.
    private sealed class Place
    {
        public XElement? Shell { get; set; }
        public OjsIssue? Issue { get; set; }
        public List<int> Aside { get; } = [];
        public Dictionary<string, int> Seen { get; } = new(StringComparer.Ordinal);
    }
}
