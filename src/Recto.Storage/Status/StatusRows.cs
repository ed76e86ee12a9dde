namespace Recto.Storage.Status;

/// <summary>Work that waits.</summary>
/// <param name="Queue">Its name: <c>deposits</c>.</param>
/// <param name="Waiting">How much waits.</param>
/// <param name="Oldest">Since when the oldest waits, as far as that is kept; null where nothing waits.</param>
/// <param name="Failing">How much of it was tried and failed.</param>
public sealed record QueueRow(string Queue, long Waiting, DateTimeOffset? Oldest, long Failing);

/// <summary>What is known of a service that the site asks.</summary>
/// <param name="Service">Its name: <c>crossref</c>.</param>
/// <param name="AnsweredAt">When it last answered well; null where it never did.</param>
/// <param name="Problem">What last went wrong and was not mended since; null where nothing is wrong.</param>
public sealed record OutsideRow(string Service, DateTimeOffset? AnsweredAt, string? Problem);

/// <summary>The database at a glance.</summary>
/// <param name="Product">Name and version.</param>
/// <param name="Bytes">Its size.</param>
/// <param name="Step">The last step of migration that was taken.</param>
/// <param name="Processes">How many programs named as Recto are connected to it; null where that is not known (SQLite).</param>
public sealed record DatabaseGlance(string Product, long Bytes, string Step, int? Processes);

/// <summary>What the database keeps encrypted, and by which keys.</summary>
/// <param name="Keys">Ids of the keys that are there.</param>
/// <param name="Secrets">What is encrypted, as it is kept, by name of its journal.</param>
public sealed record KeptSecrets(IReadOnlySet<Guid> Keys, IReadOnlyList<(string Journal, string Secret)> Secrets);
