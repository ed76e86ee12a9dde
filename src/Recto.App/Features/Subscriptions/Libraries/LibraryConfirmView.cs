using Recto.App.Shell;

namespace Recto.App.Features.Subscriptions.Libraries;

/// <summary>Asks a librarian before something is removed: what will happen, a button that names it, and the way back.</summary>
/// <param name="Name">The institution.</param>
/// <param name="Key">Its part of addresses.</param>
/// <param name="Sentences">What will happen.</param>
/// <param name="Button">The act, as the button says it.</param>
/// <param name="Back">Where the way back leads; the form goes to <c>/remove</c> below it.</param>
/// <param name="Field">What the form carries along.</param>
/// <param name="Masthead">Head and foot; its title is the question.</param>
public sealed record LibraryConfirmView(string Name, string Key, IReadOnlyList<string> Sentences, string Button, string Back, (string Name, string Value) Field, Masthead Masthead);
