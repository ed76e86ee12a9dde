using System.Collections.Frozen;
using System.Xml.Linq;
using Recto.Journals.Articles;

namespace Recto.Journals.Exchange.Jats;

/// <summary>Who paid: <c>funding-group</c>, NLM 2's <c>contract-sponsor</c> and <c>contract-num</c>, and notes typed as statements of funding.</summary>
internal static class FundingReader
{
    private static readonly FrozenSet<string> NoWords = new[] { "label", "institution-id", "title", "contract-num" }.ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenSet<string> StatementTypes = new[] { "financial-disclosure", "supported-by", "funding" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Every source of money, in order; a statement that belongs to no single one stands by itself.</summary>
    public static IReadOnlyList<Funding> Read(XElement meta, IReadOnlyList<XElement> footnotes)
    {
        var funding = new List<Funding>();
        foreach (var award in meta.Elements("funding-group").Elements("award-group"))
        {
            var awards = award.Elements("award-id").Select(id => FoldedText.Line(id, NoWords)).OfType<string>().ToList();
            var funders = award.Elements("funding-source").Concat(award.Elements("support-source")).Select(source => FoldedText.Line(source, NoWords)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
            if (funders.Count > 0 || awards.Count > 0)
            {
                funding.Add(new Funding(funders.Count > 0 ? string.Join("; ", funders) : null, awards, null));
            }
        }

        funding.AddRange(meta.Elements("funding-group").Elements("funding-source").Select(source => FoldedText.Line(source, NoWords)).OfType<string>().Select(funder => new Funding(funder, [], null)));
        funding.AddRange(Contracts(meta));
        var statements = meta.Elements("funding-group").Elements("funding-statement").Concat(footnotes.Where(note => StatementTypes.Contains((string?)note.Attribute("fn-type") ?? "")))
            .Select(statement => FoldedText.Line(statement, NoWords)).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        if (funding.Count == 1 && statements.Count == 1)
        {
            return [funding[0] with { Statement = statements[0] }];
        }

        return [.. funding, .. statements.Select(statement => new Funding(null, [], statement))];
    }

    /// <summary>The funding as an editor has said it: a group for each source of money.</summary>
    public static IReadOnlyList<Funding> ReadWhole(XElement meta) =>
    [
        .. from element in meta.Elements("funding-group")
           let funder = FoldedText.Line(element.Element("award-group")?.Element("funding-source"))
           let awards = element.Elements("award-group").Elements("award-id").Select(id => FoldedText.Line(id)).OfType<string>().ToList()
           let statement = FoldedText.Line(element.Element("funding-statement"))
           where funder is not null || awards.Count > 0 || statement is not null
           select new Funding(funder, awards, statement),
    ];

    /// <summary>Name of a funder as printed; null where there is none.</summary>
    public static string? NameOf(XElement source) => FoldedText.Line(source, NoWords);

    /// <summary>Whether a note is one that says who paid.</summary>
    public static bool IsStatement(XElement note) => StatementTypes.Contains((string?)note.Attribute("fn-type") ?? "");

    /// <summary>NLM 2: numbers point to sponsors by <c>rid</c>, or stand alone.</summary>
    private static IEnumerable<Funding> Contracts(XElement meta)
    {
        var sponsors = meta.Elements("contract-sponsor").ToList();
        var ids = sponsors.Select(sponsor => (string?)sponsor.Attribute("id")).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var numbers = meta.Elements("contract-num").ToLookup(number => NoteScan.Ids(number).FirstOrDefault(ids.Contains) ?? "");
        foreach (var sponsor in sponsors)
        {
            var own = numbers[(string?)sponsor.Attribute("id") ?? "none"].Concat(sponsor.Elements("contract-num"));
            yield return new Funding(FoldedText.Line(sponsor, NoWords), [.. own.Select(number => FoldedText.Line(number)).OfType<string>()], null);
        }

        if (numbers[""].Select(number => FoldedText.Line(number)).OfType<string>().ToList() is { Count: > 0 } rest)
        {
            yield return new Funding(null, rest, null);
        }
    }
}
