using Recto.Journals.Desk;

namespace Recto.App.Shell.Desk;

/// <summary>A page that asks before something is destroyed or made public: what will happen, a button that names it, and the way back.</summary>
/// <param name="Person">Who is asked.</param>
/// <param name="Heading">The question's heading.</param>
/// <param name="Sentences">What will happen.</param>
/// <param name="Button">The act, as the button says it; null where it cannot be done, and the sentences say why.</param>
/// <param name="Address">Where the button sends to.</param>
/// <param name="Back">Where the way back leads.</param>
public sealed record ConfirmView(DeskPerson Person, string Heading, IReadOnlyList<string> Sentences, string? Button, string Address, string Back)
{
    /// <summary>Address of the part of the desk.</summary>
    public string? Place { get; init; }

    /// <summary>Address and words of the pages above this one.</summary>
    public IReadOnlyList<(string Address, string Words)> Crumbs { get; init; } = [];

    /// <summary>What the form carries along.</summary>
    public IReadOnlyList<(string Name, string Value)> Fields { get; init; } = [];

    /// <summary>A box that widens the act; null for none.</summary>
    public (string Name, string Label)? Tick { get; init; }
}
