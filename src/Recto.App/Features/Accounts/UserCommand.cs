using System.CommandLine;
using System.Globalization;
using Microsoft.AspNetCore.Identity;
using Recto.App.Features.Accounts.People;
using Recto.App.Features.Accounts.Users;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.App.Shell.Mail;
using Recto.Journals.Desk;
using Recto.Storage.Accounts;
using Recto.Storage.Audit;
using Recto.Storage.Issues;
using Recto.Storage.Sql;

namespace Recto.App.Features.Accounts;

/// <summary><c>recto user</c>: accounts without the site, for whoever has its server.</summary>
internal static class UserCommand
{
    public static Command Create(Terminal terminal)
    {
        var command = new Command("user", "Add people, give and take roles, and make links to sign in.");
        command.Subcommands.Add(Add(terminal));
        command.Subcommands.Add(List(terminal));
        command.Subcommands.Add(Grant(terminal, "grant", "Give somebody roles; those that they have stay.", gives: true));
        command.Subcommands.Add(Grant(terminal, "revoke", "Take roles from somebody.", gives: false));
        command.Subcommands.Add(Active(terminal, "deactivate", "Take an account out of use: it is signed out everywhere at once.", isActive: false));
        command.Subcommands.Add(Active(terminal, "reactivate", "Take an account into use again.", isActive: true));
        command.Subcommands.Add(Link(terminal));
        return command;
    }

    private static Command Add(Terminal terminal)
    {
        var (place, email, roles) = (new DataPlace(), Email(), new RoleOptions());
        var name = new Option<string>("--name") { Description = "Name as colleagues know it", HelpName = "NAME", Required = true };
        var command = new Command("add", "Make an account, and print a link that signs its owner in once.") { email, name };
        roles.AddTo(command);
        var address = AddressOption(command);
        place.AddTo(command);
        command.SetAction((parsed, ct) => AccountCommands.RunAsync(place.Read(parsed), terminal, async site =>
        {
            var (to, called) = (parsed.GetValue(email)!.Trim(), parsed.GetValue(name)!.Trim());
            if (!Addresses.IsAddress(to))
            {
                return terminal.Refuse($"“{to}” is no complete address; write it as name@example.org.");
            }

            if (called.Length is 0 or > NewAccount.LongestName || called.Any(char.IsControl))
            {
                return terminal.Refuse($"A name is one line of 1 to {NewAccount.LongestName} characters.");
            }

            if (roles.Read(parsed, await site.Journals.ListAsync(ct), out var grants) is { } wrong)
            {
                return terminal.Refuse(wrong);
            }

            if (await site.Desk.InviteAsync(null, to, called, null, grants, ct) is not { } made)
            {
                return terminal.Refuse($"{to} has an account already; “recto user grant {to}” gives it roles.");
            }

            terminal.Out.WriteLine($"Added {made.Account.Name} <{to}>{(grants.Count == 0 ? ", without a role" : "")}.");
            terminal.Out.WriteLine($"Sign in once, within {SignInLinks.Invited.TotalDays} days: {AccountCommands.AddressOf(parsed.GetValue(address))}{made.Link}");
            return 0;
        }, ct));
        return command;
    }

    private static Command List(Terminal terminal)
    {
        var place = new DataPlace();
        var command = new Command("list", "List all accounts, one a line: address, name, roles, last sign-in; parted by tabs.");
        place.AddTo(command);
        command.SetAction((parsed, ct) => AccountCommands.RunAsync(place.Read(parsed), terminal, async site =>
        {
            var journals = (await site.Journals.ListAsync(ct)).ToDictionary(journal => journal.Id, journal => journal.Key);
            for (var page = await site.Accounts.ListAsync(new AccountFilter(), 500, null, ct); ; page = await site.Accounts.ListAsync(new AccountFilter(), 500, page.Next, ct))
            {
                foreach (var account in page.Items)
                {
                    var state = !account.IsActive ? "deactivated" : account.SignedInAt is { } at ? at.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture) : "not yet here";
                    terminal.Out.WriteLine($"{account.Email}\t{account.Name}\t{string.Join(' ', account.Grants.Select(grant => WordOf(grant, journals)))}\t{state}");
                }

                if (page.Next is null)
                {
                    return 0;
                }
            }
        }, ct));
        return command;
    }

    private static Command Grant(Terminal terminal, string verb, string description, bool gives)
    {
        var (place, email, roles) = (new DataPlace(), Email(), new RoleOptions());
        var command = new Command(verb, description) { email };
        roles.AddTo(command);
        place.AddTo(command);
        command.SetAction((parsed, ct) => AccountCommands.OnAccountAsync(place.Read(parsed), terminal, parsed.GetValue(email)!, async (site, account) =>
        {
            if (roles.Read(parsed, await site.Journals.ListAsync(ct), out var grants) is { } wrong)
            {
                return terminal.Refuse(wrong);
            }

            if (grants.Count == 0)
            {
                return terminal.Refuse($"Say which role, as --admin, --editor JOURNAL or --copy-editor JOURNAL (“all” for all journals).");
            }

            IReadOnlyList<DeskGrant> after = gives ? [.. account.Grants.Union(grants)] : [.. account.Grants.Except(grants)];
            return AccountCommands.Told(terminal, await site.Desk.ChangeAsync(null, account, account with { Grants = after }, ct), account, $"{account.Name} now has: {(after.Count == 0 ? "no role" : string.Join(' ', after.Select(SignedIn.Write)))}.");
        }, ct));
        return command;
    }

    private static Command Active(Terminal terminal, string verb, string description, bool isActive)
    {
        var (place, email) = (new DataPlace(), Email());
        var command = new Command(verb, description) { email };
        place.AddTo(command);
        command.SetAction((parsed, ct) => AccountCommands.OnAccountAsync(place.Read(parsed), terminal, parsed.GetValue(email)!, async (site, account) =>
            AccountCommands.Told(terminal, await site.Desk.SetActiveAsync(null, account, isActive, ct), account, $"{account.Name} is {(isActive ? "in use" : "out of use, and signed out everywhere")}."), ct));
        return command;
    }

    private static Command Link(Terminal terminal)
    {
        var (place, email) = (new DataPlace(), Email());
        var command = new Command("link", "Print a link that signs somebody in once, within 15 minutes.") { email };
        var address = AddressOption(command);
        place.AddTo(command);
        command.SetAction((parsed, ct) => AccountCommands.OnAccountAsync(place.Read(parsed), terminal, parsed.GetValue(email)!, async (site, account) =>
        {
            if (!account.IsActive)
            {
                return terminal.Refuse($"{account.Email} is out of use; “recto user reactivate {account.Email}” takes it into use again.");
            }

            terminal.Out.WriteLine(AccountCommands.AddressOf(parsed.GetValue(address)) + await site.Desk.LinkAsync(null, account, SignInLinks.Asked, ct));
            return 0;
        }, ct));
        return command;
    }

    private static string WordOf(DeskGrant grant, Dictionary<Guid, string> journals) =>
        grant.Role switch { DeskRole.Administrator => "administrator", DeskRole.Editor => "editor", _ => "copy-editor" } + (grant.JournalId is { } id ? ":" + journals.GetValueOrDefault(id, "gone") : "");

    private static Argument<string> Email() => new("email") { Description = "Address of the account", HelpName = "EMAIL" };

    private static Option<string?> AddressOption(Command command)
    {
        var option = new Option<string?>("--address") { Description = "Address of the site for the link (default: RECTO_ADDRESS, else the first of RECTO_URLS, else http://127.0.0.1:5000)", HelpName = "URL" };
        command.Options.Add(option);
        return option;
    }
}
