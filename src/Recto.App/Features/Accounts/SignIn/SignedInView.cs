using Recto.App.Shell;

namespace Recto.App.Features.Accounts.SignIn;

/// <summary>What the page says to somebody who signed in beside a form that waits.</summary>
/// <param name="Name">Who; null for nobody.</param>
/// <param name="Masthead">Head and foot.</param>
public sealed record SignedInView(string? Name, Masthead Masthead);
