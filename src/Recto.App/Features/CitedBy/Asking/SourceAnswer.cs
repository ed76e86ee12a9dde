namespace Recto.App.Features.CitedBy.Asking;

/// <summary>What came of a question.</summary>
internal abstract record SourceAnswer
{
    private protected SourceAnswer()
    {
    }
}

/// <summary>An answer, whole as far as the line tells.</summary>
/// <param name="Body">Its bytes.</param>
internal sealed record Answered(byte[] Body) : SourceAnswer;

/// <summary>The server knows no such thing (404).</summary>
internal sealed record NotThere : SourceAnswer;

/// <summary>The server wants to be left alone (429, or 503 with a time).</summary>
/// <param name="For">For how long; null where it does not say.</param>
internal sealed record Busy(TimeSpan? For) : SourceAnswer;

/// <summary>The server does not know the login, or gives it nothing.</summary>
internal sealed record Forbidden : SourceAnswer;

/// <summary>The question was too large: no answer in time, or one without an end.</summary>
/// <param name="Words">What happened, in English.</param>
internal sealed record TooMuch(string Words) : SourceAnswer;

/// <summary>The server refuses the question itself: to ask it again is no use.</summary>
/// <param name="Words">What happened, in English.</param>
internal sealed record RefusedQuestion(string Words) : SourceAnswer;

/// <summary>The server is in trouble, or was not reached, or broke off.</summary>
/// <param name="Words">What happened, in English.</param>
internal sealed record NoAnswer(string Words) : SourceAnswer;
