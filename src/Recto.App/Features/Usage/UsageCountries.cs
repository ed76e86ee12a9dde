using System.Net;
using Recto.App.Shell;
using Recto.App.Shell.Rounds;
using Recto.Journals.Usage;

namespace Recto.App.Features.Usage;

/// <summary>Which address is in which country, by the table that the operator brings (<c>RECTO_USAGE_COUNTRIES</c>); nothing where there is none. Read again when the file has changed; a table with a line that cannot be read does not take the place of the one before.</summary>
internal sealed class UsageCountries(SiteOptions options, TimeProvider time, ILogger<UsageCountries> log) : WatchedFiles(time, log)
{
    private static readonly Action<ILogger, string, Exception?> CouldNotRead = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, nameof(CouldNotRead)), "The table of countries {File} could not be read; what was known of it before holds on");
    private static readonly Action<ILogger, string, int, string, string, Exception?> WrongLine = LoggerMessage.Define<string, int, string, string>(LogLevel.Warning, new EventId(2, nameof(WrongLine)), "The table of countries {File} is not used, for line {Line} “{Written}” {Fault}; what was known of it before holds on");

    private volatile CountryTable? _table;
    private string _state = "";

    /// <summary>Whether countries are known.</summary>
    public bool IsOn => _table is not null;

    /// <summary>The country of an address; null where the table says none.</summary>
    public string? Find(IPAddress address) => _table?.Find(address);

    /// <inheritdoc/>
    protected override string? Place => options.Usage.Countries;

    /// <inheritdoc/>
    public override async Task RenewAsync(CancellationToken ct)
    {
        if (options.Usage.Countries is not { } path)
        {
            return;
        }

        var file = new FileInfo(path);
        var state = $"{file.Length} {file.LastWriteTimeUtc.Ticks}";
        if (state == _state)
        {
            return;
        }

        if (CountryTable.TryRead(await File.ReadAllTextAsync(path, ct), out var fault) is { } table)
        {
            _table = table;
        }
        else
        {
            WrongLine(Log, path, fault!.Line, fault.Written.Length <= 100 ? fault.Written : fault.Written[..100] + "…", fault.Remedy, null);
        }

        _state = state;
    }

    /// <inheritdoc/>
    protected override void Refused(string place, Exception fault) => CouldNotRead(Log, place, fault);
}
