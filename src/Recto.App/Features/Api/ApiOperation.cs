using Recto.App.Features.Api.Describing;

namespace Recto.App.Features.Api;

/// <summary>An address of the API.</summary>
/// <param name="Told">What it takes and gives.</param>
/// <param name="Answer">Answers a request.</param>
internal sealed record ApiOperation(Operation Told, Func<ApiRequest, CancellationToken, Task> Answer);
