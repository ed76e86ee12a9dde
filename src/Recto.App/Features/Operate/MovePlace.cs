using System.Diagnostics.CodeAnalysis;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary>Where a site is moved to: <c>sqlite:FOLDER</c>, or the connection string of a PostgreSQL.</summary>
internal static class MovePlace
{
    private const string Embedded = "sqlite:";

    /// <summary>Reads it.</summary>
    /// <param name="to">As given.</param>
    /// <param name="folder">Another data folder for a site that goes to PostgreSQL; null where it stays.</param>
    /// <param name="source">The site.</param>
    /// <param name="target">The site to be.</param>
    /// <param name="wrong">Why it cannot be read.</param>
    public static bool TryRead(string to, string? folder, DatabaseOptions source, [NotNullWhen(true)] out DatabaseOptions? target, [NotNullWhen(false)] out string? wrong)
    {
        (target, wrong) = (null, null);
        if (to.StartsWith(Embedded, StringComparison.OrdinalIgnoreCase))
        {
            if (to[Embedded.Length..].Trim() is not { Length: > 0 } named)
            {
                wrong = "“sqlite:” wants the data folder of the new site behind it: sqlite:/srv/recto.";
            }
            else if (folder is not null && Path.GetFullPath(folder) != Path.GetFullPath(named))
            {
                wrong = "With sqlite:FOLDER the database lies in the data folder: leave --to-data out.";
            }
            else
            {
                target = new DatabaseOptions { DataFolder = Path.TrimEndingDirectorySeparator(Path.GetFullPath(named)) };
            }

            return wrong is null;
        }

        try
        {
            var parts = new Npgsql.NpgsqlConnectionStringBuilder(to);
            if (parts.Host is not { Length: > 0 })
            {
                wrong = "--to wants the connection string of a PostgreSQL ('Host=db.example.org;Database=recto;Username=recto;Password=…'), or sqlite:FOLDER.";
                return false;
            }
        }
        catch (Exception unreadable) when (unreadable is ArgumentException or FormatException)
        {
            wrong = $"--to is no connection string of a PostgreSQL ({unreadable.Message.ReplaceLineEndings(" ").TrimEnd('.')}), and no sqlite:FOLDER.";
            return false;
        }

        target = new DatabaseOptions { DataFolder = folder is null ? source.DataFolder : Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)), PostgreSql = to };
        return true;
    }
}
