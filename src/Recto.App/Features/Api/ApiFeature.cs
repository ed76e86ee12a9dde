using Recto.App.Features.Api.Describing;
using Recto.App.Features.Api.Keys;
using Recto.App.Shell;
using Recto.App.Shell.Persons;
using Recto.Storage.Api;

namespace Recto.App.Features.Api;

/// <summary>The read API, its description, its page, and the keys.</summary>
internal static class ApiFeature
{
    /// <summary>Path of version 1.</summary>
    public const string Root = "/api/v1";

    /// <summary>Every address, in the order in which they are told.</summary>
    public static IReadOnlyList<ApiOperation> Operations { get; } = [.. JournalOperations.All, .. ArticleOperations.All, .. CitedByOperations.All, .. MetricsOperations.All, .. NoteOperations.All, .. WorkOperations.All];

    private static IReadOnlyList<Operation> Told { get; } = [.. Operations.Select(operation => operation.Told)];

    /// <summary>Adds what it needs.</summary>
    public static void AddApi(this IServiceCollection services)
    {
        services.AddSingleton<ApiRate>();
        services.AddSingleton(new ApiLimits());
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<ApiKeys>();
        services.AddSingleton<KeptKeys>();
        services.AddSingleton<OwnData>(provider => provider.GetRequiredService<KeptKeys>().TellAsync);
        services.AddSingleton<ErasePerson>(provider => provider.GetRequiredService<KeptKeys>().EraseAsync);
        services.AddHostedService(provider => provider.GetRequiredService<ApiKeys>());
    }

    /// <summary>Maps its addresses.</summary>
    public static void MapApi(this IEndpointRouteBuilder routes)
    {
        routes.MapPage(Problems.Page, ApiPages.ShowAsync);
        routes.MapKeys();
        foreach (var operation in Operations)
        {
            routes.Map(Root + operation.Told.Path.Replace("{doi}", "{**doi}", StringComparison.Ordinal), context => ApiDoor.AnswerAsync(context, operation)); // A DOI has a slash of its own.
        }

        routes.Map("/api/openapi.json", context => ApiDoor.DescribeAsync(context, site => Document.Json(Told, Root, site), "application/json"));
        routes.Map("/api/openapi.yaml", context => ApiDoor.DescribeAsync(context, site => Document.Yaml(Told, Root, site), "application/yaml"));
        routes.Map("/api/{**rest}", context => ApiDoor.AnswerAsync(context, null));
    }
}
