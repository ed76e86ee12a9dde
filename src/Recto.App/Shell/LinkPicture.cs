namespace Recto.App.Shell;

/// <summary>The picture that stands beside a link to a page elsewhere.</summary>
/// <param name="Address">Path.</param>
/// <param name="MediaType">Its media type.</param>
/// <param name="Width">Width in pixels; null where it is not known.</param>
/// <param name="Height">Height in pixels; null where it is not known.</param>
/// <param name="Words">What it shows, in words; null where nobody has said.</param>
public sealed record LinkPicture(string Address, string MediaType, int? Width, int? Height, string? Words);
