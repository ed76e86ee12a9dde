using System.Globalization;

namespace Recto.Journals.Recommending;

/// <summary>How near an article is to another, by each signal (<see cref="NeighbourSignal"/>); 0 for not at all, 1 for as near as can be.</summary>
public readonly record struct NeighbourSignals
{
    /// <summary>How many signals there are.</summary>
    public const int Count = 10;

    /// <summary><see cref="NeighbourSignal.Read"/></summary>
    public double Read { get; init; }

    /// <summary><see cref="NeighbourSignal.Text"/></summary>
    public double Text { get; init; }

    /// <summary><see cref="NeighbourSignal.Archives"/></summary>
    public double Archives { get; init; }

    /// <summary><see cref="NeighbourSignal.Works"/></summary>
    public double Works { get; init; }

    /// <summary><see cref="NeighbourSignal.Citation"/></summary>
    public double Citation { get; init; }

    /// <summary><see cref="NeighbourSignal.Author"/></summary>
    public double Author { get; init; }

    /// <summary><see cref="NeighbourSignal.Section"/></summary>
    public double Section { get; init; }

    /// <summary><see cref="NeighbourSignal.Meaning"/></summary>
    public double Meaning { get; init; }

    /// <summary><see cref="NeighbourSignal.ReadWithLike"/></summary>
    public double ReadWithLike { get; init; }

    /// <summary><see cref="NeighbourSignal.ReadOnward"/></summary>
    public double ReadOnward { get; init; }

    /// <summary>What one signal says.</summary>
    public double this[NeighbourSignal signal] => signal switch
    {
        NeighbourSignal.Read => Read,
        NeighbourSignal.Text => Text,
        NeighbourSignal.Archives => Archives,
        NeighbourSignal.Works => Works,
        NeighbourSignal.Citation => Citation,
        NeighbourSignal.Author => Author,
        NeighbourSignal.Section => Section,
        NeighbourSignal.Meaning => Meaning,
        NeighbourSignal.ReadWithLike => ReadWithLike,
        _ => ReadOnward,
    };

    /// <summary>As it is kept: numbers in the order of <see cref="NeighbourSignal"/>.</summary>
    public string Write()
    {
        var own = this;
        return string.Join(' ', Enum.GetValues<NeighbourSignal>().Select(signal => own[signal].ToString("0.####", CultureInfo.InvariantCulture)));
    }

    /// <summary>Reads what <see cref="Write"/> wrote; nothing where it is something else. A signal that an older program did not know is 0.</summary>
    public static NeighbourSignals Of(string kept)
    {
        ArgumentNullException.ThrowIfNull(kept);
        var values = kept.Split(' ').Select(part => double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value : 0).ToList();
        double At(NeighbourSignal signal) => (int)signal < values.Count ? values[(int)signal] : 0;
        return new()
        {
            Read = At(NeighbourSignal.Read),
            Text = At(NeighbourSignal.Text),
            Archives = At(NeighbourSignal.Archives),
            Works = At(NeighbourSignal.Works),
            Citation = At(NeighbourSignal.Citation),
            Author = At(NeighbourSignal.Author),
            Section = At(NeighbourSignal.Section),
            Meaning = At(NeighbourSignal.Meaning),
            ReadWithLike = At(NeighbourSignal.ReadWithLike),
            ReadOnward = At(NeighbourSignal.ReadOnward),
        };
    }
}
