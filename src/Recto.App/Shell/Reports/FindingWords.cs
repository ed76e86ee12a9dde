using System.Globalization;
using Recto.Notes.Diagnostics;

namespace Recto.App.Shell.Reports;

/// <summary>What severities and groups are called on the page, and their classes.</summary>
internal static class FindingWords
{
    /// <summary>The groups of rules by the first two digits of their ids.</summary>
    public static IReadOnlyList<(string Key, string Name)> Groups { get; } =
        [("01", "typography"), ("02", "structure"), ("03", "archives"), ("04", "back references"), ("05", "consistency")];

    /// <summary>Severities, the gravest first, with the word for several.</summary>
    public static IReadOnlyList<(Severity Severity, string Key, string Name)> Severities { get; } =
        [(Severity.Error, "error", "errors"), (Severity.Warning, "warning", "warnings"), (Severity.Advice, "advice", "advice")];

    /// <summary><c>04</c> of <c>RN0401</c>.</summary>
    public static string GroupOf(DiagnosticDescriptor rule) => rule.Id[2..4];

    /// <summary>The name of the group of a rule.</summary>
    public static string GroupNameOf(DiagnosticDescriptor rule) => Groups.First(group => group.Key == GroupOf(rule)).Name;

    /// <summary>Key and class of a severity.</summary>
    public static string KeyOf(Severity severity) => Severities.First(one => one.Severity == severity).Key;

    /// <summary>Classes of a finding and of its mark: severity and group, which the filters show and hide.</summary>
    public static string ClassOf(DiagnosticDescriptor rule) => $"{KeyOf(rule.Severity)} g{GroupOf(rule)}";

    /// <summary><c>1 error</c>, <c>3 warnings</c>, <c>2 pieces of advice</c>.</summary>
    public static string Counted(int count, Severity severity) => severity switch
    {
        Severity.Error => Counted(count, "error"),
        Severity.Warning => Counted(count, "warning"),
        _ => count == 1 ? "1 piece of advice" : $"{Number(count)} pieces of advice",
    };

    /// <summary><c>1 note</c>, <c>1,204 notes</c>.</summary>
    public static string Counted(int count, string noun, string? several = null) => $"{Number(count)} {(count == 1 ? noun : several ?? noun + "s")}";

    /// <summary>A number for people.</summary>
    public static string Number(int count) => count.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number at the head of a sentence: in words up to ten.</summary>
    public static string First(int count) => count switch
    {
        1 => "One",
        2 => "Two",
        3 => "Three",
        4 => "Four",
        5 => "Five",
        6 => "Six",
        7 => "Seven",
        8 => "Eight",
        9 => "Nine",
        10 => "Ten",
        _ => Number(count),
    };
}
