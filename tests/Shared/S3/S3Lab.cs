using System.Diagnostics;
using System.Globalization;
using Amazon.Runtime;
using Amazon.S3;
using Recto.Storage.Files;

namespace Recto.Tests.S3;

/// <summary>A real service that speaks S3 and checks signatures (OpenStack Swift with s3api, from Debian’s packages) on loopback, at a port that was free. It ends when the tests do, whatever ends them.</summary>
public sealed class S3Lab : IAsyncLifetime
{
    private const string Key = "recto:tests", Secret = "a-secret-that-only-tests-know";

    private readonly string _folder = Directory.CreateDirectory(Path.Combine(Directory.Exists("/dev/shm") ? "/dev/shm" : Path.GetTempPath(), "recto-s3-" + Guid.NewGuid().ToString("N"))).FullName;
    private Process? _process;
    private int _buckets;

    private static string? Python => Environment.GetEnvironmentVariable("RECTO_TEST_S3") is { Length: > 0 } python && File.Exists(python) ? python : null;

    /// <summary>Where it answers.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1:1");

    /// <summary>Skips the test where it cannot be started; in CI it fails then.</summary>
    public static void Require()
    {
        if (Python is null)
        {
            const string Why = "RECTO_TEST_S3 names no python3 that has Swift (apt install swift-proxy swift-account swift-container swift-object; then /usr/bin/python3).";
            Assert.False(Environment.GetEnvironmentVariable("CI") == "true", Why);
            Assert.Skip(Why);
        }
    }

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Python is null)
        {
            return;
        }

        var start = new ProcessStartInfo(Python, [Path.Combine(AppContext.BaseDirectory, "S3", "house.py"), _folder, "0", Key, Secret]) { RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true };
        _process = Process.Start(start)!;
        var said = new System.Text.StringBuilder();
        _process.ErrorDataReceived += (_, line) => said.AppendLine(line.Data);
        _process.BeginErrorReadLine();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(60));
        while (await _process.StandardOutput.ReadLineAsync(patience.Token) is { } line)
        {
            if (line.StartsWith("ready ", StringComparison.Ordinal))
            {
                Endpoint = new Uri("http://127.0.0.1:" + int.Parse(line["ready ".Length..], CultureInfo.InvariantCulture));
                return;
            }
        }

        throw new InvalidOperationException($"Swift did not come up: {said}");
    }

    /// <summary>A bucket of its own for a test.</summary>
    public async Task<S3Options> BucketAsync(CancellationToken ct)
    {
        Require();
        var bucket = string.Create(CultureInfo.InvariantCulture, $"bucket-{Interlocked.Increment(ref _buckets)}");
        using var client = new AmazonS3Client(new BasicAWSCredentials(Key, Secret), new AmazonS3Config { ServiceURL = Endpoint.ToString(), AuthenticationRegion = "us-east-1", ForcePathStyle = true });
        await client.PutBucketAsync(bucket, ct);
        return new S3Options { Endpoint = Endpoint, Bucket = bucket, Prefix = "recto/", Key = Key, Secret = Secret, IsPathStyle = true, Patience = TimeSpan.FromSeconds(10) };
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_process is { } process)
        {
            process.StandardInput.Close();
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync();
            process.Dispose();
        }

        Directory.Delete(_folder, recursive: true);
    }
}
