namespace Recto.App.Shell;

/// <summary>The site's own address, for whatever is told to somebody who may keep it.</summary>
internal static class SiteAddress
{
    /// <summary>Scheme and host without a slash at the end: as the site was told (<c>RECTO_ADDRESS</c>), else as the request names them.</summary>
    public static string Origin(this HttpContext context) => context.RequestServices.GetRequiredService<SiteOptions>().AddressFor(context.Request);
}
