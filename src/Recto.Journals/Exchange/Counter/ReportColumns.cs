using System.Globalization;

namespace Recto.Journals.Exchange.Counter;

/// <summary>A column of a table.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Cell">What stands in it; null where it is empty.</param>
internal sealed record ReportColumn(string Name, Func<ReportGroup, ReportItem, AttributePerformance, string?> Cell);

/// <summary>The columns of each report, in the order of the standard (COUNTER 5.1, tables 4.b, 4.k, 4.p).</summary>
internal static class ReportColumns
{
    /// <summary>All columns before the metric.</summary>
    public static IReadOnlyList<ReportColumn> Of(ReportRequest request)
    {
        var (level, isView) = (request.Report.Level, request.Report.IsStandardView);
        var columns = new List<ReportColumn>();
        if (level != ReportLevel.Platform)
        {
            columns.Add(Item(level == ReportLevel.Item ? "Item" : "Title", item => item.Title));
            columns.Add(Item("Publisher", item => item.Publisher));
            columns.Add(Item("Publisher_ID", item => Ids(item.PublisherIds)));
        }

        columns.Add(Item("Platform", item => item.Platform));
        AddIf(ReportElement.Authors, Item("Authors", item => Authors(item.Authors)));
        AddIf(ReportElement.PublicationDate, Item("Publication_Date", item => item.Published?.ToString("O", CultureInfo.InvariantCulture)));
        AddIf(ReportElement.ArticleVersion, Item("Article_Version", item => item.Version));
        if (level != ReportLevel.Platform)
        {
            columns.AddRange(IdColumns("", isView, (_, item) => item.Ids));
        }

        if (request.IncludesParents)
        {
            columns.AddRange(ParentColumns(isView));
        }

        if (request.Report.ShowsDataType)
        {
            columns.Add(Use("Data_Type", use => use.DataType is { } type ? CounterWords.Of(type) : null));
        }

        AddIf(ReportElement.Yop, Use("YOP", use => use.Yop?.ToString("0000", CultureInfo.InvariantCulture)));
        AddIf(ReportElement.AccessType, Use("Access_Type", use => use.AccessType is { } type ? CounterWords.Of(type) : null));
        AddIf(ReportElement.AccessMethod, Use("Access_Method", use => use.AccessMethod is { } method ? CounterWords.Of(method) : null));
        return columns;

        void AddIf(ReportElement attribute, ReportColumn column)
        {
            if (request.Attributes.Contains(attribute))
            {
                columns.Add(column);
            }
        }
    }

    /// <summary>Identifiers as a cell has them: <c>ISNI:0000000419369078; ROR:00hx57361; recto:42</c>, one of each kind.</summary>
    public static string Ids(IReadOnlyList<OrganizationId> ids) =>
        string.Join("; ", ids.DistinctBy(id => id.Namespace).Select(id => id.Namespace == "Proprietary" ? id.Value : $"{id.Namespace}:{id.Value}"));

    private static string Authors(IReadOnlyList<ReportAuthor> authors) => string.Join("; ", authors.Select(author => author.Orcid is null ? author.Name : $"{author.Name} (ORCID:{author.Orcid})"));

    private static ReportColumn Item(string name, Func<ReportItem, string?> cell) => new(name, (_, item, _) => cell(item));

    private static ReportColumn Use(string name, Func<AttributePerformance, string?> cell) => new(name, (_, _, use) => cell(use));

    // Journals have neither authors nor date nor version of their own: the columns stand empty, as they must.
    private static IEnumerable<ReportColumn> ParentColumns(bool isView)
    {
        yield return new("Parent_Title", (group, _, _) => group.Parent?.Title);
        yield return new("Parent_Authors", (_, _, _) => null);
        if (!isView)
        {
            yield return new("Parent_Publication_Date", (_, _, _) => null);
        }

        yield return new("Parent_Article_Version", (_, _, _) => null);
        if (!isView)
        {
            yield return new("Parent_Data_Type", (group, _, _) => group.Parent?.DataType is { } type ? CounterWords.Of(type) : null);
        }

        foreach (var column in IdColumns("Parent_", isView, (group, _) => group.Parent?.Ids))
        {
            yield return column;
        }
    }

    private static IEnumerable<ReportColumn> IdColumns(string prefix, bool isView, Func<ReportGroup, ReportItem, ItemIds?> ids)
    {
        ReportColumn Id(string name, Func<ItemIds, string?> cell) => new(prefix + name, (group, item, _) => ids(group, item) is { } found ? cell(found) : null);
        yield return Id("DOI", found => found.Doi);
        yield return Id("Proprietary_ID", found => found.Proprietary);
        if (!isView)
        {
            yield return Id("ISBN", found => found.Isbn);
        }

        yield return Id("Print_ISSN", found => found.PrintIssn);
        yield return Id("Online_ISSN", found => found.OnlineIssn);
        yield return Id("URI", found => found.Uri);
    }
}
