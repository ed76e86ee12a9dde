using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Recto.App.Shell;
using Recto.Storage.Files;
using Recto.Storage.Issues;
using Recto.Storage.Sql;
using Recto.Storage.Status;

namespace Recto.App.Features.Doctor;

/// <summary>Looks at what the database keeps beside what is on the disk: files, keys, journals, what others have refused.</summary>
internal static class KeptDoctor
{
    private const int MostFiles = 2000;
    private const uint Magic = 0x09F0C9F0; // Of what ASP.NET Core's Data Protection has encrypted; the id of the key follows.

    /// <summary>All of it; nothing where the database does not answer.</summary>
    public static async Task<IReadOnlyList<Finding>> LookAsync(Patient patient, CancellationToken ct)
    {
        if (!patient.HasDatabase)
        {
            return [];
        }

        try
        {
            await using var database = Database.At(patient.Data);
            var store = new StatusStore(database);
            return [.. Secrets(await store.ListSecretsAsync(ct)), .. Stopped(await store.ListStoppedDepositsAsync(ct)), .. Demo(await new JournalStore(database).ListAsync(ct)), .. await FilesAsync(patient, store, ct)];
        }
        catch (Exception unknown) when (unknown is System.Data.Common.DbException or ArgumentException)
        {
            return []; // Another line says so.
        }
    }

    /// <summary>Secrets that no key opens any more.</summary>
    public static IEnumerable<Finding> Secrets(KeptSecrets kept)
    {
        foreach (var (journal, _) in kept.Secrets.Where(one => KeyOf(one.Secret) is not { } key || !kept.Keys.Contains(key)))
        {
            yield return new(Health.Fail, "keys", $"The login at Crossref of {journal} is encrypted with a key that the database has not got any more, and nothing is deposited: write the login anew at the journal’s desk. Keys come back with a backup.", "keys-missing");
        }
    }

    /// <summary>Journals that Crossref does not let deposit.</summary>
    public static IEnumerable<Finding> Stopped(IReadOnlyList<(string Journal, string Problem)> stopped) => stopped.Select(one =>
        new Finding(Health.Warn, "deposits", $"{one.Journal} deposits nothing at present: {one.Problem.TrimEnd('.')}. Look at its login and prefix at the desk (docs/operate/crossref.md).", "deposits-stopped"));

    /// <summary>The invented journal beside real ones.</summary>
    public static IEnumerable<Finding> Demo(IReadOnlyList<JournalListRow> journals)
    {
        if (journals.Any(journal => journal.Key == Doctor.DemoKey) && journals.Any(journal => journal.Key != Doctor.DemoKey))
        {
            yield return new(Health.Warn, "demo journal", "The invented journal (lower-margin) still stands beside real ones, in lists, feeds and what harvesters take: withdraw its articles and delete it at the desk.", "demo-beside-real");
        }
    }

    private static async Task<IReadOnlyList<Finding>> FilesAsync(Patient patient, StatusStore store, CancellationToken ct)
    {
        if (!FilePlace.TryRead(patient.Read, patient.Data, out var bucket, out _))
        {
            return []; // Another line says so.
        }

        var (files, missing) = (FilePlace.Open(patient.Data, bucket), 0);
        using var closes = files as IDisposable;
        string? first = null;
        try
        {
            foreach (var named in await store.ListNamedFilesAsync(MostFiles, ct))
            {
                await using var file = FileHash.TryParse(named, out var hash) ? await files.OpenAsync(hash, ct) : null;
                missing += file is null ? 1 : 0;
                first ??= file is null ? named : null;
            }
        }
        catch (FileStoreException)
        {
            return []; // Another line says so.
        }

        return missing == 0 ? [] : [new(Health.Fail, "file store", string.Create(CultureInfo.InvariantCulture, $"{missing} {(missing == 1 ? "file that an article names is" : "files that articles name are")} not in the file store ({first![..12]}…): restore them from a backup; what Recto has made “recto files make” makes again."), "files-missing")];
    }

    private static Guid? KeyOf(string secret)
    {
        Span<byte> bytes = stackalloc byte[20];
        var letters = Encoding.ASCII.GetBytes(secret.Length > 28 ? secret[..28] : secret); // 28 letters are 21 bytes.
        var decoded = new byte[letters.Length];
        if (letters.Length < 28 || Base64Url.DecodeFromUtf8(letters, decoded, out _, out var written, isFinalBlock: false) is not (System.Buffers.OperationStatus.Done or System.Buffers.OperationStatus.NeedMoreData) || written < bytes.Length)
        {
            return null;
        }

        decoded.AsSpan(0, bytes.Length).CopyTo(bytes);
        return BinaryPrimitives.ReadUInt32BigEndian(bytes) == Magic ? new Guid(bytes[4..]) : null;
    }
}
