using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Recto.App.Tests.Features.Federation;

/// <summary>In what a provider lies or fails.</summary>
public enum Lie
{
    None = 1,
    OtherIssuerInToken,
    OtherIssuerInDiscoveryAndToken,
    OtherAudience,
    OtherNonce,
    NoNonce,
    Expired,
    NotYet,
    NoSignature,
    OtherKey,
    SignedWithTheSecret,
    NoToken,
    NotJson,
    UserInfoOfAnother,
    TokenEndpointBroken,
    DiscoveryBroken,
    DiscoveryEndless,
    Denied,
    OtherState,
}

/// <summary>A provider of OpenID Connect that says what it is told to say; nobody is asked anything.</summary>
internal sealed class LyingProvider : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly RSA _rsa = RSA.Create(2048);
    private readonly RSA _other = RSA.Create(2048);
    private string? _nonce;

    private LyingProvider(WebApplication app) => _app = app;

    public Lie Lie { get; set; } = Lie.None;

    public string Issuer => _app.Urls.Single();

    public static async Task<LyingProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var provider = new LyingProvider(app);
        app.MapGet("/.well-known/openid-configuration", provider.DiscoveryAsync);
        app.MapGet("/jwks", () => Results.Json(new { keys = new[] { Public(provider._rsa) } }));
        app.MapGet("/authorize", provider.Authorize);
        app.MapPost("/token", provider.Token);
        app.MapGet("/me", () => Results.Json(new Dictionary<string, object> { ["sub"] = provider.Lie == Lie.UserInfoOfAnother ? "somebody else" : "reader", ["eduperson_scoped_affiliation"] = new[] { "member@uni-x.example" } }));
        await app.StartAsync(TestContext.Current.CancellationToken);
        return provider;
    }

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync(CancellationToken.None);
        await _app.DisposeAsync();
        _rsa.Dispose();
        _other.Dispose();
    }

    private async Task DiscoveryAsync(HttpContext context)
    {
        if (Lie == Lie.DiscoveryBroken)
        {
            context.Response.StatusCode = 500;
            return;
        }

        context.Response.ContentType = "application/json";
        if (Lie == Lie.DiscoveryEndless)
        {
            var blanks = new byte[65536];
            Array.Fill(blanks, (byte)' ');
            for (var i = 0; i < 64; i++)
            {
                await context.Response.Body.WriteAsync(blanks, context.RequestAborted);
            }
        }

        await context.Response.WriteAsync(new JsonObject
        {
            ["issuer"] = Lie == Lie.OtherIssuerInDiscoveryAndToken ? "https://evil.example" : Issuer,
            ["authorization_endpoint"] = Issuer + "/authorize",
            ["token_endpoint"] = Issuer + "/token",
            ["userinfo_endpoint"] = Issuer + "/me",
            ["jwks_uri"] = Issuer + "/jwks",
            ["response_types_supported"] = new JsonArray("code"),
            ["id_token_signing_alg_values_supported"] = new JsonArray("RS256", "none"),
        }.ToJsonString(), context.RequestAborted);
    }

    private IResult Authorize(HttpContext context)
    {
        var query = context.Request.Query;
        Assert.Equal("S256", query["code_challenge_method"]);
        _nonce = query["nonce"];
        var state = Lie == Lie.OtherState ? "made-up" : query["state"].ToString();
        return Results.Redirect($"{query["redirect_uri"]}?{(Lie == Lie.Denied ? "error=access_denied" : "code=1")}&state={Uri.EscapeDataString(state)}");
    }

    private IResult Token()
    {
        switch (Lie)
        {
            case Lie.TokenEndpointBroken: return Results.StatusCode(503);
            case Lie.NoToken: return Results.Json(new { access_token = "a", token_type = "Bearer" });
            case Lie.NotJson: return Results.Text("<html>Welcome</html>", "text/html");
            default: break;
        }

        var now = DateTime.UtcNow;
        var claims = new Dictionary<string, object> { ["sub"] = "reader", ["eduperson_scoped_affiliation"] = new[] { "member@uni-x.example" } };
        if (Lie != Lie.NoNonce)
        {
            claims["nonce"] = Lie == Lie.OtherNonce ? "another" : _nonce!;
        }

        var token = new JsonWebTokenHandler { SetDefaultTimesOnTokenCreation = false }.CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Lie is Lie.OtherIssuerInToken or Lie.OtherIssuerInDiscoveryAndToken ? "https://evil.example" : Issuer,
            Audience = Lie == Lie.OtherAudience ? "somebody else" : "recto",
            IssuedAt = now,
            NotBefore = Lie == Lie.NotYet ? now.AddHours(1) : null,
            Expires = Lie == Lie.Expired ? now.AddMinutes(-10) : now.AddHours(2),
            Claims = claims,
            SigningCredentials = Lie switch
            {
                Lie.NoSignature => null,
                Lie.OtherKey => new SigningCredentials(new RsaSecurityKey(_other) { KeyId = "k" }, SecurityAlgorithms.RsaSha256),
                Lie.SignedWithTheSecret => new SigningCredentials(new SymmetricSecurityKey(SHA256.HashData(Encoding.UTF8.GetBytes("a secret that only tests know"))), SecurityAlgorithms.HmacSha256),
                _ => new SigningCredentials(new RsaSecurityKey(_rsa) { KeyId = "k" }, SecurityAlgorithms.RsaSha256),
            },
        });
        return Results.Json(new { id_token = token, access_token = "a", token_type = "Bearer", expires_in = 60 });
    }

    private static object Public(RSA rsa)
    {
        var key = rsa.ExportParameters(includePrivateParameters: false);
        return new { kty = "RSA", use = "sig", alg = "RS256", kid = "k", n = Base64UrlEncoder.Encode(key.Modulus), e = Base64UrlEncoder.Encode(key.Exponent) };
    }
}
