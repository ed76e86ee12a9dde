using System.Globalization;
using Recto.Storage.Files;

namespace Recto.App.Features.Operate;

/// <summary>What became of the files of a move.</summary>
/// <param name="Files">Files that are there now.</param>
/// <param name="Copied">Those that this run copied.</param>
/// <param name="Damaged">Names of those that are not what their hash says, in the old folder or in the new.</param>
internal sealed record MovedFiles(int Files, int Copied, IReadOnlyList<string> Damaged);

/// <summary>Copies a data folder beside its database into another: each file under a name for the time being until it is whole, none twice, and every file of the store compared with its hash on both sides.</summary>
/// <param name="from">The data folder.</param>
/// <param name="to">The other.</param>
internal sealed class MoveFiles(string from, string to)
{
    private const string Unfinished = ".unfinished-move";

    /// <summary>Copies what is not there yet.</summary>
    /// <param name="tell">Is told what is being done.</param>
    /// <param name="compareOnly">Whether nothing is copied, and what is not there is told as damaged.</param>
    /// <param name="ct">Cancels; what was copied stays.</param>
    public async Task<MovedFiles> RunAsync(Action<string> tell, bool compareOnly, CancellationToken ct)
    {
        var (files, copied, damaged) = (0, 0, new List<string>());
        foreach (var file in Directory.Exists(from) ? new DirectoryInfo(from).EnumerateFiles("*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint }) : [])
        {
            ct.ThrowIfCancellationRequested();
            var name = Path.GetRelativePath(from, file.FullName).Replace('\\', '/');
            if (IsLeft(name))
            {
                continue;
            }

            var copy = new FileInfo(Path.Combine(to, name));
            var isThere = IsThere(name, file, copy);
            if (!isThere && !compareOnly)
            {
                await CopyAsync(file, copy.FullName, ct);
                copied++;
                isThere = IsThere(name, file, copy);
            }

            files++;
            if (!isThere)
            {
                damaged.Add(name);
            }

            tell(string.Create(CultureInfo.InvariantCulture, $"{files} files"));
        }

        return new MovedFiles(files, copied, damaged);
    }

    // The database goes its own way; locks and what earlier acts laid aside stay.
    private static bool IsLeft(string name)
    {
        var top = name.Split('/')[0];
        return name.StartsWith("recto.db", StringComparison.Ordinal) || top.StartsWith("before-restore-", StringComparison.Ordinal) || top.StartsWith(".restoring-", StringComparison.Ordinal)
            || top == "lost+found" || name.StartsWith("files/unfinished/", StringComparison.Ordinal) || name.EndsWith(Unfinished, StringComparison.Ordinal);
    }

    private static bool IsStored(string name) => name.Split('/') is ["files", { Length: 2 }, var hash] && FileHash.TryParse(hash, out _);

    private static bool IsThere(string name, FileInfo file, FileInfo copy)
    {
        copy.Refresh();
        if (!copy.Exists || copy.Length != file.Length)
        {
            return false;
        }

        using var there = copy.OpenRead();
        var hash = FileHash.OfStream(there);
        if (IsStored(name))
        {
            return hash.Value == file.Name;
        }

        using var here = file.OpenRead();
        return FileHash.OfStream(here) == hash;
    }

    private static async Task CopyAsync(FileInfo file, string path, CancellationToken ct)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var unfinished = path + Unfinished;
        try
        {
            await using (var source = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan))
            await using (var target = new FileStream(unfinished, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                await source.CopyToAsync(target, ct);
                target.Flush(flushToDisk: true);
            }

            if (!OperatingSystem.IsWindows())
            {
                File.SetUnixFileMode(unfinished, File.GetUnixFileMode(file.FullName));
            }

            File.SetLastWriteTimeUtc(unfinished, file.LastWriteTimeUtc);
            File.Move(unfinished, path, overwrite: true);
        }
        finally
        {
            File.Delete(unfinished);
        }
    }
}
