using System.Text.Json.Nodes;
using Recto.Storage.Sql;

namespace Recto.App.Shell.Persons;

/// <summary>Tells what a feature keeps of a person, for the copy that everybody may take of their own data. Each feature that keeps something registers one.</summary>
/// <returns>Null where it keeps nothing of them.</returns>
internal delegate Task<OwnRecords?> OwnData(OwnPerson person, CancellationToken ct);

/// <summary>
/// Takes a person out of what a feature keeps, inside the transaction that takes them out of their account. What the law makes the publisher keep (a receipt) stays, with as little of the person in it as it may have.
/// Each feature that keeps something registers one.
/// </summary>
internal delegate Task ErasePerson(WriteTransaction tx, OwnPerson person, DateTimeOffset now, CancellationToken ct);

/// <summary>Whose data it is.</summary>
/// <param name="Id">The account.</param>
/// <param name="Email">Its address, which its owner has shown to be theirs.</param>
/// <param name="EmailKey">The address folded for comparing.</param>
internal sealed record OwnPerson(Guid Id, string Email, string EmailKey);

/// <summary>What one feature keeps of a person.</summary>
/// <param name="Key">Name in the JSON and of its folder for files: <c>orders</c>. ASCII letters and hyphens.</param>
/// <param name="Heading">Heading in the reader's language.</param>
/// <param name="Rows">An object each, with names for machines; instants as ISO 8601.</param>
internal sealed record OwnRecords(string Key, string Heading, JsonArray Rows)
{
    /// <summary>Files that belong to it, as receipts; a name without a path each.</summary>
    public IReadOnlyList<(string Name, byte[] Content)> Files { get; init; } = [];
}
