namespace Recto.Journals.Works;

/// <summary>What spoke for or against two records being of one work.</summary>
/// <param name="Ground">What was compared.</param>
/// <param name="Here">What the one says; null where it says nothing.</param>
/// <param name="There">What the other says; null where it says nothing.</param>
public sealed record WorkReason(WorkGround Ground, string? Here = null, string? There = null);

/// <summary>Grounds for a decision about two records.</summary>
public enum WorkGround
{
    /// <summary>The same DOI.</summary>
    SameDoi = 1,

    /// <summary>The same ISBN.</summary>
    SameIsbn,

    /// <summary>The same number in WorldCat.</summary>
    SameOclc,

    /// <summary>The same web address.</summary>
    SameUrl,

    /// <summary>The same words in the title.</summary>
    SameTitle,

    /// <summary>One title is how the other begins.</summary>
    TitleBegins,

    /// <summary>The words of one title stand in the other.</summary>
    TitleWithin,

    /// <summary>Most words of the titles are the same.</summary>
    TitleNear,

    /// <summary>The same first author or editor.</summary>
    SameName,

    /// <summary>An author or editor in common.</summary>
    SharedName,

    /// <summary>The name is written otherwise.</summary>
    NameSpelt,

    /// <summary>Only one of them names somebody.</summary>
    NoName,

    /// <summary>The same year.</summary>
    SameYear,

    /// <summary>The years lie next to each other.</summary>
    NearYear,

    /// <summary>Only one of them, or none, prints a year.</summary>
    NoYear,

    /// <summary>The same journal, newspaper or book.</summary>
    SameContainer,

    /// <summary>The same volume.</summary>
    SameVolume,

    /// <summary>Other volumes of one set.</summary>
    OtherVolume,

    /// <summary>The same pages.</summary>
    SamePages,

    /// <summary>The same place.</summary>
    SamePlace,

    /// <summary>The same publisher.</summary>
    SamePublisher,

    /// <summary>Other DOIs.</summary>
    OtherDoi,

    /// <summary>Other titles.</summary>
    OtherTitle,

    /// <summary>Other people.</summary>
    OtherName,

    /// <summary>Other years: another edition.</summary>
    OtherYear,

    /// <summary>Other editions.</summary>
    OtherEdition,

    /// <summary>Another journal, newspaper or book.</summary>
    OtherContainer,

    /// <summary>Other pages.</summary>
    OtherPages,

    /// <summary>Another place.</summary>
    OtherPlace,

    /// <summary>The first mention of this work on the site.</summary>
    First,

    /// <summary>An editor said so.</summary>
    Editor,
}
