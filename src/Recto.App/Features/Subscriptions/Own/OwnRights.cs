using Recto.App.Features.Subscriptions.Terms;
using Recto.App.Shell;
using Recto.App.Shell.Desk;
using Recto.App.Shell.Language;
using Recto.App.Shell.Mail;
using Recto.App.Shell.Persons;
using Recto.Journals.Access;
using Recto.Storage.Access;
using Recto.Storage.Lists;

namespace Recto.App.Features.Subscriptions.Own;

/// <summary>What somebody holds, in their own words.</summary>
/// <param name="Open">What is open to them now, or begins later.</param>
/// <param name="Past">What has ended or was taken back.</param>
/// <param name="Institutions">Institutions through which this request comes.</param>
/// <param name="Tended">Institutions that they look after.</param>
/// <param name="Next">Where the next page begins; null on the last.</param>
/// <param name="First">Whether it is the first.</param>
/// <param name="Masthead">Head and foot.</param>
public sealed record OwnRightsView(IReadOnlyList<OwnRight> Open, IReadOnlyList<OwnRight> Past, IReadOnlyList<string> Institutions, IReadOnlyList<TendedInstitution> Tended, string? Next, bool First, Masthead Masthead);

/// <summary>A right as its holder is told of it.</summary>
/// <param name="What">What it is for.</param>
/// <param name="Address">Where that is; null for a list of titles.</param>
/// <param name="Sentences">Through what they have it, until when, what stays.</param>
/// <param name="Ends">Its end, ISO 8601, for a script that says it in local time; null where there is none.</param>
/// <param name="Again">Where it is had again; null where that is not known.</param>
public sealed record OwnRight(string What, string? Address, IReadOnlyList<string> Sentences, string? Ends, string? Again);

/// <summary>“Your rights”: what, until when, through whom. What was bought stands here too, for it is kept in the same place.</summary>
internal static class OwnRights
{
    /// <summary>Address of the page.</summary>
    public const string Address = "/account/rights";

    private const int Size = 100;

    /// <summary>Shows it.</summary>
    public static async Task ShowAsync(HttpContext context, RightStore rights, InstitutionPeopleStore people, TimeProvider time, Say say, CancellationToken ct)
    {
        if (context.Person() is not { } person)
        {
            DeskDoor.Done(context, $"{DeskDoor.SignIn}?to={Uri.EscapeDataString(Address)}");
            return;
        }

        var (now, after) = (time.GetUtcNow(), Cursor.TryParse(context.Request.Query["after"], out var cursor) ? cursor : (Cursor?)null);
        var page = await rights.ListAsync(new RightFilter { AccountId = person.Id, EmailKey = Addresses.KeyOf(person.Email) }, now, Size, after, ct);
        var isPast = (RightRow row) => row.StateAt(now) is RightState.Revoked or RightState.Ended && !(row is { RevokedAt: null, Right.Perpetual: not null });
        await PageWriter.WriteAsync<OwnRightsPage>(context, new OwnRightsView(
            [.. page.Items.Where(row => !isPast(row)).Select(row => Of(row, now, say))], [.. page.Items.Where(isPast).Select(row => Of(row, now, say))],
            [.. ProvidedBy.Through(context).Select(institution => institution.Name)], await people.ListOfAsync(person.Id, ct), page.Next?.ToString(), after is null,
            new Masthead { Title = say["Your rights"], IsAccount = true, Language = say.Language, Script = "account.js" }));
    }

    private static OwnRight Of(RightRow row, DateTimeOffset now, Say say)
    {
        var (state, end) = (row.StateAt(now), row.Right.EndsAt);
        List<string> sentences = [row.Right switch
        {
            { Kind: RightKind.Purchase } => say["Bought on {0}.", Dates.Day(row.CreatedAt)],
            { Kind: RightKind.Trial } => say["A trial."],
            { Kind: RightKind.Token } => say["Given to you by the publisher."],
            _ => say["Your subscription."],
        }];
        sentences.Add(state switch
        {
            RightState.Revoked => say["It was taken back on {0}.", Dates.Moment(row.RevokedAt!.Value)],
            RightState.NotBegun => say["It begins on {0} and is open until {1}.", Dates.Moment(row.Right.StartsAt), RightWords.End(end, say) ?? say["nobody ends it"]],
            RightState.InGrace => say["It has ended, and stays open until {0} while you renew it.", RightWords.End(end!.Value + row.Grace, say)],
            RightState.Ended => say["It ended with {0}.", RightWords.End(end, say)],
            _ => end is null ? say["It has no end."] : say["Open until {0}.", RightWords.End(end, say)],
        });
        if (row.RenewedById is not null)
        {
            sentences.Add(say["It is renewed: it goes on without a gap."]);
        }

        sentences.AddRange(RightWords.More(row, say));
        var isOver = state is RightState.InGrace or RightState.Ended;
        return new OwnRight(RightWords.What(row, say), RightWords.AddressOf(row), sentences, Dates.Iso(end), isOver && row.RenewedById is null ? RightWords.AddressOf(row) : null);
    }
}
