namespace Recto.Notes.Labelling.Features;

/// <summary>
/// What is seen where one word follows another: the end of the first, the sort of the second, quotation and bracket. Few in number, so that
/// the weights of every step from label to label can be summed once for each context.
/// </summary>
internal static class StepContext
{
    public const int Ends = 10;
    public const int Starts = 14;
    public const int Quotes = 4;
    public const int Brackets = 3;

    /// <summary>Number of contexts.</summary>
    public const int Count = Ends * Starts * Quotes * Brackets;

    public static int Of(int end, int start, int quote, int bracket) => ((end * Starts + start) * Quotes + quote) * Brackets + bracket;

    /// <summary>The parts of a context that have weights of their own, alone and in pairs.</summary>
    public static void Parts(int context, Span<int> parts)
    {
        var bracket = context % Brackets;
        var quote = context / Brackets % Quotes;
        var start = context / (Brackets * Quotes) % Starts;
        var end = context / (Brackets * Quotes * Starts);
        parts[0] = 0;
        parts[1] = 1 + end;
        parts[2] = 1 + Ends + start;
        parts[3] = 1 + Ends + Starts + quote * Brackets + bracket;
        parts[4] = 1 + Ends + Starts + Quotes * Brackets + end * Starts + start;
    }

    public const int PartsOfContext = 5;

    /// <summary>Number of parts.</summary>
    public const int PartCount = 1 + Ends + Starts + Quotes * Brackets + Ends * Starts;
}
