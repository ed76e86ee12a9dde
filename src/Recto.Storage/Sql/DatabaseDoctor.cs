namespace Recto.Storage.Sql;

/// <summary>Looks at a database without changing it.</summary>
/// <param name="database">The database.</param>
public sealed class DatabaseDoctor(Database database)
{
    /// <summary>How it is. Does not throw for a database that is missing, damaged or out of reach: that is the answer.</summary>
    public Task<DatabaseHealth> ExamineAsync(CancellationToken ct) => throw new NotImplementedException(database.ToString());
}
