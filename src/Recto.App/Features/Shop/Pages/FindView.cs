using Recto.App.Shell.Forms;

namespace Recto.App.Features.Shop.Pages;

/// <summary>The form that finds an order.</summary>
/// <param name="Form">What was typed.</param>
/// <param name="IsAsked">Whether it was sent, and a mail may be on its way.</param>
public sealed record FindView(FormValues Form, bool IsAsked);
