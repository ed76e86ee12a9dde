using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Recto.Journals.Recommending;

namespace Recto.App.Shell;

/// <summary>From when on articles are said to be read together, what is kept for lists of one’s own, a model of texts, and how many readers see lists in another order.</summary>
internal sealed record RecommendationOptions
{
    private const int HighestSessions = 1000;
    private const double FinestEpsilon = 0.01;
    private const double CoarsestEpsilon = 100;
    private const int MostMonths = 120;
    private const double SmallestShare = 0.1;
    private const double GreatestShare = 50;

    /// <summary>From how many sessions on, and with how much noise.</summary>
    public CoReadThreshold Threshold { get; init; } = new();

    /// <summary>How many months it is kept what readers with a list of their own have read.</summary>
    public int ReadingMonths { get; init; } = 24;

    /// <summary>File of a model of texts (ONNX) that the operator has put there; null for none.</summary>
    public string? Embedder { get; init; }

    /// <summary>How many of a hundred readers are shown the lists in an order that chance gives, so that it is known how much a place counts by itself; null for none.</summary>
    public double? ShuffledPercent { get; init; }

    /// <summary>Reads <c>RECTO_READ_TOGETHER</c>, <c>RECTO_READ_TOGETHER_NOISE</c>, <c>RECTO_READING_MONTHS</c>, <c>RECTO_EMBEDDER</c> and <c>RECTO_RECOMMENDATIONS_SHUFFLE</c>.</summary>
    /// <param name="read">Gives a variable of the environment.</param>
    /// <param name="told">What it says.</param>
    /// <param name="wrong">What cannot be used, and how to write it.</param>
    public static bool TryRead(Func<string, string?> read, [NotNullWhen(true)] out RecommendationOptions? told, [NotNullWhen(false)] out string? wrong)
    {
        told = null;
        string? Given(string name) => read(name)?.Trim() is { Length: > 0 } text ? text : null;
        var sessions = CoReadThreshold.Usual;
        if (Given("RECTO_READ_TOGETHER") is { } fewest && !(int.TryParse(fewest, NumberStyles.None, CultureInfo.InvariantCulture, out sessions) && sessions is >= CoReadThreshold.Lowest and <= HighestSessions))
        {
            wrong = $"RECTO_READ_TOGETHER “{fewest}” is no number of sessions from {CoReadThreshold.Lowest} to {HighestSessions}: from so many on two articles are said to be read together.";
            return false;
        }

        double? epsilon = null;
        if (Given("RECTO_READ_TOGETHER_NOISE") is { } noise)
        {
            if (!double.TryParse(noise, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var given) || given is not (>= FinestEpsilon and <= CoarsestEpsilon))
            {
                wrong = string.Create(CultureInfo.InvariantCulture, $"RECTO_READ_TOGETHER_NOISE “{noise}” is no number from {FinestEpsilon} to {CoarsestEpsilon}, as 2 or 0.5: the less, the more noise. Leave it out for none.");
                return false;
            }

            epsilon = given;
        }

        var months = new RecommendationOptions().ReadingMonths;
        if (Given("RECTO_READING_MONTHS") is { } kept && !(int.TryParse(kept, NumberStyles.None, CultureInfo.InvariantCulture, out months) && months is >= 1 and <= MostMonths))
        {
            wrong = $"RECTO_READING_MONTHS “{kept}” is no number of months from 1 to {MostMonths}: so long it is kept what readers with recommendations of their own have read.";
            return false;
        }

        var embedder = Given("RECTO_EMBEDDER");
        if (embedder is not null && !File.Exists(embedder))
        {
            wrong = $"RECTO_EMBEDDER “{embedder}” is no file; it is to be a model of texts in ONNX, with its {Recommending.OnnxEmbedder.Vocabulary} beside it. Leave it out for none.";
            return false;
        }

        double? shuffled = null;
        if (Given("RECTO_RECOMMENDATIONS_SHUFFLE") is { } share && share is not ("off" or "0"))
        {
            if (!double.TryParse(share, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var percent) || percent is not (>= SmallestShare and <= GreatestShare))
            {
                wrong = string.Create(CultureInfo.InvariantCulture, $"RECTO_RECOMMENDATIONS_SHUFFLE “{share}” is no number from {SmallestShare} to {GreatestShare}, as 1: so many of a hundred readers are shown lists in another order. Leave it out for none.");
                return false;
            }

            shuffled = percent;
        }

        told = new() { Threshold = new(sessions, epsilon), ReadingMonths = months, Embedder = embedder, ShuffledPercent = shuffled };
        wrong = null;
        return true;
    }
}
