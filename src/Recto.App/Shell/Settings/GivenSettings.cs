using System.CommandLine;

namespace Recto.App.Shell.Settings;

/// <summary>
/// Settings that were given on the command line, <c>--set NAME=value</c>, as often as one likes: the strongest source, before the environment and the file of settings.
/// They are put into the environment of this process before anything reads it.
/// </summary>
internal static class GivenSettings
{
    /// <summary>The option.</summary>
    public const string Option = "--set";

    /// <summary>Those that were given, by name.</summary>
    public static IReadOnlyDictionary<string, string> Given { get; private set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>The option for the help of every command; what it holds was taken by <see cref="Take"/> before.</summary>
    public static Option<string[]> Declare() => new(Option) { Description = "A setting, before the environment and the file of settings; may be given several times (“recto config --all” lists them)", HelpName = "NAME=value", Recursive = true, AllowMultipleArgumentsPerToken = false };

    /// <summary>Puts what was given into the environment of this process.</summary>
    /// <param name="args">The command line.</param>
    /// <param name="warnings">What the operator should know: secrets that everybody on the machine can see.</param>
    /// <returns>Why it cannot be used; null where it can.</returns>
    public static string? Take(IReadOnlyList<string> args, out IReadOnlyList<string> warnings)
    {
        var (given, told) = (new Dictionary<string, string>(StringComparer.Ordinal), new List<string>());
        warnings = told;
        for (var i = 0; i < args.Count && args[i] != "--"; i++)
        {
            string pair;
            if (args[i] == Option && i + 1 < args.Count)
            {
                pair = args[++i];
            }
            else if (args[i].StartsWith(Option + "=", StringComparison.Ordinal) || args[i].StartsWith(Option + ":", StringComparison.Ordinal))
            {
                pair = args[i][(Option.Length + 1)..];
            }
            else
            {
                continue; // One without a value is refused by the command line itself.
            }

            var sign = pair.IndexOf('=', StringComparison.Ordinal);
            if (sign <= 0)
            {
                return $"{Option} is given a name and a value: {Option} RECTO_LOG=json.";
            }

            var name = pair[..sign].Trim();
            if (SettingCatalogue.All.FirstOrDefault(setting => setting.Name == name) is not { } known)
            {
                return $"{Option} {name}: there is no such setting.{(SettingNames.FindNearest(name) is { } near ? $" Did you mean {near}?" : "")} “recto config --all” lists them.";
            }

            if (name == SettingsFile.Variable)
            {
                return $"{Option} {name}: the file of settings is named by the environment only.";
            }

            given[name] = pair[(sign + 1)..];
            if (known.Masked is not null && known.Show(given[name]) != given[name])
            {
                told.Add($"{name} holds a secret, and on a command line everybody on this machine can see it (ps): give it by the environment or the file of settings.");
            }
        }

        foreach (var (name, value) in given)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        Given = given;
        return null;
    }
}
