namespace Recto.App.Features.Harvest.Oai;

/// <summary>How much harvesters are given at once.</summary>
internal sealed record OaiLimits
{
    /// <summary>Requests that a network may send at one go.</summary>
    public int AtOnce { get; init; } = 20;

    /// <summary>After how long it may send one more. A harvest is not to slow down readers: this paces it.</summary>
    public TimeSpan OneMoreAfter { get; init; } = TimeSpan.FromMilliseconds(150);

    /// <summary>Requests beyond these that wait for their turn; what comes on top is told to come again.</summary>
    public int Waiting { get; init; } = 20;

    /// <summary>Most records on a page, and most sets.</summary>
    public int Records { get; init; } = 100;

    /// <summary>Most heads on a page; less than 500.</summary>
    public int Heads { get; init; } = 400;

    /// <summary>Bytes of JATS after which a page ends; it holds one article at least.</summary>
    public long FullTextBytes { get; init; } = 4 * 1024 * 1024;
}
