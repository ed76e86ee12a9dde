namespace Recto.App.Shell;

/// <summary>The picture that stands beside a link to a page elsewhere (Open Graph).</summary>
/// <param name="Address">Its path.</param>
/// <param name="Width">Its width in pixels.</param>
/// <param name="Height">Its height in pixels.</param>
/// <param name="Words">What is on it, for those who do not see it.</param>
public sealed record LinkPicture(string Address, int Width, int Height, string Words);
