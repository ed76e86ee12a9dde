namespace Recto.App.Shell;

/// <summary>The page that is not there, in the site's own dress and with its true status.</summary>
internal static class NotFound
{
    /// <summary>Answers with it.</summary>
    public static Task WriteAsync(HttpContext context) => ErrorPages.WriteAsync(context, StatusCodes.Status404NotFound);
}
