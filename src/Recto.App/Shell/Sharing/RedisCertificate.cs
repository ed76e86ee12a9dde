using System.Diagnostics.CodeAnalysis;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Recto.App.Shell.Sharing;

/// <summary>Looks at the certificate by which a Redis says who it is: signed by an authority that this machine trusts, or by the one that <c>RECTO_REDIS_CA</c> names, and for the host that is asked.</summary>
/// <param name="authority">The authority; null for those that the machine trusts.</param>
internal sealed class RedisCertificate(X509Certificate2? authority)
{
    private volatile string? _wrong;

    /// <summary>Why the last one was refused, in words; null where it was not.</summary>
    public string? Wrong => _wrong;

    /// <summary>Reads the certificate of an authority.</summary>
    /// <param name="file">The file; null or empty for those that the machine trusts.</param>
    /// <param name="certificate">What asks for it.</param>
    /// <param name="wrong">Why the file cannot be used.</param>
    public static bool TryRead(string? file, [NotNullWhen(true)] out RedisCertificate? certificate, [NotNullWhen(false)] out string? wrong)
    {
        (certificate, wrong) = (null, null);
        try
        {
            certificate = new RedisCertificate(string.IsNullOrEmpty(file) ? null : X509CertificateLoader.LoadCertificateFromFile(file));
        }
        catch (Exception refused) when (refused is IOException or UnauthorizedAccessException or CryptographicException)
        {
            wrong = $"RECTO_REDIS_CA “{file}” cannot be read as a certificate ({refused.Message.TrimEnd('.')}): name the file of the authority that signed that of Redis, in PEM.";
        }

        return certificate is not null;
    }

    /// <summary>Whether a certificate is taken.</summary>
    public bool Validate(object sender, X509Certificate? certificate, X509Chain? chain, SslPolicyErrors errors)
    {
        _wrong = errors.HasFlag(SslPolicyErrors.RemoteCertificateNotAvailable) || certificate is null ? "it shows no certificate"
            : errors.HasFlag(SslPolicyErrors.RemoteCertificateNameMismatch) ? "its certificate is not for the host that RECTO_REDIS names"
            : !errors.HasFlag(SslPolicyErrors.RemoteCertificateChainErrors) || IsSigned(certificate) ? null
            : authority is null ? "its certificate is of an authority that this machine does not trust, or has run out: RECTO_REDIS_CA names another authority"
            : "its certificate is not signed by the authority of RECTO_REDIS_CA, or has run out";
        return _wrong is null;
    }

    private bool IsSigned(X509Certificate certificate)
    {
        if (authority is null)
        {
            return false;
        }

        using var chain = new X509Chain();
        chain.ChainPolicy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        chain.ChainPolicy.CustomTrustStore.Add(authority);
        chain.ChainPolicy.RevocationMode = X509RevocationMode.NoCheck; // An authority of the house tells of none.
        using var shown = new X509Certificate2(certificate);
        return chain.Build(shown);
    }
}
