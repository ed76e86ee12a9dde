namespace Recto.App.Features.Accounts;

/// <summary>Accounts: signing in, people and what they may do.</summary>
internal static class AccountsFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddAccounts(this IServiceCollection services)
    {
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapAccounts(this IEndpointRouteBuilder routes)
    {
    }
}
