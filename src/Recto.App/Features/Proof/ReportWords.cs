using Recto.App.Shell.Language;
using Recto.Storage.Reports;

namespace Recto.App.Features.Proof;

/// <summary>What a reader says is wrong, in words.</summary>
internal static class ReportWords
{
    /// <summary>The choices of the form: value and words.</summary>
    public static IReadOnlyList<(ReportChoice Value, string Words)> Choices(Say say) =>
    [
        (ReportChoice.Source, say["It names the wrong source, or points to the wrong note"]),
        (ReportChoice.Details, say["The source is right, but a detail is not: a name, a year, a leaf"]),
        (ReportChoice.Parts, say["Several references are read as one, or one as several"]),
        (ReportChoice.Missing, say["It cites nothing, or something that Recto did not read"]),
        (ReportChoice.Other, say["Something else"]),
    ];

    /// <summary>What a reader says, as told to an editor.</summary>
    public static string Of(ReportChoice choice, Say say) => choice switch
    {
        ReportChoice.Source => say["says that it names the wrong source, or points to the wrong note."],
        ReportChoice.Details => say["says that a detail of the source is wrong."],
        ReportChoice.Parts => say["says that several references are read as one, or one as several."],
        ReportChoice.Missing => say["says that it cites nothing, or something that was not read."],
        _ => say["says that something else is wrong."],
    };
}
