namespace Recto.Storage.Accounts;

/// <summary>By what somebody has shown who they are.</summary>
public enum SignInWay
{
    /// <summary>A link that came by mail.</summary>
    Link = 1,

    /// <summary>A passkey.</summary>
    Passkey,

    /// <summary>A password.</summary>
    Password,

    /// <summary>The word of another site, as ORCID.</summary>
    Provider,
}

/// <summary>A sign-in that has not ended.</summary>
/// <param name="Id">Its id, which its cookie carries.</param>
/// <param name="AccountId">Whose.</param>
/// <param name="Way">By what it began.</param>
/// <param name="Browser">Name of the browser; null where it is not known.</param>
/// <param name="System">What the browser runs on; null where it is not known.</param>
/// <param name="CreatedAt">When it began.</param>
/// <param name="SeenAt">Last request, to the hour.</param>
public sealed record AccountSession(Guid Id, Guid AccountId, SignInWay Way, string? Browser, string? System, DateTimeOffset CreatedAt, DateTimeOffset SeenAt);
