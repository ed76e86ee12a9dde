namespace Recto.App.Features.Check;

/// <summary>How much one may ask of the page <c>/check</c>, where nobody has to say who they are. The defaults are many times what the largest real article needs.</summary>
internal sealed record CheckLimits
{
    /// <summary>Bytes of a request. A file of the largest size fits, also where it travels in the form as base64.</summary>
    public const int BodyBytes = 16 * 1024 * 1024;

    /// <summary>Bytes of a file.</summary>
    public int FileBytes { get; init; } = 10 * 1024 * 1024;

    /// <summary>Pasted text, in UTF-16 code units.</summary>
    public int TextLength { get; init; } = 2_000_000;

    /// <summary>Notes of one document; the longest monograph that we have seen has 2,400.</summary>
    public int Notes { get; init; } = 5_000;

    /// <summary>How long a check may take.</summary>
    public TimeSpan Time { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>How many checks run at once; others wait their turn within their time.</summary>
    public int AtOnce { get; init; } = Math.Max(2, Environment.ProcessorCount);

    /// <summary>How many requests a network may send at one go.</summary>
    public int Requests { get; init; } = 60;

    /// <summary>After how long it may send one more.</summary>
    public TimeSpan OneMoreAfter { get; init; } = TimeSpan.FromSeconds(1);
}
