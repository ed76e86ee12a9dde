namespace Recto.Journals.Access;

/// <summary>A university, a library, a society, or a consortium through which such hold rights: as it is kept.</summary>
public sealed record Institution
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its part of addresses, a to z, digits and hyphens, at most 80.</summary>
    public required string Key { get; init; }

    /// <summary>Its name as readers see it.</summary>
    public required string Name { get; init; }

    /// <summary>Whether it is a consortium: it gives its rights to members, and has seldom readers of its own.</summary>
    public bool IsConsortium { get; init; }

    /// <summary>ISO 3166-1, two capital letters; null where it is not known.</summary>
    public string? Country { get; init; }

    /// <summary>ROR id, <c>https://ror.org/…</c>; null where it is not known.</summary>
    public string? Ror { get; init; }

    /// <summary>Through which others it holds rights, itself left out; in the order of ids.</summary>
    public IReadOnlyList<Guid> Parents { get; init; } = [];

    /// <summary>What is shown at the desk only.</summary>
    public InstitutionDetails Details { get; init; } = InstitutionDetails.None;

    /// <summary>Counts changes by hand, from 1; 0 where it is not kept yet.</summary>
    public int EditVersion { get; init; }

    /// <summary>When it was closed: its ranges and sign-ins let nobody in; null where it is open.</summary>
    public DateTimeOffset? ClosedAt { get; init; }
}

/// <summary>What the desk keeps of an institution and no rule asks.</summary>
public sealed record InstitutionDetails
{
    /// <summary>Nothing.</summary>
    public static InstitutionDetails None { get; } = new();

    /// <summary>VAT id as it gave it; null where it gave none.</summary>
    public string? VatId { get; init; }

    /// <summary>Postal address, lines; null where it is not known.</summary>
    public string? Address { get; init; }

    /// <summary>Whom to write to: names and addresses, lines; null where nobody is known.</summary>
    public string? Contact { get; init; }

    /// <summary>Notes of the desk; null where there are none.</summary>
    public string? Notes { get; init; }
}
