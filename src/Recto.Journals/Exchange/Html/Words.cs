using System.Reflection;

namespace Recto.Journals.Exchange.Html;

/// <summary>
/// Every word of Recto's own in the HTML of an article. That HTML is made once, and its readers have several languages: these words stand in it as marks (<see cref="WordMarks"/>) and are said
/// when the page goes out. Values stand as <c>{0}</c>, <c>{1}</c>; forms for one and for more are parted by <c>|</c>, and <c>{0}</c> is then the number.
/// </summary>
public static class Words
{
    /// <summary>Summary over what Recto makes of a note.</summary>
    public const string AsRectoReadsIt = "as Recto reads it";

    /// <summary>Behind a reading of low confidence.</summary>
    public const string NotSure = "We are not sure of this.";

    /// <summary>How sure a reading is, for editors. {0} from 0 to 1.</summary>
    public const string Sure = "Sure: {0}.";

    /// <summary>A note without a reference.</summary>
    public const string NothingCited = "It cites nothing.";

    /// <summary>A work of which neither author nor title nor year was read.</summary>
    public const string SomethingPublished = "something published";

    /// <summary>A reference that no rule could read.</summary>
    public const string CannotRead = "it cites something that we cannot read.";

    /// <summary>A reading: {0} what is meant, {1} the link to the note that it is taken from.</summary>
    public const string FromNote = "{0}, from {1}.";

    /// <summary>A back reference to nothing that was found.</summary>
    public const string PointsNowhere = "we do not find what this points to.";

    /// <summary>A back reference to a number that no note has. {0} the number.</summary>
    public const string NoSuchNote = "there is no note {0}.";

    /// <summary>Words of a link to a note. {0} its number.</summary>
    public const string NoteLink = "note {0}";

    /// <summary>Where an archive is now. {0} its name.</summary>
    public const string TodayIn = "today in {0}";

    /// <summary>One leaf of an archival file. {0} its number.</summary>
    public const string Leaf = "leaf {0}";

    /// <summary>Several leaves. {0} their numbers.</summary>
    public const string Leaves = "leaves {0}";

    /// <summary>The front of leaves. {0} "leaf 94".</summary>
    public const string LeafRecto = "{0} recto";

    /// <summary>The back of leaves. {0} "leaf 94".</summary>
    public const string LeafVerso = "{0} verso";

    /// <summary>Stands for the name of an archive.</summary>
    public const string UnnamedArchive = "an archive that is not named";

    /// <summary>Why a back reference stays open. {0} the number of the note.</summary>
    public const string SeveralPlaces = "Note {0} cites one source in several places";

    /// <summary>Why a back reference stays open. {0} the number of the note.</summary>
    public const string SeveralSources = "Note {0} cites several sources, and the words do not tell which is meant";

    /// <summary>Why a back reference stays open. {0} the number of the note.</summary>
    public const string AnotherPlace = "It names another place in the archive of note {0}; the words do not tell which level it replaces";

    /// <summary>What a back reference means. {0} the number of the note.</summary>
    public const string AnotherFile = "The archive of note {0}, another file";

    /// <summary>Why a back reference stays open.</summary>
    public const string PointsToItself = "The note points to itself";

    /// <summary>Why a back reference stays open.</summary>
    public const string PointsForward = "It points to a later note";

    /// <summary>Why a back reference stays open. {0} the number of the note.</summary>
    public const string CitesNothing = "Note {0} cites nothing that could be read";

    /// <summary>Over the sources. {0} how many notes they were made from.</summary>
    public const string MadeFromNotes = "Made from {0} note by Recto. The numbers lead back to it.|Made from the {0} notes by Recto. The numbers lead back to them.";

    /// <summary>Heading of the archives among the sources.</summary>
    public const string Archives = "Archives";

    /// <summary>Heading of the editions among the sources.</summary>
    public const string PrintedSources = "Printed sources";

    /// <summary>Heading of the literature among the sources.</summary>
    public const string Literature = "Literature";

    /// <summary>Heading of units whose archive the notes do not name.</summary>
    public const string ArchiveNotNamed = "Archive not named";

    /// <summary>A unit of an archive of which the notes say no more than the archive.</summary>
    public const string NotFurtherNamed = "Not further named";

    /// <summary>Behind a source of one article: how many others cite it. {0} how many.</summary>
    public const string AlsoCited = "also cited in {0} article|also cited in {0} articles";

