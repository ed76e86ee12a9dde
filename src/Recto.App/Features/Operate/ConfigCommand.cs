using System.CommandLine;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Recto.App.Shell;
using Recto.App.Shell.Settings;
using Recto.Storage.Sql;

namespace Recto.App.Features.Operate;

/// <summary><c>recto config</c>: what is in force, where it came from, and whether it can be used. Secrets are not shown.</summary>
internal static class ConfigCommand
{
    private static readonly JsonSerializerOptions Written = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static Command Create(Terminal terminal)
    {
        var place = new DataPlace();
        var all = new Option<bool>("--all") { Description = "Also the settings of which nobody has said anything, with what holds without them" };
        var format = new Option<string>("--format") { Description = "How it is written: text, json (an object a line), or markdown (all settings for the operating guide)", HelpName = "text|json|markdown", DefaultValueFactory = _ => "text" };
        var command = new Command("config", "Show which settings are in force and where they come from, secrets hidden. Exit code 2 where they cannot be used.");
        command.Add(all);
        command.Add(format);
        place.AddTo(command);
        command.SetAction(parsed =>
        {
            var (asked, how) = (place.Read(parsed), parsed.GetValue(format));
            switch (how)
            {
                case "markdown":
                    terminal.Out.Write(Markdown());
                    return 0;
                case "text" or "json":
                    var given = new Dictionary<string, string?>(StringComparer.Ordinal) { ["RECTO_DATA"] = parsed.GetValue(place.Folder), ["RECTO_DATABASE"] = parsed.GetValue(place.Database) };
                    Write(terminal.Out, given, parsed.GetValue(all), how == "json");
                    return Refused(asked) is { } wrong ? terminal.Refuse(wrong) : 0;
                default:
                    return terminal.Refuse($"--format is text, json or markdown, not “{how}”.");
            }
        });
        return command;
    }

    /// <summary>All settings as a page of the operating guide.</summary>
    public static string Markdown()
    {
        var page = new StringBuilder("""
            # Settings

            All that can be said to `recto`, in the environment or in a file of settings (`RECTO_CONFIG`, else `/etc/recto/recto.env`); the environment comes before the file, and the command line before both: `--set NAME=value`, as often as one likes, or an option of its own where the table names one, which comes before that. Secrets do not belong there, for everybody on the machine can read command lines. `recto config` shows what is in force and where it comes from, `recto doctor` whether it works.
            This page is made by `recto config --format markdown`.

            """);
        foreach (var group in SettingCatalogue.Groups)
        {
            page.Append("\n## ").Append(group.Title).Append("\n\n| setting | what | without it |\n|---|---|---|\n");
            foreach (var setting in group.Settings)
            {
                page.Append("| `").Append(setting.Name).Append('`').Append(setting.Option is { } option ? $", `{option}`" : "").Append(" | ").Append(setting.Says).Append(" | ").Append(setting.Without).Append(" |\n");
            }

            page.Append("\nMore: [").Append(group.Page).Append("](").Append(group.Page).Append(").\n");
        }

        return page.ToString().ReplaceLineEndings("\n");
    }

    private static void Write(TextWriter output, Dictionary<string, string?> given, bool all, bool json)
    {
        foreach (var group in SettingCatalogue.Groups)
        {
            var told = group.Settings.Select(setting => (Setting: setting, Found: Find(setting, given))).Where(one => all || one.Found is not null).ToList();
            if (told.Count > 0 && !json)
            {
                output.WriteLine($"# {group.Title}");
            }

            foreach (var (setting, found) in told)
            {
                if (json)
                {
                    output.WriteLine(JsonSerializer.Serialize(new { name = setting.Name, value = found is null ? null : setting.Show(found.Value.Value), from = found?.From, without = setting.Without.Replace("`", "", StringComparison.Ordinal) }, Written));
                }
                else
                {
                    output.WriteLine(found is { } value ? $"{setting.Name}={setting.Show(value.Value)}   # {value.From}" : $"# {setting.Name}: {setting.Without.Replace("`", "", StringComparison.Ordinal)}");
                }
            }
        }
    }

    private static (string Value, string From)? Find(Setting setting, Dictionary<string, string?> given)
    {
        if (given.GetValueOrDefault(setting.Name) is { Length: > 0 } option)
        {
            return (option, setting.Option!);
        }

        if (GivenSettings.Given.GetValueOrDefault(setting.Name) is { Length: > 0 } said)
        {
            return (said, GivenSettings.Option);
        }

        if (setting.Name == SettingsFile.Variable)
        {
            return SettingsFile.Place is { } place ? (place, Environment.GetEnvironmentVariable(SettingsFile.Variable) is { Length: > 0 } ? "environment" : "there") : null;
        }

        return Environment.GetEnvironmentVariable(setting.Name) is { Length: > 0 } value ? (value, SettingsFile.Loaded.ContainsKey(setting.Name) ? SettingsFile.Place! : "environment") : null;
    }

    private static string? Refused(DatabaseOptions data) => SettingCatalogue.FindWrongSwitch(Environment.GetEnvironmentVariable)
        ?? (SiteOptions.TryRead(Environment.GetEnvironmentVariable, new SiteOptions { Database = data }, out _, out var wrong) ? null : wrong);
}
