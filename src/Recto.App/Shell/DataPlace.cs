using System.CommandLine;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>Where a site keeps its things: options and environment that every command on a site shares.</summary>
internal sealed class DataPlace
{
    /// <summary>The folder of data and of the embedded database.</summary>
    public Option<string?> Folder { get; } = new("--data") { Description = "Folder of everything that Recto keeps; made where it is missing (default: RECTO_DATA, else “data” in the working directory)", HelpName = "DIR" };

    /// <summary>A PostgreSQL database instead of the embedded one.</summary>
    public Option<string?> Database { get; } = new("--database") { Description = "Connection string of a PostgreSQL 15 or newer (default: RECTO_DATABASE, else SQLite in the data folder)", HelpName = "STRING" };

    /// <summary>Adds both options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Folder);
        command.Options.Add(Database);
    }

    /// <summary>What was asked for.</summary>
    public DatabaseOptions Read(ParseResult parsed) => Read(parsed.GetValue(Folder), parsed.GetValue(Database));

    /// <summary>The setting that says how old a page may be that comes from a replica, in seconds.</summary>
    public const string Lag = "RECTO_REPLICA_LAG";

    private const int MostLag = 300;

    // Where nothing is said, and where what is said is no number: that it is none is told elsewhere.
    private const int UsualLag = 10;

    internal static DatabaseOptions Read(string? folder, string? database) => new()
    {
        MostReplicaLag = TimeSpan.FromSeconds(LagOf(Environment.GetEnvironmentVariable(Lag)) ?? UsualLag),
        DataFolder = Path.GetFullPath(Given(folder) ?? Given(Environment.GetEnvironmentVariable("RECTO_DATA")) ?? "data"),
        PostgreSql = Given(database) ?? Given(Environment.GetEnvironmentVariable("RECTO_DATABASE")),
    };

    /// <summary>Reads <see cref="Lag"/>; null where it is not to be read.</summary>
    public static int? LagOf(string? said) => string.IsNullOrWhiteSpace(said) ? UsualLag : int.TryParse(said, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var seconds) && seconds <= MostLag ? seconds : null;

    /// <summary>Makes the data folder; says why it cannot be made, null where it is there.</summary>
    public static string? FindUnusable(DatabaseOptions options)
    {
        try
        {
            Directory.CreateDirectory(options.DataFolder);
            return null;
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Whether it can be made is the question.
            return $"The data folder “{options.DataFolder}” cannot be made: {refused.Message.TrimEnd('.')}. Give another with --data or RECTO_DATA.";
        }
    }

    /// <summary>Why a command that makes no site cannot work here: there is none. Null where there is a database.</summary>
    public static string? FindMissing(DatabaseOptions options) =>
        options.PostgreSql is null && !File.Exists(options.SqliteFile) ? $"There is no database at {options.SqliteFile}: “recto serve” or “recto import” makes it." : null;

    /// <summary>The folder of files.</summary>
    public static string FilesFolder(DatabaseOptions options) => Path.Combine(options.DataFolder, "files");

    private static string? Given(string? text) => string.IsNullOrWhiteSpace(text) ? null : text;
}
