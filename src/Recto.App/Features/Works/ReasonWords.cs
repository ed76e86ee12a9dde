using Recto.App.Shell.Language;
using Recto.Journals.Works;

namespace Recto.App.Features.Works;

/// <summary>Grounds of a decision in words: "same title, same family name Vaïsse, years 1983 and 1983".</summary>
internal static class ReasonWords
{
    /// <summary>In the language of the reader.</summary>
    public static string Of(Say say, WorkReason reason)
    {
        var (here, there) = (reason.Here ?? "–", reason.There ?? "–");
        return reason.Ground switch
        {
            WorkGround.SameDoi => say["same DOI {0}", here],
            WorkGround.SameIsbn => say["same ISBN {0}", here],
            WorkGround.SameOclc => say["same OCLC number {0}", here],
            WorkGround.SameUrl => say["same web address"],
            WorkGround.SameTitle => say["same title"],
            WorkGround.TitleBegins => say["one title is how the other begins (“{0}”, “{1}”)", here, there],
            WorkGround.TitleWithin => say["one title stands in the other (“{0}”, “{1}”)", here, there],
            WorkGround.TitleNear => say["titles nearly alike (“{0}”, “{1}”)", here, there],
            WorkGround.SameName => say["same family name {0}", here],
            WorkGround.SharedName => say["a name in common"],
            WorkGround.NameSpelt => say["names spelt alike ({0}, {1})", here, there],
            WorkGround.NoName => say["only one names somebody"],
            WorkGround.SameYear => say["years {0} and {1}", here, there],
            WorkGround.NearYear => say["years next to each other, {0} and {1}", here, there],
            WorkGround.NoYear => say["a year is missing"],
            WorkGround.SameContainer => say["in the same journal or book"],
            WorkGround.SameVolume => say["same volume {0}", here],
            WorkGround.OtherVolume => say["other volumes of a set, {0} and {1}", here, there],
            WorkGround.SamePages => say["same pages from {0}", here],
            WorkGround.SamePlace => say["same place {0}", here],
            WorkGround.SamePublisher => say["same publisher"],
            WorkGround.OtherDoi => say["other DOIs, {0} and {1}", here, there],
            WorkGround.OtherTitle => say["other titles"],
            WorkGround.OtherName => say["other people, {0} and {1}", here, there],
            WorkGround.OtherYear => say["other years, {0} and {1}", here, there],
            WorkGround.OtherEdition => say["other editions, {0} and {1}", here, there],
            WorkGround.OtherContainer => say["another journal or book"],
            WorkGround.OtherPages => say["other pages, from {0} and from {1}", here, there],
            WorkGround.OtherPlace => say["another place, {0} and {1}", here, there],
            WorkGround.First => say["the first mention on the site"],
            _ => say["an editor said so"],
        };
    }
}
