using System.Security.Claims;
using System.Text.Json;
using Microsoft.AspNetCore.Authentication.OAuth.Claims;

namespace Recto.App.Features.Federation.OpenIdConnect;

/// <summary>Takes a claim of texts from the answer of the user info endpoint: one text, or a list of them. Anything else is passed over.</summary>
internal sealed class ClaimOfList(string name) : ClaimAction(name, ClaimValueTypes.String)
{
    private const int Most = 100;

    /// <inheritdoc/>
    public override void Run(JsonElement userData, ClaimsIdentity identity, string issuer)
    {
        if (userData.ValueKind != JsonValueKind.Object || !userData.TryGetProperty(ClaimType, out var said))
        {
            return;
        }

        foreach (var value in (said.ValueKind == JsonValueKind.Array ? said.EnumerateArray().Take(Most) : [said]).Where(value => value.ValueKind == JsonValueKind.String))
        {
            if (!identity.HasClaim(ClaimType, value.GetString()!))
            {
                identity.AddClaim(new Claim(ClaimType, value.GetString()!, ValueType, issuer));
            }
        }
    }
}
