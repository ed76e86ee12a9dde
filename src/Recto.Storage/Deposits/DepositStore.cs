using System.Text.Json;
using System.Text.Json.Serialization;
using Dapper;
using Recto.Journals.Exchange.Crossref;
using Recto.Storage.Sql;

namespace Recto.Storage.Deposits;

/// <summary>Deposits at Crossref: what journals say of them, which DOIs are to be sent, what was sent, and what came back.</summary>
/// <param name="database">Where they are kept.</param>
public sealed partial class DepositStore(Database database)
{
    /// <summary>What a journal says of its deposits; settings that are off where nothing was ever said.</summary>
    public async Task<DepositSettingsRow> FindSettingsAsync(Guid journalId, CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        var row = await connection.QuerySingleOrDefaultAsync<Kept>(new CommandDefinition(
            "SELECT settings, credentials, edit_version, problem, not_before FROM deposit_settings WHERE journal_id = @journalId", new { journalId }, cancellationToken: ct));
        return row is null ? new DepositSettingsRow(DepositSettings.None, null, 0, null, null)
            : new DepositSettingsRow(JsonSerializer.Deserialize(row.Settings, DepositJsonContext.Default.DepositSettings)!, row.Credentials, row.EditVersion, row.Problem, Instants.FromStored(row.NotBefore));
    }

    /// <summary>Writes what a journal says, where nobody has written since it was shown. What kept everything from being sent is forgotten: it may be mended by this.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="journalId">The journal.</param>
    /// <param name="settings">All that is said now.</param>
    /// <param name="credentials">Login and password, encrypted; null for the operator's.</param>
    /// <param name="shownVersion">The version that the editor was shown; 0 where there was none.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>False where somebody else was faster: nothing was changed then.</returns>
    public async Task<bool> SaveSettingsAsync(WriteTransaction tx, Guid journalId, DepositSettings settings, string? credentials, int shownVersion, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(settings);
        var json = JsonSerializer.Serialize(settings, DepositJsonContext.Default.DepositSettings);
        StoredText.Require(json, "The settings");
        return await tx.Connection.ExecuteAsync(new CommandDefinition(shownVersion == 0
            ? """
              INSERT INTO deposit_settings (journal_id, is_on, settings, credentials, edit_version, updated_at) VALUES (@journalId, @on, @json, @credentials, 1, @now)
              ON CONFLICT (journal_id) DO NOTHING
              """
            : """
              UPDATE deposit_settings SET is_on = @on, settings = @json, credentials = @credentials, edit_version = edit_version + 1, updated_at = @now, problem = NULL, attempts = 0, not_before = NULL
              WHERE journal_id = @journalId AND edit_version = @shownVersion
              """, new { journalId, on = settings.IsOn ? 1 : 0, json, credentials, shownVersion, now }, tx.Transaction, cancellationToken: ct)) == 1;
    }

    /// <summary>Journals that deposit.</summary>
    public async Task<IReadOnlyList<Guid>> ListJournalsAsync(CancellationToken ct)
    {
        await using var connection = await database.OpenAsync(ct);
        return (await connection.QueryAsync<Guid>(new CommandDefinition("SELECT journal_id FROM deposit_settings WHERE is_on = 1 ORDER BY journal_id", cancellationToken: ct))).AsList();
    }

    /// <summary>Takes a journal to send for it. Of two who try at once, one is given it.</summary>
    /// <returns>Null where another has it, or it is switched off.</returns>
    public async Task<DepositClaim?> ClaimAsync(Guid journalId, DateTimeOffset now, TimeSpan lease, CancellationToken ct)
    {
        var token = Guid.NewGuid().ToString("N");
        await using var tx = await database.BeginAsync(ct);
        var taken = await tx.Connection.ExecuteAsync(new CommandDefinition("""
            UPDATE deposit_settings SET lease = @token, leased_until = @until WHERE journal_id = @journalId AND is_on = 1 AND (leased_until IS NULL OR leased_until <= @now)
            """, new { journalId, token, now, until = now + lease }, tx.Transaction, cancellationToken: ct)) == 1;
        await tx.CommitAsync(ct);
        return taken ? new DepositClaim(journalId, token) : null;
    }

    /// <summary>Holds on to a journal for another while.</summary>
    /// <returns>False where it is another's by now, or is switched off.</returns>
    public async Task<bool> RenewAsync(DepositClaim claim, DateTimeOffset now, TimeSpan lease, CancellationToken ct)
    {
        await using var tx = await database.BeginAsync(ct);
        var held = await HoldsAsync(tx, claim, now + lease, ct);
        await tx.CommitAsync(ct);
        return held;
    }

    /// <summary>Gives a journal back.</summary>
    public async Task ReleaseAsync(DepositClaim claim, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(claim);
        await using var tx = await database.BeginAsync(ct);
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE deposit_settings SET lease = NULL, leased_until = NULL WHERE journal_id = @JournalId AND lease = @Lease",
            new { claim.JournalId, claim.Lease }, tx.Transaction, cancellationToken: ct));
        await tx.CommitAsync(ct);
    }

    /// <summary>Says that nothing can be sent for a journal for a while.</summary>
    /// <param name="tx">The transaction.</param>
    /// <param name="claim">By what it is held.</param>
    /// <param name="problem">Why; null where all is well again.</param>
    /// <param name="wait">How long is waited after the n-th time in a row.</param>
    /// <param name="now">When.</param>
    /// <param name="ct">Cancels.</param>
    public async Task PauseAsync(WriteTransaction tx, DepositClaim claim, string? problem, Func<int, TimeSpan> wait, DateTimeOffset now, CancellationToken ct)
    {
        database.RequireOwn(tx);
        ArgumentNullException.ThrowIfNull(claim);
        ArgumentNullException.ThrowIfNull(wait);
        var attempts = problem is null ? 0 : 1 + await tx.Connection.ExecuteScalarAsync<int>(new CommandDefinition("SELECT attempts FROM deposit_settings WHERE journal_id = @JournalId", new { claim.JournalId }, tx.Transaction, cancellationToken: ct));
        await tx.Connection.ExecuteAsync(new CommandDefinition("UPDATE deposit_settings SET problem = @problem, attempts = @attempts, not_before = @after WHERE journal_id = @JournalId AND lease = @Lease",
            new { claim.JournalId, claim.Lease, problem = Keepable(problem), attempts, after = problem is null ? (DateTimeOffset?)null : now + wait(attempts) }, tx.Transaction, cancellationToken: ct));
    }

    private static async Task<bool> HoldsAsync(WriteTransaction tx, DepositClaim claim, DateTimeOffset until, CancellationToken ct) => await tx.Connection.ExecuteAsync(new CommandDefinition(
        "UPDATE deposit_settings SET leased_until = @until WHERE journal_id = @JournalId AND lease = @Lease AND is_on = 1", new { claim.JournalId, claim.Lease, until }, tx.Transaction, cancellationToken: ct)) == 1;

    // Words of a server may hold anything.
    private static string? Keepable(string? text) => StoredText.Keepable(text, 2000);

    private sealed record Kept
    {
        public string Settings { get; init; } = "";
        public string? Credentials { get; init; }
        public int EditVersion { get; init; }
        public string? Problem { get; init; }
        public long? NotBefore { get; init; }
    }
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull, UseStringEnumConverter = true)]
[JsonSerializable(typeof(DepositSettings))]
internal sealed partial class DepositJsonContext : JsonSerializerContext;
