namespace Recto.Storage.Sql;

/// <summary>The connection string of a database cannot be read. The message says how to go on, and does not repeat the string, for it may hold a password.</summary>
public sealed class ConnectionStringException : ArgumentException
{
    internal ConnectionStringException(Exception cause)
        : base($"The connection string of the database cannot be read ({cause.Message.ReplaceLineEndings(" ").TrimEnd('.')}): mend --database or RECTO_DATABASE, as Host=db.example.org;Database=recto;Username=recto;Password=….", cause)
    {
    }
}
