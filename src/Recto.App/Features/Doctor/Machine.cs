using System.Globalization;

namespace Recto.App.Features.Doctor;

/// <summary>What the doctor asks of the machine.</summary>
internal sealed record Machine
{
    /// <summary>This one.</summary>
    public static Machine Here { get; } = new();

    /// <summary>Major version of the runtime.</summary>
    public int Runtime { get; init; } = Environment.Version.Major;

    /// <summary>Whether dates and sorting know languages: the name of April in Russian is not that of no language.</summary>
    public bool KnowsLanguages { get; init; } = CultureInfo.GetCultureInfo("ru").DateTimeFormat.GetMonthName(4) != CultureInfo.InvariantCulture.DateTimeFormat.GetMonthName(4);

    /// <summary>Whether it has the data of time zones.</summary>
    public bool KnowsTimeZones { get; init; } = TimeZoneInfo.TryFindSystemTimeZoneById("Europe/Paris", out _);

    /// <summary>Kind of the file system of a folder: <c>ext4</c>, <c>nfs</c>; empty where that is not told.</summary>
    public Func<string, string> FileSystem { get; init; } = folder => Ask(folder, drive => drive.DriveFormat) ?? "";

    /// <summary>Free bytes on the disk of a folder; null where that is not told.</summary>
    public Func<string, long?> FreeBytes { get; init; } = folder => Ask(folder, drive => (long?)drive.AvailableFreeSpace);

    /// <summary>Where the disk of a folder is mounted; null where that is not told.</summary>
    public Func<string, string?> Mount { get; init; } = folder => Ask(folder, drive => drive.RootDirectory.FullName);

    /// <summary>How many files this process may have open; null where that is not told.</summary>
    public long? OpenFiles { get; init; } = ReadOpenFiles();

    /// <summary>Addresses of a host; empty where it has none.</summary>
    public Func<string, CancellationToken, Task<IReadOnlyList<System.Net.IPAddress>>> Resolve { get; init; } = ResolveAsync;

    private static T? Ask<T>(string folder, Func<DriveInfo, T> question)
    {
        var there = new DirectoryInfo(Path.GetFullPath(folder));
        while (there is { Exists: false, Parent: not null })
        {
            there = there.Parent;
        }

        try
        {
            // The longest mount that the folder stands below; of a folder itself the system gives its name for the root.
            var mount = DriveInfo.GetDrives().Where(drive => IsBelow(there.FullName, drive.RootDirectory.FullName)).MaxBy(drive => drive.RootDirectory.FullName.Length);
            return question(mount ?? new DriveInfo(there.FullName));
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException or ArgumentException)
        {
            return default; // Some mounts do not tell.
        }
    }

    private static bool IsBelow(string folder, string root) => folder == root || folder.StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    // Max open files            1024                 524288               files
    private static long? ReadOpenFiles()
    {
        try
        {
            return File.ReadLines("/proc/self/limits").FirstOrDefault(line => line.StartsWith("Max open files", StringComparison.Ordinal)) is { } line
                && long.TryParse(line["Max open files".Length..].Split(' ', StringSplitOptions.RemoveEmptyEntries)[0], CultureInfo.InvariantCulture, out var most) ? most : null;
        }
        catch (Exception unknown) when (unknown is IOException or UnauthorizedAccessException)
        {
            return null; // No Linux.
        }
    }

    private static async Task<IReadOnlyList<System.Net.IPAddress>> ResolveAsync(string host, CancellationToken ct)
    {
        using var end = CancellationTokenSource.CreateLinkedTokenSource(ct);
        end.CancelAfter(TimeSpan.FromSeconds(3));
        try
        {
            return await System.Net.Dns.GetHostAddressesAsync(host, end.Token);
        }
        catch (Exception unknown) when (unknown is System.Net.Sockets.SocketException or ArgumentException || unknown is OperationCanceledException && !ct.IsCancellationRequested)
        {
            return [];
        }
    }
}
