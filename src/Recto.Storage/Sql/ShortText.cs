namespace Recto.Storage.Sql;

/// <summary>Texts cut to a length in UTF-16 code units; a surrogate pair is never parted.</summary>
internal static class ShortText
{
    /// <summary>At most so long.</summary>
    public static string Of(string text, int most) => text.Length <= most ? text : text[..(char.IsHighSurrogate(text[most - 1]) ? most - 1 : most)];

    /// <summary>At most so long, and “…” behind it where something was cut off.</summary>
    public static string Marked(string text, int most) => text.Length <= most ? text : Of(text, most) + "…";
}
