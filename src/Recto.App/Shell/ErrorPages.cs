using System.Globalization;
using Microsoft.AspNetCore.Diagnostics;
using Recto.App.Shell.Language;
using Recto.App.Shell.Telemetry;
using Recto.Storage.Sql;

namespace Recto.App.Shell;

/// <summary>What the error page shows.</summary>
/// <param name="Status">HTTP status.</param>
/// <param name="Heading">What happened, in a few words.</param>
/// <param name="Sentence">What it means and what to do.</param>
/// <param name="Id">The id under which the log has it; null where nothing was logged.</param>
public sealed record ErrorView(int Status, string Heading, string Sentence, string? Id)
{
    /// <summary>Head and foot.</summary>
    public Masthead Masthead => new() { Title = Heading };

    /// <summary>Where it goes on; null where the page says nothing better than the front page.</summary>
    public string? Link { get; init; }

    /// <summary>Words of that link.</summary>
    public string? LinkWords { get; init; }
}

/// <summary>Pages for everything that is no page: each with its status, none with a trace.</summary>
internal static class ErrorPages
{
    // Seconds: a replica is promoted in some.
    private const string Soon = "15";

    private static readonly Action<ILogger, string, string, Exception?> Fault =
        LoggerMessage.Define<string, string>(LogLevel.Error, new EventId(2, nameof(Fault)), "Event {Id} at {Route}: the reader was shown this number");

    /// <summary>Catches faults and empty answers with an error status.</summary>
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { ExceptionHandler = FaultAsync, SuppressDiagnosticsCallback = _ => false });
        app.UseStatusCodePages(context => WriteAsync(context.HttpContext, context.HttpContext.Response.StatusCode));
    }

    /// <summary>Answers with this page, which nobody keeps.</summary>
    public static Task WriteAsync(HttpContext context, ErrorView view)
    {
        if (Problems.AreFor(context))
        {
            return Problems.WriteAsync(context, Problems.Of(view.Status, view.Id));
        }

        SetLanguage(context);
        RequestNumber.Tell(context);
        context.Response.Headers.CacheControl = "no-store";
        return PageWriter.WriteAsync<ErrorPage>(context, view, status: view.Status);
    }

    /// <summary>Answers that nothing can be written at the moment.</summary>
    /// <param name="context">The request.</param>
    /// <param name="isUnsure">Whether something may have been written all the same.</param>
    public static Task WriteReadOnlyAsync(HttpContext context, bool isUnsure)
    {
        SetLanguage(context);
        var say = Say.Here;
        context.Response.Headers.RetryAfter = Soon;
        return WriteAsync(context, new ErrorView(StatusCodes.Status503ServiceUnavailable, say["Nothing can be saved at the moment"], isUnsure
            ? say["The database broke off while what you sent was being saved: it may be saved, or not. Look for it before you send it again. If you go back, your browser still has what you typed."]
            : say["For some minutes this site can only be read, and what you sent was not saved. Go back: your browser still has what you typed. Send it again in a minute or two."], null));
    }

    /// <summary>Answers with the page of that status.</summary>
    /// <param name="context">The request.</param>
    /// <param name="status">HTTP status.</param>
    /// <param name="sentence">What it means and what to do, where more is known than the status tells; else null.</param>
    public static async Task WriteAsync(HttpContext context, int status, string? sentence = null)
    {
        if (status == StatusCodes.Status404NotFound && await MovedAddresses.LeadOnAsync(context))
        {
            return;
        }

        SetLanguage(context);
        var id = status >= 500 ? RequestNumber.Of(context) : null;
        if (id is not null)
        {
            Meters.Fault();
            RecentFaults.Note(context.RequestServices.GetRequiredService<TimeProvider>().GetUtcNow());
            Fault(context.RequestServices.GetRequiredService<ILogger<ErrorView>>(), id, RequestLog.RouteOf(context), null);
        }

        var view = View(status, id);
        await WriteAsync(context, sentence is null ? view : view with { Sentence = sentence });
    }

    private static Task FaultAsync(HttpContext context)
    {
        SecurityHeaders.Set(context.Response.Headers);

        var fault = context.Features.Get<IExceptionHandlerFeature>()?.Error;
        if (fault is not null && DatabaseFaults.IsAway(fault))
        {
            return AwayAsync(context, fault);
        }

        // A request that the server itself refused (too large, cut off) carries its own status.
        return WriteAsync(context, fault is BadHttpRequestException refused ? refused.StatusCode : StatusCodes.Status500InternalServerError);
    }

    // A database that is away comes back: whoever asks is told when to ask again, and whoever sent something what has become of it.
    private static Task AwayAsync(HttpContext context, Exception fault)
    {
        if (!HttpMethods.IsGet(context.Request.Method) && !HttpMethods.IsHead(context.Request.Method))
        {
            return WriteReadOnlyAsync(context, isUnsure: fault is CommitUnknownException || context.Features.Get<ReadScope>() is { Position: > 0 });
        }

        SetLanguage(context);
        context.Response.Headers.RetryAfter = Soon;
        return WriteAsync(context, new ErrorView(StatusCodes.Status503ServiceUnavailable, Say.Here["Not to be had for a moment"], Say.Here["The database of this site does not answer. Nothing is lost: try again in a minute."], null));
    }

    // Faults and bare answers come back from behind the place where the language was set, and there it was forgotten.
    private static void SetLanguage(HttpContext context) => CultureInfo.CurrentUICulture = InterfaceLanguage.Of(context.Request);

    private static ErrorView View(int status, string? id)
    {
        var say = Say.Here;
        return status switch
        {
            403 => new(status, say["Not yours to do"], say["This page is for people with another place at the desk, or the form came from a page of another site."], id),
            404 => new(status, say["No such leaf"], say["The address names a page that we do not have. It may be misspelt, or the page may have moved before we began to keep track."], id),
            405 => new(status, say["Not to be had that way"], say["This page can be read, but nothing can be sent to it."], id),
            410 => new(status, say["Withdrawn"], say["What stood here was taken back by its journal."], id),
            415 => new(status, say["Not a form"], say["What was sent is no form of this site. Go back, load the page again, and send it from there."], id),
            413 => new(status, say["Too large"], say["What was sent is larger than this site takes at once."], id),
            414 => new(status, say["Too long an address"], say["The address is longer than any page of this site has."], id),
            429 => new(status, say["Too many at once"], say["More was asked from your network than this site answers at once. Wait a minute, then try again."], id),
            >= 500 => new(status, say["Something broke here"], say["The fault is ours, not yours. Try again in a moment; if it stays, tell the people who run this site and give them the number below."], id),
            _ => new(status, say["Not understood"], say["The request could not be understood. Go back and follow a link, or begin at the front page."], id),
        };
    }
}
