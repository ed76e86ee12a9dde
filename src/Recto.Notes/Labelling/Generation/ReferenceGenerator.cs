using Recto.Notes.Archives;
using Recto.Notes.Labelling.Corpora;

namespace Recto.Notes.Labelling.Generation;

/// <summary>
/// Makes labelled references as they stand in notes, of which the public sets have few: in the habits of eight languages and scripts (<c>phrases.txt</c>), from the records of real works and archives,
/// spoilt as in life. So many as <see cref="DocumentLength"/> make a document: of one habit, half of them with italics, and what is shortened was most often cited in full before.
/// Reference <c>n</c> of a seed is the same however many are made. What is made cites nothing: records are mixed, places, numbers and dates are thrown.
/// </summary>
public sealed class ReferenceGenerator
{
    private static readonly (int Weight, string Code)[] Habits = [(30, "en"), (15, "fr"), (17, "de"), (10, "it"), (7, "es"), (4, "pt"), (8, "ru"), (9, "rl")];

    private static readonly (int Weight, ReferenceKind Kind)[] Kinds =
    [
        (26, ReferenceKind.Book), (15, ReferenceKind.Chapter), (18, ReferenceKind.Article), (4, ReferenceKind.Newspaper), (3, ReferenceKind.Thesis), (2, ReferenceKind.Report),
        (3, ReferenceKind.Web), (4, ReferenceKind.Documents), (10, ReferenceKind.CitedBefore), (15, ReferenceKind.Archival),
    ];

    /// <summary>References of one document.</summary>
    public const int DocumentLength = 20;

    private readonly WorkPool _pool;
    private readonly IReadOnlyList<Repository> _repositories;
    private readonly ulong _seed;

    /// <summary>A generator.</summary>
    /// <param name="works">Records of real works; the more languages, publishers and places among them, the better. May be empty: then only titles and names of the phrases are used.</param>
    /// <param name="archives">The archives to cite.</param>
    /// <param name="seed">Equal seeds give equal references.</param>
    public ReferenceGenerator(IEnumerable<WorkRecord> works, RepositoryDirectory archives, int seed)
    {
        ArgumentNullException.ThrowIfNull(works);
        ArgumentNullException.ThrowIfNull(archives);
        _pool = new WorkPool(works);
        _repositories = archives.Repositories;
        _seed = (ulong)(uint)seed << 32;
    }

    /// <summary>Makes references.</summary>
    /// <param name="count">How many, 0 or more.</param>
    public IEnumerable<LabelledSequence> Generate(int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        return Enumerable.Range(0, count).Select(Make);
    }

    /// <summary>Makes whole notes, of one to four references with commentary around them.</summary>
    /// <param name="count">How many, 0 or more.</param>
    /// <param name="task"><see cref="LabelTask.Fields"/> or <see cref="LabelTask.Span"/>.</param>
    public IEnumerable<LabelledSequence> GenerateNotes(int count, LabelTask task)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        var notes = new NoteGenerator(this, _seed + 0x8000_0000);
        return Enumerable.Range(0, count).Select(number => notes.Make(number, task));
    }

    internal LabelledSequence Make(int number)
    {
        var dice = new Dice(_seed + (ulong)number);
        var kind = dice.Weighted(Kinds.AsSpan());
        var (phrases, hasItalics) = Document(number);

        // The archives are taken in turn, so that each is cited.
        var text = kind == ReferenceKind.Archival
            ? new ArchivalWriter(_pool, phrases, dice).Write(_repositories[(number + dice.Next(7)) % _repositories.Count])
            : new ReferenceWriter(_pool, phrases, dice).Write(kind, kind == ReferenceKind.CitedBefore && dice.Chance(0.75) ? Earlier(number, dice) : null);
        var made = Draft.Sequence(Noise.Spoil(Led(text, phrases, dice), dice));
        return hasItalics ? made with { Sequence = made.Sequence with { Italic = Italics(made, kind) } } : made;
    }

    /// <summary>The habit of the document that a reference stands in, and whether it has italics.</summary>
    internal (Phrases Phrases, bool HasItalics) Document(int number)
    {
        var dice = new Dice(_seed + 0x4000_0000 + (ulong)(number / DocumentLength));
        return (Phrases.Of(dice.Weighted(Habits.AsSpan())), dice.Chance(0.5));
    }

    // A work that stands in full before this reference in its document; null where chance finds none.
    private CitedWork? Earlier(int number, Dice dice)
    {
        var before = number % DocumentLength;
        for (var tries = 0; tries < 4 && before > 0; tries++)
        {
            var other = number - 1 - dice.Next(before);
            var again = new Dice(_seed + (ulong)other);
            if (again.Weighted(Kinds.AsSpan()) is var kind && kind is ReferenceKind.Book or ReferenceKind.Chapter or ReferenceKind.Article or ReferenceKind.Thesis)
            {
                var writer = new ReferenceWriter(_pool, Document(other).Phrases, again);
                writer.Write(kind);
                return writer.Cited;
            }
        }

        return null;
    }

    // Books, journals and what stands around chapters are set in italics, without the words that lead to them; a title in quotation marks is not.
    private static bool[] Italics(LabelledSequence made, ReferenceKind kind)
    {
        var italics = new bool[made.Labels.Count];
        foreach (var field in FieldRun.Of(made.Labels))
        {
            var isTitle = field.Label == "title" && kind is ReferenceKind.Book or ReferenceKind.CitedBefore or ReferenceKind.Documents or ReferenceKind.Report
                && !"“‘«„\"'‹".Contains(made.Sequence[field.First][0], StringComparison.Ordinal);
            if (!isTitle && field.Label is not ("journal" or "container-title"))
            {
                continue;
            }

            var first = field.First;
            while (!isTitle && first < field.End - 1 && IsLead(made.Sequence[first]))
            {
                first++;
            }

            italics.AsSpan(first, field.End - first).Fill(true);
        }

        return italics;
    }

    private static bool IsLead(ReadOnlySpan<char> word) => word.TrimEnd(":,") is "in" or "In" or "dans" or "Dans" or "em" or "en" or "En" or "Em" or "//" or "в" or "В" or "кн." or "v" or "V" or "kn." or ":" or "";

    // Before some stands the note's number, or “See”.
    private static MarkedText Led(MarkedText text, Phrases phrases, Dice dice)
    {
        var led = new MarkedText();
        if (dice.Chance(0.03))
        {
            led.Append(dice.Pick(["{0}. ", "{0} ", "[{0}] ", "{0}) ", "({0}) "]).Replace("{0}", $"{dice.Between(1, 180)}", StringComparison.Ordinal), "citation-number");
        }

        if (dice.Chance(0.04))
        {
            led.Append(dice.Pick(phrases["signal"]) + " ", "note");
        }

        if (led.Length == 0)
        {
            return text;
        }

        for (var i = 0; i < text.Length; i++)
        {
            led.Append(text[i], text.MarkAt(i));
        }

        return led;
    }
}
