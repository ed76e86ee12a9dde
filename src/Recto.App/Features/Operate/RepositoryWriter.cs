using System.Globalization;
using System.Security.Cryptography;
using Recto.App.Shell;
using Recto.Storage.Backups;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary>What became of a backup into a repository.</summary>
/// <param name="Backup">As every backup's.</param>
/// <param name="New">Bytes that were not kept there yet, as they were written.</param>
/// <param name="Entry">The backup.</param>
internal sealed record RepositoryTally(BackupTally Backup, long New, RepositoryEntry Entry);

/// <summary>
/// Backs a site up into a repository while it runs: the database as it is at one instant, its tables in pieces of some hundred rows, then the files. Where a piece ends is told by the row itself,
/// so a row that comes or goes changes the piece that it is in and no other.
/// </summary>
/// <param name="data">The site.</param>
/// <param name="clock">Tells when.</param>
/// <param name="repository">Where to; locked.</param>
internal sealed class RepositoryWriter(DatabaseOptions data, TimeProvider clock, BackupRepository repository)
{
    private const int UsualPiece = 256 * 1024;
    private const int SmallestPiece = 16 * 1024;
    private const int LargestPiece = 8 * 1024 * 1024;

    /// <summary>Makes it.</summary>
    /// <param name="place">The repository, for people.</param>
    /// <param name="tell">Is told what is being done, in a few words.</param>
    /// <param name="ct">Cancels; what has been kept until then serves the next.</param>
    public async Task<RepositoryTally> MakeAsync(string place, Action<string> tell, CancellationToken ct)
    {
        await using var database = Database.At(data);
        await using var snapshot = await DatabaseSnapshot.TakeAsync(database, ct);
        var head = new BackupHead { Format = BackupHead.Newest, Made = clock.GetUtcNow(), Recto = Backup.Version, Engine = database.Dialect.Name, Steps = snapshot.Steps, Tables = snapshot.Tables };
        var (tables, written) = (new List<RepositoryTable>(), 0L);
        foreach (var table in snapshot.Tables)
        {
            tell($"table {table.Name}");
            var (kept, bytes) = await AddTableAsync(snapshot, table, ct);
            tables.Add(kept);
            written += bytes;
        }

        var named = await snapshot.ListFilesAsync(ct);
        await snapshot.DisposeAsync(); // The files need no transaction, and nobody's log should grow for them.
        var (files, all, damaged) = (new List<string>(), 0L, new List<string>());
        var store = FilePlace.Open(data);

        // All files of the store, also those that no row names (yet): what else may name a file need not be known here.
        await foreach (var hash in store.ListAsync(ct))
        {
            if (await store.OpenAsync(hash, ct) is not { } content)
            {
                continue; // Swept away meanwhile: nothing names it.
            }

            await using (content)
            {
                if (repository.AddFile(hash.Value, content) is not { } bytes)
                {
                    damaged.Add(hash.Value);
                    continue;
                }

                files.Add(hash.Value);
                (all, written) = (all + content.Length, written + bytes);
            }

            tell(string.Create(CultureInfo.InvariantCulture, $"{files.Count} files"));
        }

        var keys = SiteFiles.Keys(data).Select(key => new RepositoryKey(key.Name, repository.AddPiece(File.ReadAllBytes(key.Path)).Hash)).ToList();
        var entry = repository.Add(new RepositoryBackup { Head = head, Tables = tables, Files = files, Keys = keys });
        LastBackup.Remember(data.DataFolder, head.Made, place);
        return new RepositoryTally(new BackupTally(tables.Sum(table => table.Rows), files.Count, all, named.Except(files).Except(damaged).Count(), damaged.Count), written, entry);
    }

    private async Task<(RepositoryTable Table, long Bytes)> AddTableAsync(DatabaseSnapshot snapshot, TableShape table, CancellationToken ct)
    {
        await using var rows = await snapshot.ReadAsync(table, ct);
        using var piece = new MemoryStream();
        using var whole = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var (count, written, pieces) = (0L, 0L, new List<string>());
        while (await rows.ReadAsync(ct))
        {
            piece.Write(rows.Line.Span);
            piece.WriteByte((byte)'\n');
            count++;
            if (piece.Length >= LargestPiece || piece.Length >= SmallestPiece && Ends(rows.Key, rows.Line.Length))
            {
                Close();
            }
        }

        if (piece.Length > 0)
        {
            Close();
        }

        return (new RepositoryTable(table.Name, count, Convert.ToHexStringLower(whole.GetHashAndReset()), pieces), written);

        void Close()
        {
            var bytes = piece.GetBuffer().AsMemory(0, (int)piece.Length);
            whole.AppendData(bytes.Span);
            var (name, length) = repository.AddPiece(bytes);
            pieces.Add(name);
            written += length;
            piece.SetLength(0);
        }
    }

    // A row ends a piece the more likely the longer it is, so that pieces are of like size whatever a table holds; whether it does is told by its key alone. FNV-1a, with the last mixing of MurmurHash.
    private static bool Ends(IReadOnlyList<object> key, int length)
    {
        var hash = 14695981039346656037UL;
        foreach (var value in key)
        {
            if (value is long number)
            {
                hash = (hash ^ (ulong)number) * 1099511628211UL;
            }
            else
            {
                foreach (var one in (byte[])value)
                {
                    hash = (hash ^ one) * 1099511628211UL;
                }
            }
        }

        hash = (hash ^ (hash >> 33)) * 0xff51afd7ed558ccdUL;
        hash = (hash ^ (hash >> 33)) * 0xc4ceb9fe1a85ec53UL;
        hash ^= hash >> 33;
        return hash / (double)ulong.MaxValue < length / (double)UsualPiece;
    }
}
