using Recto.Storage.Sql;

namespace Recto.App.Features.Doctor;

/// <summary>What the doctor looks at: a site as it is set up on this machine.</summary>
internal sealed record Patient
{
    /// <summary>Where the site keeps its things.</summary>
    public required DatabaseOptions Data { get; init; }

    /// <summary>The folder that an option of the command names; null where none does.</summary>
    public string? GivenFolder { get; init; }

    /// <summary>Gives a variable of the environment.</summary>
    public Func<string, string?> Read { get; init; } = Environment.GetEnvironmentVariable;

    /// <summary>Names of all variables of the environment.</summary>
    public IReadOnlyCollection<string> Names { get; init; } = [.. Environment.GetEnvironmentVariables().Keys.Cast<string>()];

    /// <summary>Names in the file of settings.</summary>
    public IReadOnlyCollection<string> NamesInFile { get; init; } = Shell.Settings.SettingsFile.Names;

    /// <summary>The file of settings; null where there is none.</summary>
    public string? SettingsFile { get; init; } = Shell.Settings.SettingsFile.Place;

    /// <summary>Names of what is in the program: style and type among it.</summary>
    public IReadOnlyCollection<string> Parts { get; init; } = typeof(Patient).Assembly.GetManifestResourceNames();

    /// <summary>The machine.</summary>
    public Machine Machine { get; init; } = Machine.Here;

    /// <summary>The clock.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>Whether there is a database to ask; where there is none, another line says so.</summary>
    public bool HasDatabase => Data.PostgreSql is not null || File.Exists(Data.SqliteFile);
}
