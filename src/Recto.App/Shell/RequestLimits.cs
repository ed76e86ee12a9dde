namespace Recto.App.Shell;

/// <summary>How much a request may bring.</summary>
internal static class RequestLimits
{
    /// <summary>Bytes of a body. A form is far smaller; large files come in by the command line.</summary>
    public const int LargestBody = 1024 * 1024;

    /// <summary>Refuses a body that says of itself that it is larger, before anybody reads of it. One that does not say is cut off by the server.</summary>
    public static void UseRequestLimits(this IApplicationBuilder app) => app.Use((context, next) =>
        context.Request.ContentLength > LargestBody ? ErrorPages.WriteAsync(context, StatusCodes.Status413PayloadTooLarge) : next(context));
}
