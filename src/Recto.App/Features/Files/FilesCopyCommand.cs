using System.CommandLine;
using System.Globalization;
using Recto.App.Shell;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Files;

/// <summary><c>recto files copy</c>: from the data folder into the bucket, or back.</summary>
internal static class FilesCopyCommand
{
    private const int AtOnce = 4;

    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var to = new Option<string>("--to") { Description = "Where to: s3, the bucket that RECTO_S3_BUCKET names, or folder, the data folder", HelpName = "s3|folder", Required = true };
        var command = new Command("copy", "Copy all files of the site between its data folder and its bucket, each compared with its hash. What is there already is left; nothing is deleted; may be run again, beside a site that runs. Exit code 1 where a file was damaged already.") { to };
        place.AddTo(command);
        command.SetAction((parsed, ct) =>
        {
            var data = place.Read(parsed);
            if (parsed.GetValue(to) is not ("s3" or "folder") and var strange)
            {
                return Task.FromResult(terminal.Refuse($"--to is s3 or folder, not “{strange}”."));
            }

            return FilePlace.BucketOf(data) is { } bucket
                ? RunAsync(data, bucket, parsed.GetValue(to) == "s3", terminal, ct)
                : Task.FromResult(terminal.Refuse("RECTO_S3_BUCKET names no bucket: set it, and what belongs to it (docs/operate/s3.md)."));
        });
        return command;
    }

    internal static async Task<int> RunAsync(DatabaseOptions data, S3Options bucket, bool toBucket, Terminal terminal, CancellationToken ct)
    {
        using var remote = new S3FileStore(bucket, TimeProvider.System);
        var local = new LocalFileStore(DataPlace.FilesFolder(data));
        IFileStore from = toBucket ? local : remote;
        IFileStore target = toBucket ? remote : local;
        var there = new HashSet<FileHash>();
        await foreach (var hash in target.ListAsync(ct))
        {
            there.Add(hash);
        }

        var (copied, left, damaged) = (0, 0, 0);
        await Parallel.ForEachAsync(from.ListAsync(ct), new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = ct }, async (hash, token) =>
        {
            if (there.Contains(hash))
            {
                Interlocked.Increment(ref left);
                return;
            }

            if (await from.OpenAsync(hash, token) is not { } content)
            {
                return; // Swept away meanwhile.
            }

            await using (content)
            {
                // The name is made of the bytes as they arrive.
                if ((await target.WriteAsync(content, long.MaxValue, token)).Hash == hash)
                {
                    Interlocked.Increment(ref copied);
                }
                else
                {
                    Interlocked.Increment(ref damaged);
                    terminal.Error.WriteLine($"recto: The file {hash} is not what its name says: it was damaged where it lay. Its article may have to be imported again.");
                }
            }
        });
        terminal.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{copied} copied, {left} were there already, {damaged} damaged."));
        return damaged == 0 ? 0 : 1;
    }
}
