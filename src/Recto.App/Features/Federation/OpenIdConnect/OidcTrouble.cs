using Microsoft.AspNetCore.Authentication;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.OpenIdConnect;

/// <summary>What readers are told of a sign-in at a provider that did not work. Nobody is signed in then, and the log holds the kind of the trouble without anything that came along with it.</summary>
internal sealed partial class OidcTrouble(Say say, ILogger<OidcTrouble> log)
{
    /// <summary>Whether it is a trouble of the provider or of the way to it, and not a fault of ours.</summary>
    public static bool IsProviders(Exception failure) => failure is HttpRequestException or IOException or OperationCanceledException or InvalidOperationException or ArgumentException or OpenIdConnectProtocolException or SecurityTokenException or AuthenticationFailureException or System.Text.Json.JsonException;

    /// <summary>Tells it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="provider">The provider.</param>
    /// <param name="failure">What went wrong; null where that is not known.</param>
    /// <param name="to">Where the reader wanted to go; null where that is not known.</param>
    public Task WriteAsync(HttpContext context, IdentityProvider provider, Exception? failure, string? to)
    {
        Failed(log, provider.Key, string.Join(" < ", Chain(failure).Select(fault => fault.GetType().Name)));
        var isAway = Chain(failure).Any(fault => fault is HttpRequestException or IOException or OperationCanceledException or TimeoutException) && !Chain(failure).Any(fault => fault is SecurityTokenException or OpenIdConnectProtocolException);
        var isLate = failure is AuthenticationFailureException && failure.InnerException is null;
        return isLate
            ? SayAsync(context, provider, to, StatusCodes.Status400BadRequest, say["The sign-in was not finished"], say["It was begun in another browser, or more than {0} minutes ago, or its page was sent twice. Begin again.", 15])
            : isAway
            ? SayAsync(context, provider, to, StatusCodes.Status502BadGateway, say["{0} does not answer", provider.Name], say["This site asked {0} about your sign-in and got no answer in time. Try again in a few minutes. Nobody is signed in.", provider.Name])
            : SayAsync(context, provider, to, StatusCodes.Status502BadGateway, say["{0} gave an answer that does not hold", provider.Name], say["What {0} said about your sign-in could not be proved to come from it, to be meant for this site, and to be of now. Nobody is signed in. If it stays so, tell the people who run this site.", provider.Name]);
    }

    /// <summary>Tells that the reader has not let the provider speak.</summary>
    public Task DeniedAsync(HttpContext context, IdentityProvider provider, string? to) =>
        SayAsync(context, provider, to, StatusCodes.Status403Forbidden, say["You did not go on at {0}", provider.Name], say["{0} told this site nothing of you. You can begin again at any time.", provider.Name]);

    private Task SayAsync(HttpContext context, IdentityProvider provider, string? to, int status, string heading, string sentence) => ErrorPages.WriteAsync(context, new ErrorView(status, heading, sentence, null)
    {
        Link = (provider.Kind == ProviderKind.Institution ? "/login" : Shell.Desk.DeskDoor.SignIn) + (to is null ? "" : "?to=" + Uri.EscapeDataString(to)),
        LinkWords = say["Begin again, or choose another way"],
    });

    private static IEnumerable<Exception> Chain(Exception? failure)
    {
        for (var fault = failure; fault is not null; fault = fault.InnerException)
        {
            yield return fault;
        }
    }

    [LoggerMessage(EventId = 8, Level = LogLevel.Warning, Message = "A sign-in by the provider {Key} did not work: {Kind}")]
    private static partial void Failed(ILogger log, string key, string kind);
}
