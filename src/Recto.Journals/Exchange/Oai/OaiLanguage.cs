using System.Diagnostics.CodeAnalysis;
using System.Text.RegularExpressions;

namespace Recto.Journals.Exchange.Oai;

/// <summary>Tags of languages as XML takes them.</summary>
internal static partial class OaiLanguage
{
    /// <summary>Whether it may stand as <c>xml:lang</c>.</summary>
    public static bool IsTag([NotNullWhen(true)] string? tag) => tag is not null && Tag().IsMatch(tag);

    // de, ru-Latn
    [GeneratedRegex(@"\A[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*\z", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Tag();
}
