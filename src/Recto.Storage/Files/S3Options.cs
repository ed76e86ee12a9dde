namespace Recto.Storage.Files;

/// <summary>A bucket of a service that speaks S3.</summary>
public sealed record S3Options
{
    /// <summary>Address of the service; null for Amazon’s own, which follows from the region.</summary>
    public Uri? Endpoint { get; init; }

    /// <summary>The bucket. It is never made: whoever owns it says where it stands and who may read it.</summary>
    public required string Bucket { get; init; }

    /// <summary>The region, by which requests are signed too.</summary>
    public string Region { get; init; } = "us-east-1";

    /// <summary>What the names of all files begin with, <c>recto/</c>; empty for nothing.</summary>
    public string Prefix { get; init; } = "";

    /// <summary>The access key; null where the SDK is to find one by itself (its environment, its files, the role of the machine).</summary>
    public string? Key { get; init; }

    /// <summary>Its secret; null with <see cref="Key"/>.</summary>
    public string? Secret { get; init; }

    /// <summary>Whether the bucket stands in the path of an address, and not in its host.</summary>
    public bool IsPathStyle { get; init; }

    /// <summary>For how long a link to a file is good; null where no links are given out.</summary>
    public TimeSpan? Links { get; init; }

    /// <summary>Where files lie until they are whole; null for the folder of the system.</summary>
    public string? Unfinished { get; init; }

    /// <summary>Bytes of a part, where a file is sent in parts: at least five megabytes.</summary>
    public int PartBytes { get; init; } = 16 * 1024 * 1024;

    /// <summary>Bytes that are asked for at once where a file is read.</summary>
    public int WindowBytes { get; init; } = 8 * 1024 * 1024;

    /// <summary>How long an answer is waited for, each time.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>How often a request that failed is sent again.</summary>
    public int Retries { get; init; } = 3;

    /// <summary>As messages name it.</summary>
    public string Place => $"“{Bucket}” at {Endpoint?.GetLeftPart(UriPartial.Authority) ?? "Amazon S3, " + Region}";
}
