using Dapper;
using Recto.Storage.Lists;
using Recto.Storage.Sql;

namespace Recto.Storage.Audit;

/// <summary>
/// The log of changes: lines are added in the transaction of the change itself, and never changed. The names of persons stand beside the lines (<c>audit_names</c>), which themselves say the id of the account only:
/// so a person can be forgotten, and no line is touched.
/// </summary>
/// <param name="database">Where it is kept.</param>
public sealed class AuditStore(Database database)
{
    /// <summary>How a line names somebody whose name is not known any more; their id follows.</summary>
    public const string ErasedPrefix = "person/";

    /// <summary>Adds a line.</summary>
    /// <param name="tx">The transaction of the change.</param>
    /// <param name="entry">The line.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task AppendAsync(WriteTransaction tx, AuditEntry entry, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(entry);
        StoredText.Require(entry.Person, "The name of whoever made the change");
        StoredText.Require(entry.SubjectName, "The name of what was changed");
        StoredText.Require(entry.Details, "The details of the change");
        var (id, whom) = (Guid.CreateVersion7(now), PersonOf(entry.Subject));
        await tx.Connection.ExecuteAsync(new CommandDefinition("""
            INSERT INTO audit (id, at, person_id, person, act, subject, subject_name, journal_id, details)
            VALUES (@Id, @Now, @PersonId, @Person, @Act, @Subject, @SubjectName, @JournalId, @Details)
            """, new
        {
            Id = id,
            Now = now,
            entry.PersonId,
            Person = entry.PersonId is { } author ? ErasedPrefix + author.ToString("D") : entry.Person,
            entry.Act,
            entry.Subject,
            SubjectName = whom is null ? StoredText.Worded(entry.SubjectName) : null,
            entry.JournalId,
            entry.Details,
        }, tx.Transaction, cancellationToken: ct));
        await NameAsync(tx, id, "who", entry.PersonId, entry.Person, ct);
        await NameAsync(tx, id, "whom", whom, entry.SubjectName, ct);
    }

    /// <summary>Forgets the name of a person: what they did and what was done to them stays, of somebody whom only an id names.</summary>
    public Task ForgetAsync(WriteTransaction tx, Guid personId, CancellationToken ct)
    {
        database.RequireOwn(tx);
        return tx.Connection.ExecuteAsync(new CommandDefinition("DELETE FROM audit_names WHERE person_id = @personId", new { personId }, tx.Transaction, cancellationToken: ct));
    }

    private static Guid? PersonOf(string subject) => subject.StartsWith(ErasedPrefix, StringComparison.Ordinal) && Guid.TryParseExact(subject.AsSpan(ErasedPrefix.Length), "D", out var id) ? id : null;

    private static async Task NameAsync(WriteTransaction tx, Guid line, string part, Guid? person, string? name, CancellationToken ct)
    {
        if (person is not null && StoredText.Worded(name) is { } worded)
        {
            await tx.Connection.ExecuteAsync(new CommandDefinition("INSERT INTO audit_names (audit_id, part, person_id, name) VALUES (@line, @part, @person, @worded)", new { line, part, person, worded }, tx.Transaction, cancellationToken: ct));
        }
    }

    /// <summary>Lines of the log, latest first.</summary>
    /// <param name="filter">Which lines.</param>
    /// <param name="size">Most rows to give, 1 to 500.</param>
    /// <param name="after">Where the page before ended; null for the first.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<Page<AuditRow>> ListAsync(AuditFilter filter, int size, Cursor? after, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(filter);
        Paging.RequireSize(size);
        if (!StoredText.CanStand(filter.Subject ?? "") || after is { } cursor && !long.TryParse(cursor.Sort, System.Globalization.NumberStyles.AllowLeadingSign, System.Globalization.CultureInfo.InvariantCulture, out _))
        {
            return new Page<AuditRow>([], null);
        }

        await using var connection = await database.OpenAsync(ct);
        var values = new DynamicParameters(new { filter.Subject, filter.PersonId, limit = size + 1 });
        var conditions = new List<string>();
        if (filter.Subject is not null)
        {
            conditions.Add("l.subject = @Subject");
        }

        if (filter.PersonId is not null)
        {
            conditions.Add("l.person_id = @PersonId");
        }

        if (filter.Journals is { } journals)
        {
            conditions.Add(values.In("l.journal_id", "j", journals));
        }

        if (after is { } place)
        {
            conditions.Add("(l.at, l.id) < (@Sort, @AfterId)");
            values.Add("Sort", long.Parse(place.Sort, System.Globalization.CultureInfo.InvariantCulture));
            values.Add("AfterId", place.Id);
        }

        var rows = (await connection.QueryAsync<Kept>(new CommandDefinition($"""
            SELECT l.id, l.at, l.person_id, COALESCE(w.name, l.person) AS person, l.act, l.subject, COALESCE(m.name, l.subject_name) AS subject_name, l.journal_id, l.details
            FROM audit l LEFT JOIN audit_names w ON w.audit_id = l.id AND w.part = 'who' LEFT JOIN audit_names m ON m.audit_id = l.id AND m.part = 'whom' {(conditions.Count == 0 ? "" : "WHERE " + string.Join(" AND ", conditions))}
            ORDER BY l.at DESC, l.id DESC LIMIT @limit
            """, values, cancellationToken: ct))).AsList();
        return Paging.Cut(rows, size, row => new Cursor(row.At.ToString(System.Globalization.CultureInfo.InvariantCulture), row.Id), row => row.ToRow());
    }

    private sealed record Kept
    {
        public Guid Id { get; init; }
        public long At { get; init; }
        public Guid? PersonId { get; init; }
        public string Person { get; init; } = "";
        public string Act { get; init; } = "";
        public string Subject { get; init; } = "";
        public string? SubjectName { get; init; }
        public Guid? JournalId { get; init; }
        public string? Details { get; init; }

        public AuditRow ToRow() => new(Id, Instants.FromStored(At), new AuditEntry
        {
            PersonId = PersonId,
            Person = Person,
            Act = Act,
            Subject = Subject,
            SubjectName = SubjectName,
            JournalId = JournalId,
            Details = Details,
        });
    }
}

/// <summary>Which lines of the log are asked for.</summary>
/// <param name="Subject">What was changed; null for everything.</param>
/// <param name="PersonId">Who changed it; null for everybody.</param>
/// <param name="Journals">Only of these journals; null for the whole site.</param>
public sealed record AuditFilter(string? Subject = null, Guid? PersonId = null, IReadOnlySet<Guid>? Journals = null);
