using System.CommandLine;
using Recto.Journals.Desk;
using Recto.Storage.Issues;

namespace Recto.App.Features.Accounts;

/// <summary>Roles on the command line.</summary>
internal sealed class RoleOptions
{
    private const string All = "all";

    private readonly Option<bool> _admin = new("--admin") { Description = "Administrator: everything" };
    private readonly Option<string[]> _editor = new("--editor") { Description = "Editor of this journal (its key in addresses, or “all”); may be given several times", HelpName = "JOURNAL", DefaultValueFactory = _ => [] };
    private readonly Option<string[]> _copyEditor = new("--copy-editor") { Description = "Copy editor of this journal (its key, or “all”); may be given several times", HelpName = "JOURNAL", DefaultValueFactory = _ => [] };

    public void AddTo(Command command)
    {
        command.Options.Add(_admin);
        command.Options.Add(_editor);
        command.Options.Add(_copyEditor);
    }

    /// <summary>The roles that were given; says what is wrong, null where nothing is.</summary>
    public string? Read(ParseResult parsed, IReadOnlyList<JournalListRow> journals, out IReadOnlyList<DeskGrant> grants)
    {
        var found = new List<DeskGrant>();
        grants = found;
        if (parsed.GetValue(_admin))
        {
            found.Add(new DeskGrant(DeskRole.Administrator, null));
        }

        foreach (var (role, key) in parsed.GetValue(_editor)!.Select(key => (DeskRole.Editor, key)).Concat(parsed.GetValue(_copyEditor)!.Select(key => (DeskRole.CopyEditor, key))))
        {
            if (key == All)
            {
                found.Add(new DeskGrant(role, null));
            }
            else if (journals.FirstOrDefault(journal => journal.Key == key) is { } journal)
            {
                found.Add(new DeskGrant(role, journal.Id));
            }
            else
            {
                return $"There is no journal “{key}”; the site has {(journals.Count == 0 ? "none yet" : string.Join(", ", journals.Select(one => one.Key)))}.";
            }
        }

        return null;
    }
}