    /// <summary>The same of a source that very many cite. {0} a number that is exceeded.</summary>
    public const string AlsoCitedInMore = "also cited in more than {0} articles";

    /// <summary>Before the notes that name a source. {0} how many, {1} links to them.</summary>
    public const string InNotes = "note {1}|notes {1}";

    /// <summary>Before the title of the book that a chapter stands in. {0} the title.</summary>
    public const string InBook = "In {0}";

    /// <summary>Editors of a book. {0} their names.</summary>
    public const string EditedBy = "Ed. {0}";

    /// <summary>Name of the link from a note to its call. {0} number of the note.</summary>
    public const string BackToCall = "Back to call {0}";

    /// <summary>Behind a note that is called more than once. {0} links to its further calls.</summary>
    public const string AlsoCalled = "also called {0}";

    /// <summary>Link to the second call of a note.</summary>
    public const string SecondTime = "a second time";

    /// <summary>Link to the third call of a note.</summary>
    public const string ThirdTime = "a third time";

    /// <summary>Link to a further call of a note. {0} which: 4 and more.</summary>
    public const string FurtherTime = "a {0}th time";

    /// <summary>Link to a further call of a note under a table. {0} which.</summary>
    public const string Call = "call {0}";

    /// <summary>Link to the page of one note.</summary>
    public const string Cite = "cite";

    /// <summary>Name of that link. {0} number of the note.</summary>
    public const string CiteNote = "Link to and cite note {0}";

    /// <summary>Name of a call that is a sign and no number. {0} the sign.</summary>
    public const string Note = "Note {0}";

    /// <summary>Opens the rest of a long note. {0} how many words it has.</summary>
    public const string MoreWords = "{0} more word|{0} more words";

    /// <summary>Name of a picture that has no words of its own. {0} its file.</summary>
    public const string Picture = "Picture {0}";

    /// <summary>Stands for a picture. {0} its file.</summary>
    public const string PictureMissing = "The picture {0} did not come with the article.";

    /// <summary>Stands for a picture whose file the source does not name.</summary>
    public const string UnnamedPictureMissing = "A picture did not come with the article.";

    /// <summary>Stands for a file. {0} its name.</summary>
    public const string FileMissing = "The file {0} did not come with the article.";

    /// <summary>Stands in a book for a file that it does not hold. {0} its name.</summary>
    public const string FileElsewhere = "The file {0} is not part of this book.";

    /// <summary>Size of a file under a megabyte. {0} thousands of bytes.</summary>
    public const string Kilobytes = "{0} kB";

    /// <summary>Size of a file. {0} millions of bytes.</summary>
    public const string Megabytes = "{0} MB";

    /// <summary>Name of the link from a picture to the whole of it. {0} what it shows.</summary>
    public const string ShowLarger = "{0} (show larger)";

    /// <summary>Name of that link where nothing says what the picture shows.</summary>
    public const string ShowPicture = "Show the picture larger";

    /// <summary>Button over a table that is wider than the text.</summary>
    public const string ShowTable = "Show the whole width";

    /// <summary>Button of the enlarged view.</summary>
    public const string Close = "Close";

    /// <summary>Name of a table without a caption.</summary>
    public const string Table = "Table";

    /// <summary>Says that a formula is shown in the notation of TeX.</summary>
    public const string Tex = "in TeX notation";

    /// <summary>Before keywords.</summary>
    public const string Keywords = "Keywords";

    /// <summary>Heading of an abstract in a language whose own word for it we do not know.</summary>
    public const string Abstract = "Abstract";

    /// <summary>Over the title of a further article in this one that is this one in another language. {0} the language by its own name.</summary>
    public const string Translation = "Translation: {0}";

    /// <summary>Heading.</summary>
    public const string Acknowledgements = "Acknowledgements";

    /// <summary>Heading.</summary>
    public const string Glossary = "Glossary";

    /// <summary>Heading.</summary>
    public const string Disclosure = "Disclosure statement";

    /// <summary>Heading over the affiliations of the authors.</summary>
    public const string Authors = "Authors";

    /// <summary>Heading over the lives of the authors.</summary>
    public const string Contributors = "Notes on contributors";

    /// <summary>Heading over notes to the title.</summary>
    public const string NotesOnArticle = "Notes on this article";

    /// <summary>Heading.</summary>
    public const string Rights = "Rights";

    /// <summary>Heading.</summary>
    public const string Funding = "Funding";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<string> All { get; } = [.. typeof(Words).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.IsLiteral).Select(field => (string)field.GetRawConstantValue()!)];
}
