using System.Text;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;
using Recto.App.Features.Federation.OpenIdConnect;
using Recto.App.Shell;
using Recto.App.Shell.Language;
using Recto.Storage.Federation;

namespace Recto.App.Features.Federation.Desk;

/// <summary>One thing that was looked at.</summary>
/// <param name="IsGood">Whether it is as it must be.</param>
/// <param name="Sentence">What was found, and what to do.</param>
public sealed record TrialLine(bool IsGood, string Sentence);

/// <summary>Asks a provider for its discovery document and its keys when somebody at the desk wants to know whether a sign-in would work. Nobody is signed in by it.</summary>
internal sealed class DiscoveryTrial(Say say, SiteOptions site)
{
    private const int LargestAnswer = 1024 * 1024;

    /// <summary>What was found, in order; the last line is the first that is not good, if one is not.</summary>
    public async Task<IReadOnlyList<TrialLine>> RunAsync(IdentityProvider provider, CancellationToken ct)
    {
        var lines = new List<TrialLine>();
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(ProviderOptions.Patience);
        using var client = new HttpClient(WayOut.Handler(site.Inside)) { MaxResponseContentBufferSize = LargestAnswer };
        var address = ProviderOptions.DiscoveryOf(provider.Issuer);
        try
        {
            if (await ReadAsync(client, address, lines, patience.Token) is not { } document)
            {
                return lines;
            }

            var told = OpenIdConnectConfiguration.Create(document);
            if (!Look(told.Issuer == provider.Issuer, say["It calls itself {0}.", told.Issuer ?? "?"], say["It calls itself “{0}”, and the issuer here is “{1}”: they must be the same to the letter.", told.Issuer ?? "", provider.Issuer])
                || !Look(IsSafe(told.AuthorizationEndpoint) && IsSafe(told.TokenEndpoint), say["It says where people sign in, and where tokens are had."], say["It does not say by https where people sign in and where tokens are had (authorization_endpoint, token_endpoint)."])
                || !Look(told.ResponseTypesSupported.Count == 0 || told.ResponseTypesSupported.Contains("code"), say["It gives codes (response type “code”)."], say["It does not give codes (response type “code”), which this site needs."])
                || !Look(IsSafe(told.JwksUri), say["It says where its keys are."], say["It does not say by https where its keys are (jwks_uri)."]))
            {
                return lines;
            }

            if (await ReadAsync(client, told.JwksUri, lines, patience.Token) is { } keys)
            {
                Look(new JsonWebKeySet(keys).GetSigningKeys().Count > 0, say["Its keys can be read."], say["No key for signatures is among its keys."]);
            }
        }
        catch (Exception broken) when (broken is ArgumentException or System.Text.Json.JsonException or InvalidOperationException or FormatException)
        {
            lines.Add(new(false, say["What it answers cannot be read as what it should be: {0}", broken.Message.Split('\n')[0]]));
        }

        return lines;

        bool Look(bool isGood, string good, string bad)
        {
            lines.Add(new(isGood, isGood ? good : bad));
            return isGood;
        }
    }

    private static bool IsSafe(string? address) => Uri.TryCreate(address, UriKind.Absolute, out var uri) && ServerAddress.IsSafe(uri);

    private async Task<string?> ReadAsync(HttpClient client, string address, List<TrialLine> lines, CancellationToken ct)
    {
        try
        {
            using var answer = await client.GetAsync(new Uri(address), ct);
            if (answer.IsSuccessStatusCode)
            {
                lines.Add(new(true, say["{0} answers.", address]));
                return Encoding.UTF8.GetString(await answer.Content.ReadAsByteArrayAsync(ct));
            }

            lines.Add(new(false, say["{0} answers with status {1}.", address, (int)answer.StatusCode]));
        }
        catch (HttpRequestException failure)
        {
            lines.Add(new(false, say["{0} does not answer: {1}", address, failure.Message]));
        }
        catch (OperationCanceledException)
        {
            lines.Add(new(false, say["{0} did not answer within {1} seconds.", address, ProviderOptions.Patience.TotalSeconds]));
        }

        return null;
    }
}
