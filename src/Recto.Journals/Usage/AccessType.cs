using Recto.Journals.Access;

namespace Recto.Journals.Usage;

/// <summary>Who could read an article at the moment it was used (COUNTER 5.1, 3.3, Access Types): a property of the article, the same for everybody who used it then.</summary>
public enum AccessType
{
    /// <summary>Those who hold a right, and those who registered.</summary>
    Controlled = 1,

    /// <summary>Everybody, without an open licence, whether it may close again or not.</summary>
    FreeToRead,

    /// <summary>Everybody, under an open licence.</summary>
    Open,
}

/// <summary>Tells the access type from what was decided.</summary>
public static class AccessTypes
{
    /// <summary>The access type of a published article.</summary>
    /// <param name="ofAnybody">What was decided for <see cref="AccessReader.Anybody"/>; never for the reader who asked, whose rights say nothing of the article.</param>
    /// <exception cref="ArgumentException">The decision hangs on who asked, or the article is not public: nothing is counted of that.</exception>
    public static AccessType Of(AccessDecision ofAnybody)
    {
        ArgumentNullException.ThrowIfNull(ofAnybody);
        return ofAnybody.Reason switch
        {
            AccessReason.OpenLicence => AccessType.Open,
            AccessReason.FreeToRead or AccessReason.MovingWall or AccessReason.FreeWindow => AccessType.FreeToRead,
            AccessReason.Closed => AccessType.Controlled,
            var reason => throw new ArgumentException($"{reason} is what one reader may, not what the article is.", nameof(ofAnybody)),
        };
    }
}

/// <summary>The year of publication as reports know it (COUNTER 5.1, 3.3, YOP): 1 to 9999.</summary>
public static class YearOfPublication
{
    /// <summary>Nobody knows it: <c>0001</c>.</summary>
    public const int Unknown = 1;

    /// <summary>Not in an issue yet, in a journal that has issues: <c>9999</c>.</summary>
    public const int InPress = 9999;

    /// <summary>What counts for an article.</summary>
    /// <param name="year">Year of the version of record; null where it is not known.</param>
    /// <param name="isInPress">Whether it waits for its issue.</param>
    public static int Of(int? year, bool isInPress) => isInPress ? InPress : year is > Unknown and < InPress ? year.Value : Unknown;
}
