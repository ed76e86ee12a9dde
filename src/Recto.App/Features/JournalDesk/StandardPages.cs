using Recto.App.Shell.Language;

namespace Recto.App.Features.JournalDesk;

/// <summary>Pages that most journals have.</summary>
internal static class StandardPages
{
    /// <summary>Their keys, in the order in which readers look for them.</summary>
    public static readonly string[] Keys = ["about", "board", "authors", "ethics", "privacy", "terms", "imprint", "contact"];

    /// <summary>How a page is called; its key where it is a free one.</summary>
    public static string Name(Say say, string key) => key switch
    {
        "about" => say["About"],
        "board" => say["Board"],
        "authors" => say["For authors"],
        "ethics" => say["Ethics"],
        "privacy" => say["Privacy"],
        "terms" => say["Terms"],
        "imprint" => say["Imprint"],
        "contact" => say["Contact"],
        _ => key,
    };
}
