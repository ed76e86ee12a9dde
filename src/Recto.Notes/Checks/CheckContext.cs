using Recto.Notes.Archives;
using Recto.Notes.Resolution;
using Recto.Notes.Text;
using Recto.Notes.Tokens;

namespace Recto.Notes.Checks;

/// <summary>What a check may look at: all notes of one article, read and resolved, the archives that are known, and what they are judged by. Made once for all checks, so that what several need is worked out once.</summary>
public sealed class CheckContext
{
    private readonly NoteTokens?[] _tokens;
    private readonly string?[] _languages;

    /// <summary>The context of one run.</summary>
    /// <param name="apparatus">All notes of one article, read and resolved.</param>
    /// <param name="directory">The archives to know.</param>
    /// <param name="options">What they are judged by.</param>
    public CheckContext(Apparatus apparatus, RepositoryDirectory directory, CheckOptions options)
    {
        ArgumentNullException.ThrowIfNull(apparatus);
        ArgumentNullException.ThrowIfNull(directory);
        ArgumentNullException.ThrowIfNull(options);
        Apparatus = apparatus;
        Directory = directory;
        Options = options;
        _tokens = new NoteTokens?[apparatus.Notes.Count];
        _languages = new string?[apparatus.Notes.Count];
    }

    /// <summary>All notes of one article, read and resolved.</summary>
    public Apparatus Apparatus { get; }

    /// <summary>The archives to know.</summary>
    public RepositoryDirectory Directory { get; }

    /// <summary>What the notes are judged by.</summary>
    public CheckOptions Options { get; }

    /// <summary>The house style; <see cref="HouseStyle.OfTheArticle"/> leaves every choice to the article's own habit.</summary>
    public HouseStyle Style => Options.Style;

    /// <summary>How many notes there are.</summary>
    public int Count => Apparatus.Notes.Count;

    /// <summary>The text of a note, by its index in document order.</summary>
    public string Text(int note) => Apparatus.Notes[note].Note.Text;

    /// <summary>What stands in a stretch of a note, as printed.</summary>
    public string Printed(int note, TextSpan span) => Text(note)[span.Start..span.End];

    /// <summary>What stands where a way was used, as printed.</summary>
    internal string Printed<TWay>(HabitUse<TWay> use)
        where TWay : notnull => Printed(use.Note, use.Span);

    /// <summary>Whether the blank at a position of a note may be the layout of the source file and none of the author's.</summary>
    public bool IsFileBlank(int note, int position)
    {
        var blanks = Apparatus.Notes[note].Note.FileBlanks;
        var (low, high) = (0, blanks.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            (low, high) = blanks[middle] < position ? (middle + 1, high) : (low, middle);
        }

        return low < blanks.Count && blanks[low] == position;
    }

    /// <summary>The label of a note as printed, by its index in document order.</summary>
    public string Label(int note) => Apparatus.Notes[note].Note.Label;

    /// <summary>The references of a note, by its index in document order.</summary>
    public IReadOnlyList<ResolvedReference> References(int note) => Apparatus.Notes[note].References;

    /// <summary>The tokens of a note, cut once for all checks.</summary>
    internal NoteTokens Tokens(int note) => _tokens[note] ??= NoteTokens.Of(Apparatus.Notes[note].Note);

    /// <summary>The language that most words of a note belong to (<c>en</c>, <c>de</c>, …): what the source says, else a guess by its small words; empty where it cannot be told.</summary>
    internal string Language(int note) => _languages[note] ??= Apparatus.Notes[note].Note.Language is { Length: >= 2 } told ? told[..2].ToLowerInvariant() : Tokens(note).Language ?? "";
}
