using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.People;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.Storage.Accounts;
using Recto.Storage.Audit;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts;

/// <summary>What a command on accounts works with.</summary>
/// <param name="Accounts">The accounts.</param>
/// <param name="Journals">The journals.</param>
/// <param name="Desk">What an administrator does.</param>
internal sealed record AccountCommands(AccountStore Accounts, JournalStore Journals, PeopleDesk Desk)
{
    /// <summary>Runs a command on the site's database, which is brought up to date first.</summary>
    public static async Task<int> RunAsync(DatabaseOptions data, Terminal terminal, Func<AccountCommands, Task<int>> run, CancellationToken ct)
    {
        if (DataPlace.FindUnusable(data) is { } unusable)
        {
            return terminal.Refuse(unusable);
        }

        try
        {
            await using var database = Database.At(data);
            await new Migrator(database).MigrateAsync(ct);
            var (accounts, links) = (new AccountStore(database), new AccountLinkStore(database));
            var desk = new PeopleDesk(database, accounts, links, new SignInLinks(links, TimeProvider.System), new AuditStore(database), new UpperInvariantLookupNormalizer(), TimeProvider.System);
            return await run(new AccountCommands(accounts, new JournalStore(database), desk));
        }
        catch (Exception refused) when (refused is DatabaseRefusedException or ArgumentException { ParamName: null or "connectionString" })
        {
            return terminal.Refuse($"The database cannot be used: {refused.Message.TrimEnd('.')}. “recto doctor” says more.");
        }
    }

    /// <summary>Runs a command on one account; says so where there is none.</summary>
    public static Task<int> OnAccountAsync(DatabaseOptions data, Terminal terminal, string email, Func<AccountCommands, Account, Task<int>> run, CancellationToken ct) => RunAsync(data, terminal, async site =>
        await site.Desk.FindAsync(email.Trim(), ct) is { } account ? await run(site, account) : terminal.Refuse($"No account has the address {email.Trim()}; “recto user list” lists them, “recto user add” makes one."), ct);

    /// <summary>Tells how an act ended.</summary>
    public static int Told(Terminal terminal, PersonOutcome outcome, Account account, string done)
    {
        switch (outcome)
        {
            case PersonOutcome.Done:
                terminal.Out.WriteLine(done);
                return 0;
            case PersonOutcome.LastAdministrator:
                return terminal.Refuse($"{account.Name} is the last administrator; make somebody else one first (“recto user grant EMAIL --admin”).");
            default:
                return terminal.Refuse($"Somebody else has just changed {account.Name}; look (“recto user list”) and run the command again.");
        }
    }

    /// <summary>Address of the site for a link that is printed.</summary>
    public static string AddressOf(string? given) =>
        (Word(given) ?? Word(Environment.GetEnvironmentVariable("RECTO_ADDRESS")) ?? Word(Environment.GetEnvironmentVariable("RECTO_URLS"))?.Split(';')[0] ?? "http://127.0.0.1:5000").TrimEnd('/');

    private static string? Word(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
