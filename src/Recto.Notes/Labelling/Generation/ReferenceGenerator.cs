using Recto.Notes.Archives;

namespace Recto.Notes.Labelling.Generation;

/// <summary>
/// Makes labelled references as they stand in notes, of which the public sets have few: in the habits of eight languages and scripts (<c>phrases.txt</c>), from the records of real works and archives,
/// spoilt as in life. Reference <c>n</c> of a seed is the same however many are made. What is made cites nothing: records are mixed, places, numbers and dates are thrown.
/// </summary>
public sealed class ReferenceGenerator
{
    private static readonly (int Weight, string Code)[] Habits = [(30, "en"), (15, "fr"), (17, "de"), (10, "it"), (7, "es"), (4, "pt"), (8, "ru"), (9, "rl")];

    private static readonly (int Weight, ReferenceKind Kind)[] Kinds =
    [
        (26, ReferenceKind.Book), (15, ReferenceKind.Chapter), (18, ReferenceKind.Article), (4, ReferenceKind.Newspaper), (3, ReferenceKind.Thesis), (2, ReferenceKind.Report),
        (3, ReferenceKind.Web), (4, ReferenceKind.Documents), (10, ReferenceKind.CitedBefore), (15, ReferenceKind.Archival),
    ];

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

    private LabelledSequence Make(int number)
    {
        var dice = new Dice(_seed + (ulong)number);
        var kind = dice.Weighted(Kinds.AsSpan());
        var phrases = Phrases.Of(dice.Weighted(Habits.AsSpan()));

        // The archives are taken in turn, so that each is cited.
        var text = kind == ReferenceKind.Archival
            ? new ArchivalWriter(_pool, phrases, dice).Write(_repositories[(number + dice.Next(7)) % _repositories.Count])
            : new ReferenceWriter(_pool, phrases, dice).Write(kind);
        return Draft.Sequence(Noise.Spoil(Led(text, phrases, dice), dice));
    }

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
