using Recto.Journals.Shop;

namespace Recto.App.Features.Shop.Pages;

/// <summary>A receipt on a page of its own.</summary>
/// <param name="Receipt">The receipt.</param>
/// <param name="HasPdf">Whether a program that sets PDFs is here.</param>
public sealed record ReceiptView(Receipt Receipt, bool HasPdf);
