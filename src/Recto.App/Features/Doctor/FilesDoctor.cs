using Recto.App.Shell;
using Recto.Storage.Files;
using Recto.Storage.Sql;

namespace Recto.App.Features.Doctor;

/// <summary>Looks at the file store, in the data folder or in a bucket: writes a file, reads it, and takes it away again.</summary>
internal static class FilesDoctor
{
    private const string Subject = "file store";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>How it is.</summary>
    public static async Task<IReadOnlyList<Finding>> LookAsync(Patient patient, CancellationToken ct)
    {
        if (!FilePlace.TryReadKept(patient.Read, out _, out var wrong) || !FilePlace.TryRead(patient.Read, patient.Data, out var bucket, out wrong))
        {
            return [new(Health.Fail, Subject, wrong, "files-unreadable")];
        }

        return [bucket is null ? await FolderAsync(patient.Data, ct) : await BucketAsync(bucket, ct)];
    }

    private static async Task<Finding> FolderAsync(DatabaseOptions data, CancellationToken ct)
    {
        var folder = DataPlace.FilesFolder(data);
        if (!Directory.Exists(folder))
        {
            var isMissed = Directory.Exists(data.DataFolder) && File.Exists(data.SqliteFile);
            return new(isMissed ? Health.Warn : Health.Ok, Subject, $"{folder} is not there yet: the first import makes it.", isMissed ? "files-not-there" : null);
        }

        try
        {
            return await ProbeAsync(new LocalFileStore(folder), ct)
                ? new(Health.Ok, Subject, $"{folder} can be written to and read from")
                : new(Health.Fail, Subject, $"A file written to {folder} cannot be read again: check the disk.", "files-not-usable");
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            // Whether it works is the question.
            return new(Health.Fail, Subject, $"{folder} cannot be used ({refused.Message.TrimEnd('.')}): give the user of this process the right to write there.", "files-not-usable");
        }
    }

    private static async Task<Finding> BucketAsync(S3Options bucket, CancellationToken ct)
    {
        try
        {
            using var store = new S3FileStore(bucket with { Patience = Patience, Retries = 0 }, TimeProvider.System);
            await store.LookAsync(ct);
            return await ProbeAsync(store, ct)
                ? new(Health.Ok, Subject, $"the bucket {bucket.Place} can be written to, read from and deleted from")
                : new(Health.Fail, Subject, $"A file written to the bucket {bucket.Place} cannot be read again: look at the service’s own log.", "files-not-usable");
        }
        catch (FileStoreException fault)
        {
            return new(Health.Fail, Subject, fault.Message, fault.Fault switch
            {
                FileStoreFault.Silent => "s3-silent",
                FileStoreFault.Bucket => "s3-bucket",
                FileStoreFault.Key => "s3-key",
                FileStoreFault.Refused => "s3-refused",
                FileStoreFault.Clock => "s3-clock",
                FileStoreFault.Region => "s3-region",
                _ => "files-not-usable",
            });
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException)
        {
            return new(Health.Fail, Subject, $"What goes to the bucket {bucket.Place} cannot be laid aside in {bucket.Unfinished} first ({refused.Message.TrimEnd('.')}): give the user of this process the right to write there.", "files-not-usable");
        }
    }

    // Bytes that nobody else writes: the file may go again.
    private static async Task<bool> ProbeAsync(IFileStore store, CancellationToken ct)
    {
        var bytes = System.Text.Encoding.UTF8.GetBytes("recto doctor " + Guid.NewGuid().ToString("N"));
        var kept = await store.WriteAsync(new MemoryStream(bytes), bytes.Length, ct);
        var isThere = false;
        await using (var back = await store.OpenAsync(kept.Hash, ct))
        {
            isThere = back is not null && FileHash.OfStream(back) == kept.Hash;
        }

        await store.DeleteAsync(kept.Hash, DateTimeOffset.MaxValue, ct);
        return isThere;
    }
}
