using Recto.App.Shell.Operator;
using Recto.Journals.Access;

namespace Recto.App.Shell.Persons;

/// <summary>
/// Tells crawlers of search engines by the networks that these publish, from lists that the operator keeps in a folder. What a client calls itself counts for nothing. The lists are read again when one of them has changed;
/// one that cannot be read is left out and said so, and nothing is asked of anybody while a reader waits.
/// </summary>
/// <param name="folder">The folder; null where no crawler is known.</param>
/// <param name="time">The clock.</param>
/// <param name="log">The log.</param>
internal sealed class VerifiedCrawlers(string? folder, TimeProvider time, ILogger<VerifiedCrawlers> log) : OperatorFiles(folder, time, log)
{
    private const int LargestList = 4 * 1024 * 1024;
    private static readonly Action<ILogger, string, Exception?> CouldNotRead = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, nameof(CouldNotRead)), "The list of crawlers {File} could not be read: none of it is believed");

    private volatile AddressMap _map = AddressMap.Empty;

    /// <summary>Whether the request comes from the network of a crawler.</summary>
    public bool IsVerified(HttpContext context) => _map != AddressMap.Empty && context.Connection.RemoteIpAddress is { } address && _map.Find(AddressNumber.Of(address)) >= 0;

    /// <inheritdoc/>
    protected override IReadOnlyList<FileInfo>? Files(string path) => Directory.Exists(path) ? InFolder(path, ".json") : null;

    /// <inheritdoc/>
    protected override async Task ReadAsync(IReadOnlyList<FileInfo> files, CancellationToken ct)
    {
        var ranges = new List<InstitutionRange>();
        foreach (var file in files)
        {
            if (file.Length <= LargestList && CrawlerList.TryRead(await File.ReadAllTextAsync(file.FullName, ct)) is { } networks)
            {
                ranges.AddRange(networks.Select(network => new InstitutionRange(Guid.Empty, network)));
            }
            else
            {
                CouldNotRead(Log, file.Name, null);
            }
        }

        _map = ranges.Count == 0 ? AddressMap.Empty : AddressMap.Of(ranges);
    }

    /// <inheritdoc/>
    protected override void Tell(string path, Exception fault) => CouldNotRead(Log, path, fault);
}
