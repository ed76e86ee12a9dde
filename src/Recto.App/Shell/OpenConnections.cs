using System.Data.Common;
using System.Net.Sockets;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>Opens the first connections to the database before anybody is served.</summary>
internal sealed class OpenConnections(Database database) : IHostedService
{
    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.OpenSomeAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is DbException or SocketException)
        {
            // A database that is away for a moment must not keep the site from starting: then they are opened when they are wanted.
        }
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
