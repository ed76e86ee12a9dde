using Recto.App.Shell;

namespace Recto.App.Features.Api;

/// <summary>A request that is answered with a problem: thrown where it is found, caught at the door.</summary>
internal sealed class ApiRefusedException(Problem problem) : Exception(problem.Detail)
{
    /// <summary>The answer.</summary>
    public Problem Problem => problem;

    /// <summary>A parameter that cannot be used.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="detail">What is wrong and how to write it.</param>
    public static ApiRefusedException Parameter(string name, string detail) => new(new Problem(StatusCodes.Status400BadRequest, "bad-parameter", "A parameter cannot be used", detail) { Parameter = name });

    /// <summary>Nothing at this address.</summary>
    public static ApiRefusedException NotFound(string detail) => new(Problems.Of(StatusCodes.Status404NotFound, null) with { Detail = detail });
}
