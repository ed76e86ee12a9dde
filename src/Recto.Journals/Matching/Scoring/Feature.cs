using Recto.Journals.Matching.Words;

namespace Recto.Journals.Matching.Scoring;

/// <summary>
/// What is compared between a reference and a work. None of it depends on how large the index is: shares and lengths of what agrees, and whether facts agree (1), contradict (-1) or are not said (0).
/// The order is that of the model's file.
/// </summary>
internal enum Feature
{
    /// <summary>Share of the title's words that the reference has, by their length.</summary>
    TitleShare,

    /// <summary>Length of the title's words that the reference has.</summary>
    TitleLength,

    /// <summary>Length of those that it has not.</summary>
    TitleMissing,

    /// <summary>The longest run of the title's words in the reference, as a share of the title.</summary>
    TitleRun,

    /// <summary>Share of the title's sequences of four letters.</summary>
    TitleLetters,

    /// <summary>How rare the title's words are that the reference has, added up.</summary>
    TitleRarity,

    /// <summary>Numbers and single letters of the title that the reference has not: part 8 and part 9.</summary>
    TitleNumbersMissing,

    /// <summary>Whether there is a title (0, 1).</summary>
    HasTitle,

    /// <summary>Whether the first author is named: 1, 0.5 with a fault, 0 not, -1 where the work has none.</summary>
    FirstAuthor,

    /// <summary>Share of the first ten authors that are named.</summary>
    AuthorShare,

    /// <summary>How many are.</summary>
    AuthorsNamed,

    /// <summary>How many authors the work has.</summary>
    Authors,

    /// <summary>The place of the first author among the words; 20 where he is not named.</summary>
    AuthorPlace,

    /// <summary>Whether his initial agrees.</summary>
    Initial,

    /// <summary>How rare the rarest author's name is that is named.</summary>
    AuthorRarity,

    /// <summary>Whether the reference begins with an author of the work.</summary>
    BeginsWithAuthor,

    /// <summary>Whether the year agrees: 1, 0.5 where it is off by one, -1; 0 where the reference says none, -2 where the work has none.</summary>
    Year,

    /// <summary>Whether the volume agrees.</summary>
    Volume,

    /// <summary>Whether the issue agrees.</summary>
    Issue,

    /// <summary>Whether the first page agrees.</summary>
    FirstPage,

    /// <summary>Whether the last page agrees.</summary>
    LastPage,

    /// <summary>Whether the page follows the volume within four words.</summary>
    VolumeThenPage,

    /// <summary>Share of the container's words that the reference has, abbreviated or not.</summary>
    ContainerShare,

    /// <summary>Share of the container's sequences of four letters.</summary>
    ContainerLetters,

    /// <summary>Length of the container's words.</summary>
    ContainerLength,

    /// <summary>Whether there is a container (0, 1).</summary>
    HasContainer,

    /// <summary>Share of the reference's words that the work explains, by their length.</summary>
    Explained,

    /// <summary>Length of those that it does not.</summary>
    Unexplained,

    /// <summary>The longest run of words that it does not explain.</summary>
    UnexplainedRun,

    /// <summary>How rare the rarest such word is; words that the index does not know count as rarest.</summary>
    UnexplainedRarity,

    /// <summary>How many numbers it does not explain.</summary>
    UnexplainedNumbers,

    /// <summary>How many numbers the reference has.</summary>
    Numbers,

    /// <summary>How many words the reference has.</summary>
    Words,

    /// <summary>What kind the work is (<see cref="WorkKind"/>).</summary>
    Kind,

    /// <summary>Whether the reference says that it is of a part of something: <c>In:</c>, <c>eds</c>.</summary>
    SaysIn,

    /// <summary>Whether one of title and reference says that it is a review, and the other not.</summary>
    ReviewContradicts,

    /// <summary>Whether a DOI that is printed is the work's.</summary>
    Doi,

    /// <summary>Share of the publisher's words.</summary>
    PublisherShare,

    /// <summary>How many of title, first author, year, volume, first page and container agree.</summary>
    Agreeing,

    /// <summary>The weight of the shared terms, as a share of the best candidate's.</summary>
    WeightShare,

    /// <summary>The place among the candidates.</summary>
    Rank,
}
