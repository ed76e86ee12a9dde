using Recto.App.Features.Deposits.Sending;
using Recto.App.Shell.Language;
using Recto.Storage.Deposits;

namespace Recto.App.Features.Deposits;

/// <summary>Words of the desk's pages on deposits.</summary>
internal static class DepositWords
{
    /// <summary>A state as addresses have it; false for anything else.</summary>
    public static bool TryReadState(string text, out DepositState state)
    {
        state = Enum.GetValues<DepositState>().FirstOrDefault(known => AddressOf(known) == text);
        return state != default;
    }

    /// <summary>A state as addresses have it.</summary>
    public static string AddressOf(DepositState state) => state == DepositState.GivenUp ? "given-up" : state.ToString().ToLowerInvariant();

    /// <summary>A state in words.</summary>
    public static string State(Say say, DepositState state) => state switch
    {
        DepositState.Waiting => say["Waiting"],
        DepositState.Sent => say["Sent, not answered yet"],
        DepositState.Accepted => say["Registered"],
        DepositState.Warned => say["Registered, with a remark"],
        DepositState.Failed => say["Refused"],
        DepositState.GivenUp => say["Given up"],
        _ => state.ToString(),
    };

    /// <summary>What a state means, and what comes next.</summary>
    public static string Meaning(Say say, DepositRow row) => row.State switch
    {
        _ when row.IsHidden => say["Readers no longer see it, so nothing is sent of it. The DOI stays registered and leads to the page that says what became of it."],
        DepositState.Waiting when row.Attempts > 0 => say["It could not be sent yet, and is tried again by itself."],
        DepositState.Waiting => say["It is looked at in the background, and sent where the register does not know all of it yet."],
        DepositState.Sent => say["The register works through it. It is asked by itself, less often the longer it takes."],
        DepositState.Accepted => say["The register has all of it. It is sent again when something of it changes."],
        DepositState.Warned => say["The register has it, and remarks something. Nothing needs to be done for the DOI to work."],
        DepositState.Failed => say["It is not sent again by itself: correct what the register says, or send it again."],
        DepositState.GivenUp => say["The register could not be reached for more than a week. Send it again when it can."],
        _ => "",
    };

    /// <summary>An obstacle as a sentence, and where it is mended.</summary>
    public static (string Sentence, string? Address) Obstacle(Say say, DepositObstacle obstacle, string key) => obstacle switch
    {
        DepositObstacle.NoAddress => (say["The site has not been told its own address, and a DOI must lead to one that everybody reaches. Whoever runs the site sets RECTO_ADDRESS."], null),
        DepositObstacle.NoPrefix => (say["No DOI prefix is set."], Settings(key)),
        DepositObstacle.NoDepositor => (say["Name, e-mail and registrant of the depositor are not all set."], Settings(key)),
        DepositObstacle.NoLogin => (say["There is no login of Crossref."], Settings(key)),
        DepositObstacle.NoIssn => (say["The journal has no ISSN, and Crossref takes nothing of a journal that has neither an ISSN nor a DOI."], "/desk/journals/" + key),
        _ => (obstacle.ToString(), null),
    };

    /// <summary>What was just done, by the word of the address; null where nothing was.</summary>
    public static string? Notice(Say say, HttpContext context) => context.Request.Query["done"].ToString() switch
    {
        "saved" => say["Saved."],
        "again" => say["It is sent again in a moment."],
        "on-its-way" => say["It is on its way already; wait for the answer."],
        "looked" => say["Everything is looked at now, in the background."],
        "given" => say["The DOIs are given. They work when the register has them."],
        "some" => say["Some could not get a DOI: they lack what the pattern asks for (a page, a volume). Change their records or the pattern."],
        "more" => say["A hundred DOIs are given. There are more: press the button again."],
        "none" => say["Nothing lacks a DOI that the pattern could make."],
        _ => null,
    };

    private static string Settings(string key) => $"/desk/journals/{key}/deposits/settings";
}
