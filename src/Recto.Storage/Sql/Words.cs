namespace Recto.Storage.Sql;

/// <summary>Members of an enum as the database keeps them: <c>editedSource</c> for <c>EditedSource</c>. Names outlive renumbering.</summary>
internal static class Words
{
    public static string Of<T>(T value) where T : struct, Enum
    {
        var name = Enum.GetName(value) ?? throw new ArgumentOutOfRangeException(nameof(value));
        return char.ToLowerInvariant(name[0]) + name[1..];
    }

    public static T Read<T>(string word) where T : struct, Enum => Enum.Parse<T>(word, ignoreCase: true);
}
