using System.Diagnostics.CodeAnalysis;

namespace Recto.App.Shell;

/// <summary>Where deposits go, and by whose login: what the operator says. Never told anybody, and in no log.</summary>
internal sealed record CrossrefServers
{
    /// <summary>The register itself.</summary>
    public Uri Live { get; init; } = new("https://doi.crossref.org/");

    /// <summary>The register for trying.</summary>
    public Uri Test { get; init; } = new("https://test.crossref.org/");

    /// <summary>The operator's login; null where each journal has its own.</summary>
    public CrossrefLogin? Login { get; init; }

    /// <summary>Reads <c>RECTO_CROSSREF</c> (login:password), <c>RECTO_CROSSREF_SERVER</c> and <c>RECTO_CROSSREF_TEST_SERVER</c>.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <param name="servers">What they say.</param>
    /// <param name="wrong">What cannot be used, and how to write it; without the password.</param>
    public static bool TryRead(Func<string, string?> read, [NotNullWhen(true)] out CrossrefServers? servers, [NotNullWhen(false)] out string? wrong)
    {
        servers = null;
        var told = new CrossrefServers();
        if (read("RECTO_CROSSREF") is { } login && !string.IsNullOrWhiteSpace(login))
        {
            if (CrossrefLogin.Of(login) is not { } known)
            {
                wrong = "RECTO_CROSSREF is no login of Crossref; write it as name:password, a login with a role as name@example.org/role:password.";
                return false;
            }

            told = told with { Login = known };
        }

        foreach (var (name, isLive) in new[] { ("RECTO_CROSSREF_SERVER", true), ("RECTO_CROSSREF_TEST_SERVER", false) })
        {
            if (read(name)?.Trim() is not { Length: > 0 } said)
            {
                continue;
            }

            if (!ServerAddress.TryRead(said, out var uri))
            {
                wrong = $"{name} is no address that deposits can go to; write it as https://doi.crossref.org (http only on this machine).";
                return false;
            }

            told = isLive ? told with { Live = uri } : told with { Test = uri };
        }

        (servers, wrong) = (told, null);
        return true;
    }

    // A record would write out its password.
    /// <inheritdoc/>
    public override string ToString() => $"{Live} {Test}";
}

/// <summary>A login of Crossref.</summary>
internal sealed class CrossrefLogin
{
    private CrossrefLogin(string name, string password) => (Name, Password) = (name, password);

    /// <summary>Login id, perhaps with a role: <c>name@example.org/role</c>.</summary>
    public string Name { get; }

    /// <summary>The password.</summary>
    public string Password { get; }

    /// <summary>What stands before the first colon, and after it; null where there is nothing on one side.</summary>
    public static CrossrefLogin? Of(string text)
    {
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        return colon < 0 ? null : Of(text[..colon], text[(colon + 1)..]);
    }

    /// <summary>A login; null where one of the two is empty, or holds what cannot be sent.</summary>
    public static CrossrefLogin? Of(string name, string password) =>
        name.Trim().Length == 0 || password.Length == 0 || name.Concat(password).Any(char.IsControl) ? null : new CrossrefLogin(name.Trim(), password);

    /// <summary>The name alone: nobody is told the password.</summary>
    public override string ToString() => Name;
}
