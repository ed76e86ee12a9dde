using Dapper;
using Recto.Storage.Sql;

namespace Recto.Storage.Articles;

public sealed partial class ArticleStore
{
    /// <summary>Gives an article another address; the old one leads there from now on (<see cref="FindCurrentSlugAsync"/>).</summary>
    /// <returns>False where no such article is, or another article has or had the address: nothing was changed then.</returns>
    public async Task<bool> MoveAsync(WriteTransaction tx, Guid id, string slug, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        Slugs.Require(slug);
        var values = new { id, slug, now };
        var old = await tx.Connection.QuerySingleOrDefaultAsync<string>(new CommandDefinition(
            "SELECT slug FROM articles WHERE id = @id", values, tx.Transaction, cancellationToken: ct));
        if (old is null || old == slug)
        {
            return old is not null;
        }

        await tx.Database.Dialect.LockAsync(tx, ["slug " + slug], ct);
        var taken = await tx.Connection.ExecuteScalarAsync<long>(new CommandDefinition("""
            SELECT (SELECT COUNT(*) FROM articles WHERE slug = @slug) + (SELECT COUNT(*) FROM old_slugs WHERE slug = @slug AND article_id <> @id)
            """, values, tx.Transaction, cancellationToken: ct));
        if (taken > 0)
        {
            return false;
        }

        await tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM old_slugs WHERE slug = @slug", values, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition(
            $"UPDATE articles SET slug = @slug, version = version + 1, {RecordStamps.Changed} WHERE id = @id", values, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition(
            "INSERT INTO old_slugs (slug, article_id, since) VALUES (@old, @id, @now)", new { old, id, now }, tx.Transaction, cancellationToken: ct));
        await TouchRelatedAsync(tx, id, now, ct);
        return true;
    }
}
