using System.Diagnostics;
using System.Xml;
using System.Xml.Linq;
using System.Xml.Schema;
using Recto.Journals.Exchange.Oai;
using Recto.Tests.Shared;

namespace Recto.App.Tests.Features.Harvest.Oai;

/// <summary>The schemas of the protocol, of Dublin Core and of JATS, as .NET and libxml2 read them.</summary>
internal static class OaiSchemas
{
    private static readonly Lazy<XmlSchemaSet> Protocol = new(() => Load(set => set.Add(null, Path.Combine(SharedData.Require("schemas/oai-pmh"), "oai-all.xsd"))));

    private static readonly Lazy<XmlSchemaSet> Text = new(() => Load(set => set.Add(null, Path.Combine(SharedData.Require("schemas/jats-1.3-xsd"), "JATS-journalpublishing1-3-mathml3.xsd"))));

    /// <summary>What is wrong with an answer: the protocol's own part with records in Dublin Core, and each JATS as a document of its own (ids are unique in one article only) and out of its namespace, which its schema does not know.</summary>
    public static IReadOnlyList<string> Faults(XDocument answer)
    {
        var articles = answer.Descendants(HarvestSite.Jats + "article").ToList();
        var faults = articles.SelectMany(article => Validate(new XDocument(Bare(article)), Text.Value)).ToList();
        var rest = new XDocument(answer);
        rest.Descendants(HarvestSite.Jats + "article").Select(article => article.Parent).ToList().ForEach(metadata => metadata!.Remove());
        return [.. faults, .. Validate(rest, Protocol.Value)];
    }

    /// <summary>What xmllint finds wrong with answers in Dublin Core; null where there is no xmllint.</summary>
    public static async Task<string?> XmllintAsync(IEnumerable<XDocument> answers)
    {
        var folder = Directory.CreateTempSubdirectory("recto-oai-").FullName;
        try
        {
            var files = answers.Select((answer, index) =>
            {
                var file = Path.Combine(folder, $"{index}.xml");
                answer.Save(file, SaveOptions.DisableFormatting);
                return file;
            }).ToList();
            var start = new ProcessStartInfo("xmllint", ["--nonet", "--noout", "--schema", Path.Combine(SharedData.Require("schemas/oai-pmh"), "oai-all.xsd"), .. files]) { RedirectStandardError = true, RedirectStandardOutput = true };
            start.Environment["XML_CATALOG_FILES"] = Path.Combine(SharedData.Require("schemas"), "catalog.xml");
            using var process = Process.Start(start)!;
            var said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return process.ExitCode == 0 ? "" : said;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return null;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static XElement Bare(XElement article)
    {
        var bare = new XElement(article);
        foreach (var element in bare.DescendantsAndSelf())
        {
            element.Name = element.Name.Namespace == HarvestSite.Jats ? element.Name.LocalName : element.Name;
            element.Attributes().Where(attribute => attribute.IsNamespaceDeclaration && attribute.Value == HarvestSite.Jats.NamespaceName).Remove();
        }

        bare.Attributes().Where(attribute => attribute.Name.LocalName == "schemaLocation").Remove();
        return bare;
    }

    private static List<string> Validate(XDocument document, XmlSchemaSet schemas)
    {
        var faults = new List<string>();
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas, XmlResolver = null };
        settings.ValidationEventHandler += (_, fault) => faults.Add($"{fault.Exception.LineNumber}:{fault.Exception.LinePosition} {fault.Message}");
        using var reader = XmlReader.Create(new StringReader(document.ToString(SaveOptions.DisableFormatting)), settings);
        while (reader.Read())
        {
        }

        return faults;
    }

    private static XmlSchemaSet Load(Action<XmlSchemaSet> add)
    {
        var set = new XmlSchemaSet { XmlResolver = new Local(SharedData.Require("schemas")) };
        add(set);
        set.Compile();
        return set;
    }

    // The schemas name others by addresses of the web; all of them are kept beside each other.
    private sealed class Local(string root) : XmlUrlResolver
    {
        private static readonly string[] Places = ["oai-pmh", "jats-1.3-xsd", "jats-1.3-xsd/standard-modules", "jats-1.3-xsd/standard-modules/mathml3", "crossref/standard-modules/mathml3", "crossref/standard-modules"];

        public override Uri ResolveUri(Uri? baseUri, string? relativeUri)
        {
            var uri = base.ResolveUri(baseUri, relativeUri);
            var name = Path.GetFileName(uri.AbsolutePath);
            if (!uri.IsFile || name is "xml.xsd" or "xlink.xsd" or "module-ali.xsd" || name.StartsWith("mathml3", StringComparison.Ordinal))
            {
                foreach (var path in Places.Select(place => Path.Combine(root, place, name)).Where(File.Exists))
                {
                    return new Uri(path);
                }
            }

            return uri;
        }

        public override object? GetEntity(Uri absoluteUri, string? role, Type? ofObjectToReturn) => absoluteUri.IsFile ? File.OpenRead(absoluteUri.LocalPath) : throw new FileNotFoundException($"not kept: {absoluteUri}");
    }
}
