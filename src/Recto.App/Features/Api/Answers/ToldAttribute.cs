namespace Recto.App.Features.Api.Answers;

/// <summary>What a field of an answer is, for the description that programs and people read.</summary>
/// <param name="description">One or two sentences.</param>
/// <param name="example">A value that it may have; null where the type's own example says enough.</param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class)]
internal sealed class ToldAttribute(string description, object? example = null) : Attribute
{
    /// <summary>One or two sentences.</summary>
    public string Description => description;

    /// <summary>A value that it may have; of a list, one of its items.</summary>
    public object? Example => example;

    /// <summary>Format of a text, as OpenAPI names it: <c>uri</c>, <c>uuid</c>; null for any text.</summary>
    public string? Format { get; init; }
}
