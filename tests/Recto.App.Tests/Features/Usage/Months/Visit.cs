namespace Recto.App.Tests.Features.Usage.Months;

/// <summary>What somebody meant to do at an instant, as the script of a month has it. Nothing here is the product's.</summary>
/// <param name="At">When.</param>
/// <param name="Who">Who.</param>
/// <param name="What">What.</param>
/// <param name="Title">The article; null for a search and for what is about none.</param>
/// <param name="Path">The address that is asked for.</param>
/// <param name="Headers">Further headers of the request.</param>
internal sealed record Visit(DateTimeOffset At, Person Who, Doing What, Title? Title, string Path, params (string Name, string Value)[] Headers);

/// <summary>What is meant.</summary>
internal enum Doing
{
    /// <summary>To read the article on its page.</summary>
    OpensPage = 1,

    /// <summary>To have the article as a file.</summary>
    TakesFile,

    /// <summary>To look at something about it.</summary>
    LooksAt,

    /// <summary>To search the site.</summary>
    Searches,

    /// <summary>To have the article's text as a program that mines.</summary>
    Mines,

    /// <summary>Something that no report may have.</summary>
    DoesWhatDoesNotCount,
}

/// <summary>Somebody who visits.</summary>
/// <param name="Address">Where from.</param>
/// <param name="Agent">With what.</param>
/// <param name="Libraries">The libraries whose networks hold the address.</param>
/// <param name="IsRobot">Whether it is a program, by the name that it gives itself.</param>
/// <param name="Unfollowed">The header that asks not to be followed; null for none.</param>
/// <param name="Account">Who has signed in; null for nobody.</param>
/// <param name="SignIn">Which sign-in of theirs it is; null for none.</param>
internal sealed record Person(string Address, string Agent, IReadOnlyList<Library> Libraries, bool IsRobot = false, string? Unfollowed = null, string? Account = null, string? SignIn = null);

/// <summary>A library.</summary>
/// <param name="Key">Its key.</param>
/// <param name="Consortium">The consortium that it is a member of; null for none.</param>
/// <param name="ReadsFrom">Since when it may read what is closed; null for never.</param>
internal sealed record Library(string Key, string? Consortium = null, DateTimeOffset? ReadsFrom = null);

/// <summary>An article, and who may read it from when on.</summary>
/// <param name="Slug">Its part of the address.</param>
/// <param name="Journal">The title of its journal.</param>
/// <param name="Year">Its year of publication.</param>
/// <param name="Turns">From when it is what, earliest first; the words are those of reports.</param>
internal sealed record Title(string Slug, string Journal, string Year, params (DateTimeOffset From, string Access)[] Turns)
{
    public const string Open = "Open";
    public const string Free = "Free_To_Read";
    public const string Closed = "Controlled";

    public string AccessAt(DateTimeOffset at) => Turns.Last(turn => turn.From <= at).Access;

    public bool IsReadBy(Person person, DateTimeOffset at) => AccessAt(at) != Closed || person.Libraries.Any(library => library.ReadsFrom <= at);
}
