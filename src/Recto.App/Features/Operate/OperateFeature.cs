namespace Recto.App.Features.Operate;

/// <summary>What an operator asks of the program: health, backup, restore.</summary>
internal static class OperateFeature
{
    /// <summary>Adds what it needs.</summary>
    public static void AddOperate(this IServiceCollection services)
    {
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapOperate(this IEndpointRouteBuilder routes)
    {
    }
}
