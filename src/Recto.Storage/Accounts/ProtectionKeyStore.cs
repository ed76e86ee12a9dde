using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Accounts;

/// <summary>Keys that protect cookies, shared by all processes of a site. The framework asks for them without awaiting, at the start and about once a day.</summary>
/// <param name="database">Where they are kept.</param>
public sealed class ProtectionKeyStore(Database database)
{
    /// <summary>The XML of every key.</summary>
    public IReadOnlyList<string> All()
    {
        using var connection = database.OpenForAny();
        return [.. connection.Query<string>("SELECT xml FROM protection_keys ORDER BY created_at, name")];
    }

    /// <summary>Adds a key; one of that name stays as it is.</summary>
    public void Add(string name, string xml, DateTimeOffset now)
    {
        using var connection = database.Source.OpenConnection();
        connection.Execute("INSERT INTO protection_keys (name, xml, created_at) VALUES (@name, @xml, @now) ON CONFLICT (name) DO NOTHING", new { name, xml, now });
    }
}
