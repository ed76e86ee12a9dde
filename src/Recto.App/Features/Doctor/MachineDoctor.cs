using System.Globalization;
using System.Runtime.InteropServices;
using Recto.App.Shell;
using Recto.App.Shell.Settings;

namespace Recto.App.Features.Doctor;

/// <summary>Looks at the machine: runtime, languages, time zones, files, folders, disks.</summary>
internal static class MachineDoctor
{
    private const long Little = 500L * 1024 * 1024;
    private const long FewFiles = 4096;
    private static readonly string[] OnNetwork = ["nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "9p", "afs", "fuse.sshfs", "sshfs", "fuse.glusterfs", "ceph", "fuse.s3fs", "davfs"];

    /// <summary>The runtime.</summary>
    public static Finding Runtime(Patient patient) => patient.Machine.Runtime >= 10
        ? new(Health.Ok, "runtime", $"{RuntimeInformation.FrameworkDescription} on {RuntimeInformation.OSDescription} ({RuntimeInformation.ProcessArchitecture})")
        : new(Health.Fail, "runtime", $".NET {patient.Machine.Runtime} is too old: install .NET 10.", "runtime-old");

    /// <summary>Without ICU dates and sorting of titles know English only.</summary>
    public static Finding Languages(Patient patient) => patient.Machine.KnowsLanguages
        ? new(Health.Ok, "languages", "ICU knows dates and sorting of all languages")
        : new(Health.Warn, "languages", "ICU is missing, so dates and sorting know no language: install libicu (Debian: apt-get install libicu-dev) and unset DOTNET_SYSTEM_GLOBALIZATION_INVARIANT.", "languages-missing");

    /// <summary>Without data of zones, times of reports and of invoices are those of UTC only.</summary>
    public static Finding Zones(Patient patient) => patient.Machine.KnowsTimeZones
        ? new(Health.Ok, "time zones", "are known")
        : new(Health.Warn, "time zones", "The data of time zones are missing: install tzdata.", "time-zones-missing");

    /// <summary>Each connection of a reader and of the database is a file to the system.</summary>
    public static Finding? Files(Patient patient) => patient.Machine.OpenFiles switch
    {
        null => null,
        < FewFiles and { } few => new(Health.Warn, "open files", string.Create(CultureInfo.InvariantCulture, $"This process may have {few} files open, and a busy site has a connection for each reader: raise it (systemd: LimitNOFILE=65536; a shell: ulimit -n 65536)."), "open-files-few"),
        { } most => new(Health.Ok, "open files", string.Create(CultureInfo.InvariantCulture, $"{most} at once")),
    };

    /// <summary>The data folder: whether it can be written to, what disk it is on, who may look into it.</summary>
    public static IEnumerable<Finding> Folder(Patient patient)
    {
        var folder = patient.Data.DataFolder;
        if (patient.GivenFolder is { Length: > 0 } given && patient.Read("RECTO_DATA") is { Length: > 0 } told && Path.GetFullPath(told) != Path.GetFullPath(given))
        {
            yield return new(Health.Warn, "data folder", $"--data names {Path.GetFullPath(given)} and RECTO_DATA {Path.GetFullPath(told)}: what is looked at here is not what the service uses, unless it is given the same option.", "data-said-twice");
        }

        if (!Directory.Exists(folder))
        {
            yield return new(Health.Warn, "data folder", $"{folder} is not there yet: “recto serve” or “recto import” makes it.", "data-folder-not-there");
            yield break;
        }

        yield return Probe(folder);
        var system = patient.Machine.FileSystem(folder);
        if (patient.Data.PostgreSql is null && OnNetwork.Contains(system.ToLowerInvariant()))
        {
            yield return new(Health.Fail, "data folder", $"{folder} is on a network file system ({system}), and SQLite loses data there: put the folder on a disk of this machine, or use PostgreSQL (RECTO_DATABASE).", "data-folder-on-network");
        }

        if (!OperatingSystem.IsWindows() && (File.GetUnixFileMode(folder) & UnixFileMode.OtherWrite) != 0)
        {
            yield return new(Health.Warn, "data folder", $"Everybody on this machine may write to {folder}: “chmod 750 {folder}”.", "data-folder-open");
        }
        else if (!OperatingSystem.IsWindows() && patient.Data.PostgreSql is null && (File.GetUnixFileMode(folder) & UnixFileMode.OtherExecute) != 0 && File.Exists(patient.Data.SqliteFile) && (File.GetUnixFileMode(patient.Data.SqliteFile) & UnixFileMode.OtherRead) != 0)
        {
            yield return new(Health.Warn, "data folder", $"Everybody on this machine may read the database in {folder}, with names of persons and keys of cookies: “chmod 750 {folder}”.", "data-folder-open");
        }
    }

    /// <summary>How much is free.</summary>
    public static Finding Space(Patient patient)
    {
        if (patient.Machine.FreeBytes(patient.Data.DataFolder) is not { } free)
        {
            return new(Health.Warn, "disk", $"How much is free under {patient.Data.DataFolder} cannot be told: look yourself.", "disk-unknown");
        }

        var shown = string.Create(CultureInfo.InvariantCulture, $"{free / (1024 * 1024):N0} MB free");
        return free < Little ? new(Health.Warn, "disk", $"Only {shown}: make room before importing.", "disk-nearly-full") : new(Health.Ok, "disk", shown);
    }

    /// <summary>The last backup: whether there is one, how old, and where.</summary>
    public static IEnumerable<Finding> Backup(Patient patient)
    {
        var folder = patient.Data.DataFolder;
        if (LastBackup.Find(folder) is not { } made)
        {
            yield return Directory.Exists(folder)
                ? new(Health.Warn, "backup", "No backup by “recto backup” is known here: make one, by a timer best (docs/operate/backup.md).", "backup-none")
                : new(Health.Ok, "backup", "there is nothing to back up yet");
            yield break;
        }

        var age = patient.Time.GetUtcNow() - made;
        yield return age > TimeSpan.FromDays(7)
            ? new(Health.Warn, "backup", string.Create(CultureInfo.InvariantCulture, $"The last one is of {made:yyyy-MM-dd HH:mm} UTC, {age.TotalDays:0} days ago: make one, by a timer best."), "backup-old")
            : new(Health.Ok, "backup", string.Create(CultureInfo.InvariantCulture, $"the last one is of {made:yyyy-MM-dd HH:mm} UTC"));
        if (LastBackup.FindPlace(folder) is { Length: > 0 } place && Path.IsPathRooted(place) && patient.Machine.Mount(place) is { } mount && mount == patient.Machine.Mount(folder))
        {
            yield return new(Health.Warn, "backup", $"The last one ({place}) is on the disk of the data folder ({mount}): the disk that breaks takes both. Copy backups to another machine.", "backup-same-disk");
        }
    }

    /// <summary>Who may read the file of settings, where it holds secrets.</summary>
    public static Finding? SettingsFile(Patient patient)
    {
        if (patient.SettingsFile is not { } place || !File.Exists(place))
        {
            return null;
        }

        var secrets = patient.NamesInFile.Where(name => SettingCatalogue.All.Any(setting => setting.Name == name && setting.Masked is not null)).ToList();
        return !OperatingSystem.IsWindows() && secrets.Count > 0 && (File.GetUnixFileMode(place) & (UnixFileMode.OtherRead | UnixFileMode.OtherWrite)) != 0
            ? new(Health.Fail, "settings file", $"Everybody on this machine may read {place}, which holds {string.Join(", ", secrets)}: “chmod 640 {place}”, owned by root and the group of the service.", "settings-file-open")
            : new(Health.Ok, "settings file", $"{place} is read");
    }

    private static Finding Probe(string folder)
    {
        var probe = Path.Combine(folder, ".recto-doctor-" + Guid.NewGuid().ToString("N"));
        try
        {
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return new(Health.Ok, "data folder", $"{folder} can be written to");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Whether it can be written to is the question.
            return new(Health.Fail, "data folder", $"{folder} cannot be written to ({refused.Message}): give the user of this process the right, or name another folder with --data or RECTO_DATA.", "data-folder-not-writable");
        }
    }
}
