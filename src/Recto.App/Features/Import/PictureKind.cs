namespace Recto.App.Features.Import;

/// <summary>What the bytes of a picture are.</summary>
internal enum PictureKind
{
    Png = 1,
    Jpeg,
    Gif,
    WebP,
    Avif,
    Svg,
    Tiff,
    PostScript,
    Pdf,
    Emf,
    Wmf,
}
