using System.Net;
using Recto.App.Shell;
using Recto.App.Shell.Operator;
using Recto.Journals.Usage;
using Recto.Notes.Text;

namespace Recto.App.Features.Usage;

/// <summary>Which address is in which country, by the table that the operator brings (<c>RECTO_USAGE_COUNTRIES</c>); nothing where there is none. Read again when the file has changed; a table with a line that cannot be read does not take the place of the one before.</summary>
internal sealed class UsageCountries(SiteOptions options, TimeProvider time, ILogger<UsageCountries> log) : OperatorFiles(options.Usage.Countries, time, log)
{
    private const int LongestLine = 100;
    private static readonly Action<ILogger, string, Exception?> CouldNotRead = LoggerMessage.Define<string>(LogLevel.Warning, new EventId(1, nameof(CouldNotRead)), "The table of countries {File} could not be read; what was known of it before holds on");
    private static readonly Action<ILogger, string, int, string, string, Exception?> WrongLine = LoggerMessage.Define<string, int, string, string>(LogLevel.Warning, new EventId(2, nameof(WrongLine)), "The table of countries {File} is not used, for line {Line} “{Written}” {Fault}; what was known of it before holds on");

    private volatile CountryTable? _table;

    /// <summary>Whether countries are known.</summary>
    public bool IsOn => _table is not null;

    /// <summary>The country of an address; null where the table says none.</summary>
    public string? Find(IPAddress address) => _table?.Find(address);

    /// <inheritdoc/>
    protected override IReadOnlyList<FileInfo> Files(string path) => [new FileInfo(path)];

    /// <inheritdoc/>
    protected override async Task ReadAsync(IReadOnlyList<FileInfo> files, CancellationToken ct)
    {
        if (CountryTable.TryRead(await File.ReadAllTextAsync(files[0].FullName, ct), out var fault) is { } table)
        {
            _table = table;
        }
        else
        {
            WrongLine(Log, files[0].FullName, fault!.Line, BoundedText.Shortened(fault.Written, LongestLine), fault.Remedy, null);
        }
    }

    /// <inheritdoc/>
    protected override void Tell(string path, Exception fault) => CouldNotRead(Log, path, fault);
}
