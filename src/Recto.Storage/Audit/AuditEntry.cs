namespace Recto.Storage.Audit;

/// <summary>One line of the log of changes.</summary>
public sealed record AuditEntry
{
    /// <summary>The account that did it; null for the program itself and for the command line.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>Who did it, as shown.</summary>
    public required string Person { get; init; }

    /// <summary>What was done, as a verb of the desk: <c>journal.edited</c>, <c>article.published</c>.</summary>
    public required string Act { get; init; }

    /// <summary>What it was done to: <c>journal/{id}</c>, <c>article/{id}</c>, <c>person/{id}</c>.</summary>
    public required string Subject { get; init; }

    /// <summary>Its name at that time; null where it has none.</summary>
    public string? SubjectName { get; init; }

    /// <summary>The journal that it belongs to; null for matters of the site.</summary>
    public Guid? JournalId { get; init; }

    /// <summary>JSON: what it was and what it is, without passwords and links that open something; null where the act says enough.</summary>
    public string? Details { get; init; }
}

/// <summary>A line of the log that is kept.</summary>
/// <param name="Id">Its id.</param>
/// <param name="At">When.</param>
/// <param name="Entry">What.</param>
public sealed record AuditRow(Guid Id, DateTimeOffset At, AuditEntry Entry);
