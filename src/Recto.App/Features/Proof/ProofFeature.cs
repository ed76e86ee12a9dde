namespace Recto.App.Features.Proof;

/// <summary>The proof: an article beside its apparatus, and corrections to how notes were read.</summary>
internal static class ProofFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddProof(this IServiceCollection services)
    {
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapProof(this IEndpointRouteBuilder routes)
    {
    }
}
