using Recto.App.Features.Files.Makers;
using Recto.App.Shell.Programs;

namespace Recto.App.Features.Files.Pdf;

/// <summary>The makers of PDFs, which share the processes that set.</summary>
internal static class PdfMakers
{
    /// <summary>What they share, by the programs of this machine.</summary>
    /// <param name="dataFolder">The site's folder.</param>
    public static PdfSetting Setting(string dataFolder) => new(PdfPrograms.Find(OptionalPrograms.OfMachine, dataFolder));

    /// <summary>The makers.</summary>
    /// <param name="setting">What they share; its owner disposes of it.</param>
    public static IReadOnlyList<IFileMaker> Of(PdfSetting setting) => [new PdfMaker(setting), new ApparatusMaker(setting)];
}
