using System.Threading.Channels;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Usage;
using Recto.Journals.Access;
using Recto.Journals.Usage;
using Recto.Storage.Recommending;

namespace Recto.App.Features.Recommendations;

/// <summary>What readers who are signed in have read, for a second, until <see cref="WriteReads"/> has kept or dropped it. Bounded and never waited for; what finds no room is dropped.</summary>
internal sealed class ReadQueue : ITakesUsage
{
    private const int Room = 10_000;

    private readonly Channel<AccountRead> _waiting = Channel.CreateBounded<AccountRead>(new BoundedChannelOptions(Room) { FullMode = BoundedChannelFullMode.DropWrite });

    /// <summary>Takes what a request was, where somebody who is signed in has read an article: its text was given, to a person, who does not ask not to be followed, and who does not work for the journal (<see cref="UsageMarks"/>).</summary>
    public void Take(HttpContext context, UsageMark mark)
    {
        if (mark is { What: UsageAct.Gave, Method: AccessMethod.Regular, Terms: { } terms } && context.Person() is { } person && !context.IsUnfollowed())
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
