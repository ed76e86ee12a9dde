namespace Recto.App.Shell.Settings;

/// <summary>Something that an operator can say to the program.</summary>
/// <param name="Name">The variable, in the environment or in the file of settings.</param>
/// <param name="Says">What it is for, and how it is written; Markdown of one line.</param>
/// <param name="Without">What holds without it; Markdown of one line.</param>
internal sealed record Setting(string Name, string Says, string Without)
{
    /// <summary>What of its value may be shown; null where all of it may.</summary>
    public Func<string, string>? Masked { get; init; }

    /// <summary>What to say where it is neither on nor off; null where it is no switch.</summary>
    public string? Switch { get; init; }

    /// <summary>The option of commands that comes before it; null where there is none.</summary>
    public string? Option { get; init; }

    /// <summary>Its value as it may be shown to whoever looks over a shoulder.</summary>
    public string Show(string value) => Masked is null ? value : Masked(value);
}

/// <summary>Settings that belong together.</summary>
/// <param name="Title">What they are about.</param>
/// <param name="Page">Page of the operating guide that says more.</param>
/// <param name="Settings">They.</param>
internal sealed record SettingGroup(string Title, string Page, IReadOnlyList<Setting> Settings);
