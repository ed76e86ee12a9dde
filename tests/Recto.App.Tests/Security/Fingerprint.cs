using System.Data.Common;
using Dapper;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Security;

/// <summary>Tells whether anything at all was written to a SQLite database: <c>data_version</c> changes with every commit of another connection.</summary>
internal sealed class Fingerprint : IAsyncDisposable
{
    private readonly DbConnection _watch;
    private long _version;

    private Fingerprint(DbConnection watch) => _watch = watch;

    public static async Task<Fingerprint> OfAsync(Database database)
    {
        var fingerprint = new Fingerprint(await database.Source.OpenConnectionAsync(TestContext.Current.CancellationToken));
        await fingerprint.HasChangedAsync();
        return fingerprint;
    }

    /// <summary>Whether something was written since the last call.</summary>
    public async Task<bool> HasChangedAsync()
    {
        var before = _version;
        _version = await _watch.ExecuteScalarAsync<long>("PRAGMA data_version");
        return _version != before;
    }

    public ValueTask DisposeAsync() => _watch.DisposeAsync();
}
