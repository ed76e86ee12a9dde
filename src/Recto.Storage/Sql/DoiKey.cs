using Recto.Journals.Identifiers;

namespace Recto.Storage.Sql;

/// <summary>DOIs as <c>doi_key</c> has them: they are compared without regard to case. Works alone are found by small letters.</summary>
internal static class DoiKey
{
    /// <summary>As it is kept; null for none.</summary>
    public static string? Of(Doi? doi) => doi?.Value.ToUpperInvariant();
}
