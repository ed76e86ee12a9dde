using Recto.App.Shell.Language;
using Recto.Notes.Checks;
using Recto.Notes.Diagnostics;

namespace Recto.App.Shell.Reports;

/// <summary>What severities and groups are called on the page, and their classes.</summary>
internal static class FindingWords
{
    /// <summary>The groups of rules by the first two digits of their ids; the names are English, to be said.</summary>
    public static IReadOnlyList<(string Key, string Name)> Groups { get; } =
        [("01", Say.Key("typography")), ("02", Say.Key("structure")), ("03", Say.Key("archives")), ("04", Say.Key("back references")), ("05", Say.Key("consistency"))];

    /// <summary>Severities, the gravest first, with the word for several; the words are English, to be said.</summary>
    public static IReadOnlyList<(Severity Severity, string Key, string Name)> Severities { get; } =
        [(Severity.Error, "error", Say.Key("errors")), (Severity.Warning, "warning", Say.Key("warnings")), (Severity.Advice, "advice", Say.Key("advice"))];

    /// <summary><c>04</c> of <c>RN0401</c>.</summary>
    public static string GroupOf(DiagnosticDescriptor rule) => rule.Id[2..4];

    /// <summary>The name of the group of a rule.</summary>
    public static string GroupNameOf(DiagnosticDescriptor rule) => Say.Here[Groups.First(group => group.Key == GroupOf(rule)).Name];

    /// <summary>Key and class of a severity.</summary>
    public static string KeyOf(Severity severity) => Severities.First(one => one.Severity == severity).Key;

    /// <summary>The word for a severity, as it stands alone.</summary>
    public static string NameOf(Severity severity) => severity switch
    {
        Severity.Error => Say.Here["Error"],
        Severity.Warning => Say.Here["Warning"],
        _ => Say.Here["Advice"],
    };

    /// <summary>What a house style is called; the names of guides are the same in every language.</summary>
    public static string NameOf(HouseStyle style) => style.Name switch
    {
        "article" => Say.Here["the habit of the article"],
        "chicago" => Say.Here["Chicago 18, notes"],
        _ => style.Title,
    };

    /// <summary>Classes of a finding and of its mark: severity and group, which the filters show and hide.</summary>
    public static string ClassOf(DiagnosticDescriptor rule) => $"{KeyOf(rule.Severity)} g{GroupOf(rule)}";

    /// <summary><c>1 error</c>, <c>3 warnings</c>, <c>2 pieces of advice</c>.</summary>
    public static string Counted(int count, Severity severity) => severity switch
    {
        Severity.Error => Say.Here.Count(count, "{0} error|{0} errors"),
        Severity.Warning => Say.Here.Count(count, "{0} warning|{0} warnings"),
        _ => Say.Here.Count(count, "{0} piece of advice|{0} pieces of advice"),
    };

    /// <summary>A number for people.</summary>
    public static string Number(int count) => count.ToString("N0", Say.Here.Culture);
}
