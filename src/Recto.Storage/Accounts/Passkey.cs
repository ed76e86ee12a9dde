namespace Recto.Storage.Accounts;

/// <summary>The public half of a passkey (Web Authentication, level 3: credential record).</summary>
public sealed record Passkey
{
    /// <summary>Id that the authenticator gave it.</summary>
    public required byte[] CredentialId { get; init; }

    /// <summary>Name that its owner gave it; null where none.</summary>
    public string? Name { get; init; }

    /// <summary>COSE public key.</summary>
    public required byte[] PublicKey { get; init; }

    /// <summary>When it was added.</summary>
    public required DateTimeOffset CreatedAt { get; init; }

    /// <summary>Count of uses that the authenticator tells; 0 where it does not count.</summary>
    public required long SignCount { get; init; }

    /// <summary>How the authenticator is reached (usb, internal, hybrid, …); empty where it did not say.</summary>
    public IReadOnlyList<string> Transports { get; init; } = [];

    /// <summary>Whether it looked who is there when it was made.</summary>
    public required bool IsUserVerified { get; init; }

    /// <summary>Whether it may be copied to other devices of its owner.</summary>
    public required bool IsBackupEligible { get; init; }

    /// <summary>Whether it has been.</summary>
    public required bool IsBackedUp { get; init; }

    /// <summary>What it said of itself when it was made.</summary>
    public required byte[] AttestationObject { get; init; }

    /// <summary>What the browser said then.</summary>
    public required byte[] ClientDataJson { get; init; }
}
