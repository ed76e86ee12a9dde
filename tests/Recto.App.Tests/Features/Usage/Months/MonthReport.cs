using System.Text.Json.Nodes;

namespace Recto.App.Tests.Features.Usage.Months;

/// <summary>A report as the standard has it (COUNTER 5.1, 4), for the comparing of a month: written down once more, and not taken from the product.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Level"><c>P</c> the site, <c>T</c> journals, <c>I</c> articles.</param>
/// <param name="Metrics">What it says.</param>
internal sealed record MonthReport(string Id, char Level, params string[] Metrics)
{
    private static readonly string[] Requests = ["Total_Item_Requests", "Unique_Item_Requests"];
    private static readonly string[] Items = ["Total_Item_Investigations", "Unique_Item_Investigations", .. Requests];

    public bool IsView { get; init; } = true;

    public bool OnlyControlled { get; init; }

    public bool TellsAccess { get; init; }

    public bool TellsYear { get; init; }

    public bool TellsMethod { get; init; }

    /// <summary>What is asked for beside customer and months.</summary>
    public string More { get; init; } = "";

    public static IReadOnlyList<MonthReport> All { get; } =
    [
        new("PR", 'P', ["Searches_Platform", .. Items]) { IsView = false },
        new("PR", 'P', ["Searches_Platform", .. Items]) { IsView = false, TellsMethod = true, More = "&attributes_to_show=Access_Method" },
        new("PR_P1", 'P', ["Searches_Platform", .. Requests]),
        new("TR", 'T', ["No_License", .. Items]) { IsView = false },
        new("TR", 'T', ["No_License", .. Items]) { IsView = false, TellsAccess = true, TellsYear = true, TellsMethod = true, More = "&attributes_to_show=YOP|Access_Type|Access_Method" },
        new("TR_J1", 'T', Requests) { OnlyControlled = true },
        new("TR_J2", 'T', "No_License"),
        new("TR_J3", 'T', Items) { TellsAccess = true },
        new("TR_J4", 'T', Requests) { OnlyControlled = true, TellsYear = true },
        new("IR", 'I', ["No_License", .. Items]) { IsView = false },
        new("IR", 'I', ["No_License", .. Items]) { IsView = false, TellsAccess = true, TellsYear = true, TellsMethod = true, More = "&attributes_to_show=YOP|Access_Type|Access_Method" },
        new("IR_A1", 'I', Requests) { TellsAccess = true },
    ];

    /// <summary>What the service says, in the words of <see cref="MonthCount.Of"/>.</summary>
    public SortedDictionary<string, long> Read(byte[] json)
    {
        var said = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var item in JsonNode.Parse(json)!["Report_Items"]!.AsArray().SelectMany(item => item!["Items"] is JsonArray items ? items.AsEnumerable() : [item]))
        {
            var thing = Level switch { 'P' => "", 'T' => (string)item!["Title"]!, _ => ((string)item!["Item_ID"]!["Proprietary"]!).Split(':')[1] };
            foreach (var performance in item!["Attribute_Performance"]!.AsArray())
            {
                string Column(string name, bool isTold) => isTold ? (string?)performance![name] ?? "" : "";
                foreach (var metric in performance!["Performance"]!.AsObject())
                {
                    foreach (var month in metric.Value!.AsObject())
                    {
                        // Searches are of no article and have none of its columns.
                        said.Add($"{month.Key} [{thing}] {Column("Access_Type", TellsAccess)} {Column("YOP", TellsYear)} {Column("Access_Method", TellsMethod)} {metric.Key}", month.Value!.GetValue<long>());
                    }
                }
            }
        }

        return said;
    }
}
