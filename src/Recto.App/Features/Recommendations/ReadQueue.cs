using System.Threading.Channels;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Usage;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>What readers who are signed in have read, for a second, until <see cref="WriteReads"/> has kept or dropped it. Bounded and never waited for; what finds no room is dropped.</summary>
internal sealed class ReadQueue
{
    private const int Room = 10_000;

    private readonly Channel<AccountRead> _waiting = Channel.CreateBounded<AccountRead>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes what a request was, where somebody who is signed in has read an article: its text was given, to a person, who does not ask not to be followed, and who does not work for the journal (<see cref="UsageMarks"/>).</summary>
    public void Take(HttpContext context)
    {
        if (context.Person() is { } person && UsageQueue.FindDone(context) is { What: UsageAct.Gave, Method: AccessMethod.Regular, Terms: { } terms } && !UsageQueue.IsUnfollowed(context.Request))
        {
            _waiting.Writer.TryWrite(new AccountRead(person.Id, terms.ArticleId, context.Reader().At));
        }
    }

    /// <summary>Gives all that wait.</summary>
    public IReadOnlyList<AccountRead> GiveAll()
    {
        var all = new List<AccountRead>();
        while (_waiting.Reader.TryRead(out var read))
        {
            all.Add(read);
        }

        return all;
    }
}

/// <summary>What stands before pages and caches, and looks at each request once it is answered: pages from the cache are read too.</summary>
internal static class ReadDoor
{
    /// <summary>Puts it before what follows; nothing where this process keeps no reads. Comes after the reader’s door and before the page cache.</summary>
    public static void UseReadDoor(this IApplicationBuilder app)
    {
        if (app.ApplicationServices.GetService<ReadQueue>() is not { } queue)
        {
            return;
        }

        app.Use(async (HttpContext context, RequestDelegate next) =>
        {
            await next(context);
            queue.Take(context);
        });
    }
}
