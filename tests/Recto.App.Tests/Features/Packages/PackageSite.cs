using System.Data.Common;
using System.Text;
using Npgsql;
using Recto.App.Tests.CommandLine;
using Recto.App.Tests.Web;
using Recto.Storage.Sql;

namespace Recto.App.Tests.Features.Packages;

/// <summary>A site on one of the databases: one with the demo journal, or an empty one.</summary>
internal sealed class PackageSite : IAsyncDisposable
{
    // What tells one site from another, and the hour; and what says by which options a file came.
    private static readonly HashSet<string> Own = new(StringComparer.Ordinal)
    {
        "id", "article_id", "journal_id", "issue_id", "source_id", "archival_unit_id", "person_id", "created_at", "updated_at", "record_at", "full_text_at", "published_at", "at", "version", "edit_version", "source_hash", "made_by", "issue_order", "desk_key", "is_placed", "cited_at", "cited_count", "cited_crossref", "cited_open", "cited_notes",
    };

    private readonly Run _run;
    private readonly PreparedData _data;

    private PackageSite(Run run, PreparedData data) => (_run, _data) = (run, data);

    public DatabaseOptions Options => _data.Options;

    public Run Run => _run;

    private static CancellationToken Ct => TestContext.Current.CancellationToken;

    /// <summary>An empty site.</summary>
    /// <param name="kind"><c>sqlite</c> or <c>postgresql</c>; the latter skips the test where there is no server.</param>
    /// <param name="demo">Whether it has the demo journal.</param>
    public static async Task<PackageSite> StartAsync(string kind, bool demo)
    {
        var run = new Run();
        return new PackageSite(run, await PreparedData.MakeAsync(kind, run.Data, demo));
    }

    /// <summary>Runs a command on the site.</summary>
    public Task<int> RectoAsync(params string[] args) => _run.RectoAsync([.. args, "--data", _run.Data, .. Options.PostgreSql is { } connection ? (string[])["--database", connection] : []]);

    /// <summary>Every row of these tables that belongs to the issue or its articles, without what tells one site from another.</summary>
    public async Task<IReadOnlyList<string>> RowsAsync(string journal, string issue)
    {
        await using DbConnection connection = Options.PostgreSql is { } server ? new NpgsqlConnection(server) : new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={Options.SqliteFile}");
        await connection.OpenAsync(Ct);
        const string Articles = "(SELECT a.id FROM articles a JOIN issues i ON i.id = a.issue_id JOIN journals j ON j.id = i.journal_id WHERE j.key = @journal AND i.key = @issue)";
        (string Table, string Sql)[] queries =
        [
            ("journals", "SELECT * FROM journals WHERE key = @journal AND @issue <> ''"),
            ("issues", "SELECT i.* FROM issues i JOIN journals j ON j.id = i.journal_id WHERE j.key = @journal AND i.key = @issue"),
            ("journal_sections", "SELECT s.* FROM journal_sections s JOIN journals j ON j.id = s.journal_id WHERE j.key = @journal AND @issue <> '' ORDER BY s.position"),
            ("articles", $"SELECT * FROM articles WHERE id IN {Articles} ORDER BY issue_order, slug"),
            ("notes", $"SELECT a.slug, n.* FROM notes n JOIN articles a ON a.id = n.article_id WHERE n.article_id IN {Articles}"),
            ("article_files", $"SELECT a.slug, f.* FROM article_files f JOIN articles a ON a.id = f.article_id WHERE f.article_id IN {Articles}"),
            ("reading_corrections", $"SELECT a.slug, c.* FROM reading_corrections c JOIN articles a ON a.id = c.article_id WHERE c.article_id IN {Articles}"),
        ];
        var all = new List<string>();
        foreach (var (table, sql) in queries)
        {
            await using var command = connection.CreateCommand();
            command.CommandText = sql;
            Add(command, "journal", journal);
            Add(command, "issue", issue);
            var rows = new List<string>();
            await using var reader = await command.ExecuteReaderAsync(Ct);
            while (await reader.ReadAsync(Ct))
            {
                var row = new StringBuilder(table);
                foreach (var i in Enumerable.Range(0, reader.FieldCount).Where(i => !Own.Contains(reader.GetName(i))).OrderBy(i => reader.GetName(i), StringComparer.Ordinal))
                {
                    row.Append(" | ").Append(reader.GetName(i)).Append('=').Append(await reader.IsDBNullAsync(i, Ct) ? "∅" : reader.GetValue(i) is byte[] bytes ? Encoding.UTF8.GetString(bytes) : Convert.ToString(reader.GetValue(i), System.Globalization.CultureInfo.InvariantCulture));
                }

                rows.Add(row.ToString());
            }

            all.AddRange(table is "articles" or "journal_sections" ? rows : rows.Order(StringComparer.Ordinal));
        }

        return all;

        static void Add(DbCommand command, string name, string value)
        {
            var parameter = command.CreateParameter();
            (parameter.ParameterName, parameter.Value) = ("@" + name, value);
            command.Parameters.Add(parameter);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _data.DisposeAsync();
        _run.Dispose();
    }
}
