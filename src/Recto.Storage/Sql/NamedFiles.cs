using System.Data.Common;
using Dapper;

namespace Recto.Storage.Sql;

/// <summary>The files that the database names: those of articles and of earlier versions, what was made of articles, covers of journals and issues.</summary>
internal static class NamedFiles
{
    /// <summary>Their names, which are the hashes of their bytes.</summary>
    public static async Task<HashSet<string>> ListAsync(DbConnection connection, DbTransaction? transaction, CancellationToken ct)
    {
        var files = (await AllAsync("SELECT hash FROM article_files UNION SELECT source_file FROM article_versions WHERE source_file IS NOT NULL UNION SELECT hash FROM made_files WHERE hash IS NOT NULL")).ToHashSet(StringComparer.Ordinal);
        files.UnionWith((await AllAsync("SELECT details FROM journals WHERE details IS NOT NULL")).Select(details => DetailsJson.ReadJournal(details).CoverFile).OfType<string>());
        files.UnionWith((await AllAsync("SELECT details FROM issues WHERE details IS NOT NULL")).Select(details => DetailsJson.ReadIssue(details).CoverFile).OfType<string>());
        return files;

        Task<IEnumerable<string>> AllAsync(string sql) => connection.QueryAsync<string>(new CommandDefinition(sql, transaction: transaction, cancellationToken: ct));
    }
}
