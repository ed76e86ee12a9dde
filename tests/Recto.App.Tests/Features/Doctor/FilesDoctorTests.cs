using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Recto.App.Features.Doctor;
using Recto.App.Tests.CommandLine;
using Recto.Storage.Files;
using Recto.Tests.S3;

namespace Recto.App.Tests.Features.Doctor;

/// <summary>A real bucket, and what is wrong with it or with the way to it.</summary>
public sealed class FilesDoctorTests(S3Lab lab) : DoctorExam, IClassFixture<S3Lab>
{
    private readonly Run _run = new();

    protected override void CleanUp() => _run.Dispose();

    [Fact]
    [Makes("s3-bucket", "s3-key", "s3-refused", "s3-silent")]
    public async Task A_bucket_is_written_to_read_from_and_left_as_it_was()
    {
        var bucket = await lab.BucketAsync(Ct);

        var well = await LookAsync(bucket);
        Assert.Equal((Health.Ok, $"the bucket {bucket.Place} can be written to, read from and deleted from"), (well.Health, well.Text));
        using var store = new S3FileStore(bucket, TimeProvider.System);
        await foreach (var left in store.ListAsync(Ct))
        {
            Assert.Fail($"{left} was left.");
        }

        Assert.Equal("s3-bucket", (await LookAsync(bucket with { Bucket = "elsewhere" })).Id);
        var key = await LookAsync(bucket with { Secret = "sesame" });
        Assert.Equal("s3-key", key.Id);
        Assert.DoesNotContain("sesame", key.Text, StringComparison.Ordinal);
        Assert.Equal("s3-refused", (await LookAsync(bucket with { Key = "recto:guest" })).Id);
        Assert.Equal("s3-silent", (await LookAsync(bucket with { Endpoint = new Uri("http://127.0.0.1:9") })).Id);
        Assert.False(Directory.Exists(Path.Combine(_run.Data, "files")));
    }

    [Fact]
    [Makes("s3-clock", "s3-region")]
    public async Task What_a_service_answers_in_words_is_understood()
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        await using var house = builder.Build();
        house.Urls.Add("http://127.0.0.1:0");
        var answer = (Code: "RequestTimeTooSkewed", Status: 403); // A real one could only be had with another clock on this machine.
        house.Run(async context =>
        {
            (context.Response.StatusCode, context.Response.ContentType) = (answer.Status, "application/xml");
            await context.Response.WriteAsync($"<Error><Code>{answer.Code}</Code><Message>No.</Message></Error>", Ct);
        });
        await house.StartAsync(Ct);
        var bucket = new S3Options { Bucket = "leaves", Endpoint = new Uri(house.Urls.Single()), Key = "a", Secret = "b" };

        Assert.Equal("s3-clock", (await LookAsync(bucket)).Id);
        answer = ("PermanentRedirect", 301);
        Assert.Equal("s3-region", (await LookAsync(bucket)).Id);
        answer = ("SlowDown", 503);
        Assert.Equal("files-not-usable", (await LookAsync(bucket)).Id);
    }

    private async Task<Finding> LookAsync(S3Options bucket) => Note(await FilesDoctor.LookAsync(With(Healthy(_run.Data), $"RECTO_S3_BUCKET={bucket.Bucket}", $"RECTO_S3_ENDPOINT={bucket.Endpoint}", $"RECTO_S3_PREFIX={bucket.Prefix}", $"RECTO_S3_KEY={bucket.Key}", $"RECTO_S3_SECRET={bucket.Secret}"), Ct)).Single();
}
