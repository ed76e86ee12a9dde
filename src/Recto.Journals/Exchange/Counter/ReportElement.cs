namespace Recto.Journals.Exchange.Counter;

/// <summary>Elements that a report has on demand (<c>Attributes_To_Show</c>), in the order in which it names them.</summary>
public enum ReportElement
{
    /// <summary>Up to three authors.</summary>
    Authors = 1,

    /// <summary>The day of publication.</summary>
    PublicationDate,

    /// <summary>Which version (NISO RP-8).</summary>
    ArticleVersion,

    /// <summary>The year of publication.</summary>
    Yop,

    /// <summary>Who could read it.</summary>
    AccessType,

    /// <summary>Whether a person read.</summary>
    AccessMethod,
}
