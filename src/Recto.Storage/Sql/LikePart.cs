namespace Recto.Storage.Sql;

/// <summary>A part of a text, as LIKE asks for it: what are signs of LIKE stand for themselves.</summary>
internal static class LikePart
{
    /// <summary>Stands behind each LIKE that asks for one.</summary>
    public const string Escape = "ESCAPE '!'";

    /// <summary>The pattern of what holds that text anywhere.</summary>
    public static string Of(string text) => "%" + text.Replace("!", "!!", StringComparison.Ordinal).Replace("%", "!%", StringComparison.Ordinal).Replace("_", "!_", StringComparison.Ordinal) + "%";
}
