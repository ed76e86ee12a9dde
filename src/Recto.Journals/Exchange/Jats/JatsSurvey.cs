using System.Xml;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>A first run over the file that keeps nothing of it: is it well-formed, is it one article, is it of a bearable size? Only then a tree is built.</summary>
internal sealed class JatsSurvey
{
    /// <summary>Stands in for a namespace that the file does not declare, so that its use can be told from a declared one.</summary>
    private const string Undeclared = "recto-undeclared:";

    private readonly HashSet<string> _parts = new(StringComparer.Ordinal);

    /// <summary>Local name and namespace of the root; null where the file has none.</summary>
    public (string Name, string Namespace)? Root { get; private set; }

    /// <summary>Place of the root.</summary>
    public (int Line, int Column) RootPlace { get; private set; }

    /// <summary>Namespace of the first <c>article</c>; null where there is none.</summary>
    public string? ArticleNamespace { get; private set; }

    /// <summary>How many <c>article</c> elements there are that do not stand in another.</summary>
    public int Articles { get; private set; }

    /// <summary>Place of the second article; null where there is one at most.</summary>
    public (int Line, int Column)? SecondArticle { get; private set; }

    /// <summary>Prefixes used that are known but not declared.</summary>
    public SortedSet<string> Supplied { get; } = new(StringComparer.Ordinal);

    /// <summary>Names of the children of the first article.</summary>
    public IReadOnlySet<string> Parts => _parts;

    /// <summary>What the run found too much.</summary>
    public JatsRefusal? Refusal { get; private set; }

    /// <summary>The namespaces to offer to the reader for prefixes that the file may have left undeclared.</summary>
    public static XmlParserContext Offer(bool marked)
    {
        var names = new NameTable();
        var offered = new XmlNamespaceManager(names);
        foreach (var (prefix, uri) in Namespaces.Known)
        {
            offered.AddNamespace(prefix, marked ? Undeclared + prefix : uri.NamespaceName);
        }

        return new XmlParserContext(names, offered, null, XmlSpace.None);
    }

    /// <summary>Runs over the file.</summary>
    /// <param name="reader">Made with <see cref="Offer"/>, marked.</param>
    /// <param name="standIn">Told when the document type declaration lies behind.</param>
    /// <param name="limits">How much is bearable.</param>
    /// <param name="warnings">Where what was supplied is told.</param>
    /// <exception cref="XmlException">The file is not well-formed.</exception>
    public static JatsSurvey Run(XmlReader reader, DtdStandIn standIn, JatsLimits limits, List<ImportWarning> warnings)
    {
        var survey = new JatsSurvey();
        var lines = (IXmlLineInfo)reader;
        var nodes = 0L;
        var articleDepth = int.MaxValue;
        while (reader.Read())
        {
            standIn.InContent |= reader.NodeType is XmlNodeType.DocumentType or XmlNodeType.Element;
            if (reader.NodeType != XmlNodeType.Element)
            {
                continue;
            }

            nodes += 1 + reader.AttributeCount;
            if (TooMuch(reader, nodes, limits) is { } tooMuch)
            {
                survey.Refusal = new JatsRefusal(lines.LineNumber, lines.LinePosition, tooMuch);
                return survey;
            }

            survey.Root ??= (reader.LocalName, reader.NamespaceURI);
            if (reader.Depth == 0)
            {
                survey.RootPlace = (lines.LineNumber, lines.LinePosition);
            }

            if (reader.Depth <= articleDepth)
            {
                articleDepth = reader.LocalName == "article" ? reader.Depth : int.MaxValue;
                if (articleDepth == reader.Depth)
                {
                    survey.Meet(reader.NamespaceURI, (lines.LineNumber, lines.LinePosition));
                }
            }
            else if (reader.Depth == articleDepth + 1 && survey.Articles == 1 && reader.NamespaceURI == survey.ArticleNamespace)
            {
                survey._parts.Add(reader.LocalName);
            }

            survey.NoteUndeclared(reader, lines, warnings);
        }

        return survey;
    }

    private static string? TooMuch(XmlReader reader, long nodes, JatsLimits limits) =>
        reader.Depth >= limits.Depth ? $"Elements stand more than {limits.Depth} deep in one another; no article needs that."
        : reader.AttributeCount > limits.Attributes ? $"<{reader.Name}> has more than {limits.Attributes} attributes; no article needs that."
        : nodes > limits.Nodes ? $"The file holds more than {limits.Nodes} elements and attributes; split it."
        : null;

    private void Meet(string uri, (int Line, int Column) place)
    {
        Articles++;
        ArticleNamespace ??= uri;
        SecondArticle = Articles == 2 ? place : SecondArticle;
    }

    private void NoteUndeclared(XmlReader reader, IXmlLineInfo lines, List<ImportWarning> warnings)
    {
        var line = lines.LineNumber;
        Note(reader.NamespaceURI);
        if (reader.HasAttributes)
        {
            while (reader.MoveToNextAttribute())
            {
                Note(reader.NamespaceURI);
            }

            reader.MoveToElement();
        }

        void Note(string uri)
        {
            if (uri.StartsWith(Undeclared, StringComparison.Ordinal) && Supplied.Add(uri[Undeclared.Length..]))
            {
                var prefix = uri[Undeclared.Length..];
                warnings.Add(new(line, $"The prefix \"{prefix}\" is used but not declared; its namespace {Namespaces.Known[prefix]} was supplied."));
            }
        }
    }
}
