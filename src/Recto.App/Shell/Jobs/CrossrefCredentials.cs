using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Recto.Storage.Deposits;

namespace Recto.App.Shell.Jobs;

/// <summary>By whose login Crossref is spoken to for a journal: its own, which the database keeps encrypted with the site's keys, or the operator's.</summary>
/// <param name="protection">The site's keys.</param>
/// <param name="options">What the operator says.</param>
internal sealed class CrossrefCredentials(IDataProtectionProvider protection, SiteOptions options)
{
    private readonly IDataProtector _protector = protection.CreateProtector("Recto.Deposits.Credentials.1");

    /// <summary>Whether the operator has set a login for all journals.</summary>
    public bool HasOperators => options.Crossref.Login is not null;

    /// <summary>A login as the database keeps it.</summary>
    public string Protect(CrossrefLogin login) => _protector.Protect(login.Name + "\n" + login.Password);

    /// <summary>The login; null where there is none, or what is kept can no longer be read (the keys are gone).</summary>
    public CrossrefLogin? Find(DepositSettingsRow row)
    {
        if (row.Credentials is not { } kept)
        {
            return options.Crossref.Login;
        }

        try
        {
            return _protector.Unprotect(kept).Split('\n', 2) is [var name, var password] ? CrossrefLogin.Of(name, password) : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
