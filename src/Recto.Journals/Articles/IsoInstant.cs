using System.Globalization;

namespace Recto.Journals.Articles;

/// <summary>Instants as programs write them to one another (ISO 8601, RFC 3339): seconds, UTC.</summary>
public static class IsoInstant
{
    /// <summary>How they are written.</summary>
    public const string Form = "yyyy-MM-dd'T'HH:mm:ss'Z'";

    /// <summary><c>2026-11-26T09:30:00Z</c>; what is left of a second is dropped.</summary>
    public static string Of(DateTimeOffset instant) => instant.UtcDateTime.ToString(Form, CultureInfo.InvariantCulture);
}
