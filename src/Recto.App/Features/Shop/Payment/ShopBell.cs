using Recto.App.Shell.Jobs;

namespace Recto.App.Features.Shop.Payment;

/// <summary>Tells the shop's job that there is news to work on, or a mail to send.</summary>
internal sealed class ShopBell : JobBell;
