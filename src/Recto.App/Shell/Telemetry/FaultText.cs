using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Recto.App.Shell.Telemetry;

/// <summary>
/// An exception as logs and telemetry may have it: kinds, places, and messages without the values in them. What a message quotes may be what a reader typed: a database names the key that is taken already,
/// the framework the text that is no number. Names of constraints, tables and columns stay, where the database tells them apart.
/// </summary>
internal static partial class FaultText
{
    private const int Deepest = 8;
    private static readonly string[] Names = ["ConstraintName", "TableName", "ColumnName"];

    /// <summary>All of it: kinds, plain messages, places, and what it came from.</summary>
    public static string Of(Exception fault)
    {
        var text = new StringBuilder();
        Write(text, fault, 0);
        return text.ToString();
    }

    /// <summary>A message without what it quotes, without addresses of persons and machines, paths of links, long numbers and keys.</summary>
    public static string Plain(string message)
    {
        if (message.Length == 0)
        {
            return message;
        }

        var plain = Link().Replace(message, "$1/…");
        plain = Address().Replace(plain, "…");
        plain = Quoted().Replace(plain, quote => quote.ValueSpan.StartsWith("(Parameter", StringComparison.Ordinal) ? quote.Value : $"{quote.Value[0]}…{quote.Value[^1]}");
        return Number().Replace(Token().Replace(plain, "…"), "…");
    }

    private static void Write(StringBuilder text, Exception fault, int depth)
    {
        text.Append(fault.GetType().FullName).Append(": ").Append(Plain(fault.Message));
        if (fault is System.Data.Common.DbException database)
        {
            text.Append(database.SqlState is { } state ? $" SqlState {state}." : string.Create(CultureInfo.InvariantCulture, $" Code {database.ErrorCode}."));
            foreach (var name in Names)
            {
                text.Append(fault.Data[name] is string said ? $" {name} {said}." : "");
            }

            text.Append(Constraint().Match(fault.Message) is { Success: true } refused ? $" {refused.Value}." : "");
        }

        if (fault.StackTrace is { } place)
        {
            text.Append('\n').Append(place);
        }

        foreach (var inner in depth >= Deepest ? [] : fault is AggregateException several ? [.. several.InnerExceptions] : fault.InnerException is { } one ? [one] : Array.Empty<Exception>())
        {
            text.Append("\n ---> ");
            Write(text, inner, depth + 1);
        }
    }

    // https://host/path?query
    [GeneratedRegex(@"(\bhttps?://[^\s/?#'""“”<>]+)[/?#][^\s'""“”<>]*", RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    // ada@example.org, 203.0.113.9, 2001:db8::1
    [GeneratedRegex(@"[^\s<>""'(),;:]+@[^\s<>""'(),;:]+|\b(?:[0-9]{1,3}\.){3}[0-9]{1,3}\b|\b[0-9a-fA-F]{1,4}:[0-9a-fA-F:]*:[0-9a-fA-F:.]*", RegexOptions.NonBacktracking)]
    private static partial Regex Address();

    // 'x' "x" “x” ‘x’ «x» [x] =(x); the name of a parameter is ours.
    [GeneratedRegex("""\(Parameter '[A-Za-z]+'\)|(?<![\p{L}])'[^\r\n]*?'(?![\p{L}])|"[^"]*"|“[^”]*”|‘[^’]*’|«[^»]*»|\[[^\]]*\]|(?<==)\([^)]*\)""", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"\b[0-9](?:[ -]?[0-9]){11,18}\b", RegexOptions.NonBacktracking)]
    private static partial Regex Number();

    // Keys, hashes, ids: long, and with a digit in them.
    [GeneratedRegex(@"\b(?=[A-Za-z0-9_-]*[0-9])[A-Za-z0-9_-]{20,}", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Token();

    [GeneratedRegex(@"(?:UNIQUE|NOT NULL|CHECK|FOREIGN KEY) constraint failed(?:: [A-Za-z0-9_., ]+)?|no such table: [a-z_]+", RegexOptions.NonBacktracking)]
    private static partial Regex Constraint();
}
