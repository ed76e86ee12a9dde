using System.Xml;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Brings JATS elements to no namespace, as the standard has them; all others keep theirs.</summary>
internal static class NamespaceFolding
{
    /// <summary>The document whose root is the article.</summary>
    public static XDocument Fold(XDocument loaded, JatsSurvey survey, List<ImportWarning> warnings)
    {
        var article = loaded.Root!.Name.LocalName == "article" ? loaded.Root : loaded.Root.Descendants().First(element => element.Name.LocalName == "article");
        var document = loaded;
        if (article != loaded.Root)
        {
            warnings.Add(new(survey.RootPlace.Line, $"The article stands in <{survey.Root!.Value.Name}>; what surrounds it was left out."));
            document = new XDocument();
            var inherited = article.Ancestors().SelectMany(ancestor => ancestor.Attributes()).Where(attribute => attribute.IsNamespaceDeclaration && attribute.Name.NamespaceName.Length > 0)
                .DistinctBy(attribute => attribute.Name).Where(attribute => article.Attribute(attribute.Name) is null).ToList();
            article.Remove();
            document.Add(article);
            article.Add(inherited.Select(attribute => new XAttribute(attribute)));
        }

        var jats = survey.ArticleNamespace ?? "";
        foreach (var element in article.DescendantsAndSelf())
        {
            if (IsFolded(element.Name.NamespaceName, jats))
            {
                element.Name = element.Name.LocalName;
            }

            if (element.HasAttributes)
            {
                FoldAttributes(element, jats);
            }
        }

        foreach (var prefix in survey.Supplied)
        {
            if (article.Attribute(XNamespace.Xmlns + prefix) is null)
            {
                article.Add(new XAttribute(XNamespace.Xmlns + prefix, Namespaces.Known[prefix].NamespaceName));
            }
        }

        return document;
    }

    private static bool IsFolded(string uri, string jats) => uri.Length > 0 && (uri == jats || Namespaces.IsJats(uri));

    private static void FoldAttributes(XElement element, string jats)
    {
        for (var attribute = element.FirstAttribute; attribute is not null;)
        {
            var next = attribute.NextAttribute;
            if (attribute.IsNamespaceDeclaration)
            {
                // xmlns="…" and xmlns:j="…" of JATS itself declare nothing any more.
                if (IsFolded(attribute.Value, jats) || (attribute.Name.NamespaceName.Length == 0 && attribute.Value.Length == 0))
                {
                    attribute.Remove();
                }
            }
            else if (IsFolded(attribute.Name.NamespaceName, jats))
            {
                var (name, value) = (attribute.Name.LocalName, attribute.Value);
                attribute.Remove();
                if (element.Attribute(name) is null)
                {
                    element.Add(new XAttribute(name, value));
                }
            }

            attribute = next;
        }
    }
}
