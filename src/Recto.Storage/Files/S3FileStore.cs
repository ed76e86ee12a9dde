using System.Runtime.CompilerServices;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.S3.Model;

namespace Recto.Storage.Files;

/// <summary>
/// Files in a bucket: <c>ab/abcdef…</c> behind the prefix. A stream is laid aside on this machine until its end, for only then its name is known; then it is sent, checked by the service against its hash, and there whole or not at all.
/// Nothing is held in memory but a part. Whoever sweeps or lists reads pages of a thousand names.
/// </summary>
/// <param name="options">The bucket.</param>
/// <param name="time">The clock by which links end.</param>
public sealed class S3FileStore(S3Options options, TimeProvider time) : IFileStore, ISignedLinks, IDisposable
{
    private const int MostParts = 9000; // Of the ten thousand that the protocol allows.
    private const long LargestCopy = 5L * 1024 * 1024 * 1024;

    // A reader who waits is told sooner than somebody who sends a part of sixteen megabytes.
    private readonly AmazonS3Client _reading = Client(options, options.Patience);
    private readonly AmazonS3Client _writing = Client(options, options.Patience * 10);
    private volatile bool _hasBucket;

    /// <inheritdoc/>
    public async Task<StoredFile> WriteAsync(Stream content, long maximumBytes, CancellationToken ct)
    {
        ArgumentNullException.ThrowIfNull(content);
        ArgumentOutOfRangeException.ThrowIfNegative(maximumBytes);
        var folder = options.Unfinished ?? Path.GetTempPath();
        Directory.CreateDirectory(folder);
        var unfinished = Path.Combine(folder, "recto-" + Guid.NewGuid().ToString("N"));
        try
        {
            var stored = await LocalFileStore.CopyAsync(content, unfinished, maximumBytes, keep: false, ct);
            await S3Faults.SayAsync(options, () => KeepAsync(stored, unfinished, ct), ct);
            return stored;
        }
        finally
        {
            File.Delete(unfinished);
        }
    }

    /// <inheritdoc/>
    public async Task<Stream?> OpenAsync(FileHash hash, CancellationToken ct) =>
        await S3Faults.SayAsync(options, () => FindAsync(KeyOf(hash), ct), ct) is { } found ? new S3Stream(_reading, options, KeyOf(hash), found.ContentLength) : null;

    /// <summary>Asks for one name of the bucket, for an answer that says in words what is wrong: to most other questions it has none.</summary>
    public Task LookAsync(CancellationToken ct) => S3Faults.SayAsync(options, () => _reading.ListObjectsV2Async(new ListObjectsV2Request { BucketName = options.Bucket, Prefix = options.Prefix, MaxKeys = 1 }, ct), ct);

    /// <inheritdoc/>
    public async IAsyncEnumerable<FileHash> ListAsync([EnumeratorCancellation] CancellationToken ct)
    {
        await foreach (var found in SurveyAsync(ct))
        {
            if (!found.IsMark)
            {
                yield return found.Hash;
            }
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<SurveyedFile> SurveyAsync([EnumeratorCancellation] CancellationToken ct)
    {
        var request = new ListObjectsV2Request { BucketName = options.Bucket, Prefix = options.Prefix };
        do
        {
            var page = await S3Faults.SayAsync(options, () => _writing.ListObjectsV2Async(request, ct), ct);
            foreach (var one in page.S3Objects ?? [])
            {
                var isMark = one.Key.EndsWith(SurveyedFile.Mark, StringComparison.Ordinal);
                var key = isMark ? one.Key[..^SurveyedFile.Mark.Length] : one.Key;
                if (FileHash.TryParse(key[(key.LastIndexOf('/') + 1)..], out var hash) && key == KeyOf(hash))
                {
                    yield return new SurveyedFile(hash, isMark, At(one.LastModified), one.Size ?? 0);
                }
            }

            request.ContinuationToken = page.IsTruncated == true ? page.NextContinuationToken : null;
        }
        while (request.ContinuationToken is not null);
    }

    /// <inheritdoc/>
    public Task MarkAsync(FileHash hash, CancellationToken ct) => S3Faults.SayAsync(options, async () =>
        await FindAsync(KeyOf(hash) + SurveyedFile.Mark, ct) is null
            ? await _writing.PutObjectAsync(new PutObjectRequest { BucketName = options.Bucket, Key = KeyOf(hash) + SurveyedFile.Mark, ContentBody = "", UseChunkEncoding = false, ContentType = "text/plain" }, ct)
            : null, ct);

    /// <inheritdoc/>
    public Task UnmarkAsync(FileHash hash, CancellationToken ct) => S3Faults.SayAsync(options, () => _writing.DeleteObjectAsync(options.Bucket, KeyOf(hash) + SurveyedFile.Mark, ct), ct);

    /// <inheritdoc/>
    public async Task<bool> DeleteAsync(FileHash hash, DateTimeOffset before, CancellationToken ct)
    {
        if (await S3Faults.SayAsync(options, () => FindAsync(KeyOf(hash), ct), ct) is not { } found || At(found.LastModified) >= before)
        {
            return false;
        }

        await S3Faults.SayAsync(options, () => _writing.DeleteObjectAsync(options.Bucket, KeyOf(hash), ct), ct);
        return true;
    }

    /// <inheritdoc/>
    public Task<int> DeleteLeavingsAsync(DateTimeOffset before, CancellationToken ct) => S3Faults.SayAsync(options, () => AbortAsync(before, ct), ct);

    /// <inheritdoc/>
    public async Task<Uri?> LinkAsync(FileHash hash, string mediaType, string disposition)
    {
        if (options.Links is not { } good)
        {
            return null;
        }

        var link = await S3Faults.SayAsync(options, () => _reading.GetPreSignedURLAsync(new GetPreSignedUrlRequest
        {
            BucketName = options.Bucket,
            Key = KeyOf(hash),
            Verb = HttpVerb.GET,
            Protocol = options.Endpoint?.Scheme == Uri.UriSchemeHttp ? Protocol.HTTP : Protocol.HTTPS,
            Expires = time.GetUtcNow().Add(good).UtcDateTime,
            ResponseHeaderOverrides = new ResponseHeaderOverrides { ContentType = mediaType, ContentDisposition = disposition, CacheControl = "private, no-store" },
        }), CancellationToken.None);
        return new Uri(link);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _reading.Dispose();
        _writing.Dispose();
    }

    private static AmazonS3Client Client(S3Options options, TimeSpan patience)
    {
        var config = new AmazonS3Config
        {
            ForcePathStyle = options.IsPathStyle,
            Timeout = patience,
            MaxErrorRetry = options.Retries,
            RetryMode = RequestRetryMode.Standard,
            // Checksums of their own behind a body are understood by few but Amazon; each body is signed with its SHA-256 anyhow.
            RequestChecksumCalculation = RequestChecksumCalculation.WHEN_REQUIRED,
            ResponseChecksumValidation = ResponseChecksumValidation.WHEN_REQUIRED,
        };
        if (options.Endpoint is { } endpoint)
        {
            (config.ServiceURL, config.AuthenticationRegion) = (endpoint.ToString(), options.Region);
        }
        else
        {
            config.RegionEndpoint = Amazon.RegionEndpoint.GetBySystemName(options.Region);
        }

        return options is { Key: { } key, Secret: { } secret } ? new AmazonS3Client(new BasicAWSCredentials(key, secret), config) : new AmazonS3Client(config);
    }

    // What has no time is as young as can be: nobody deletes it.
    private static DateTimeOffset At(DateTime? written) => written is { } at ? new DateTimeOffset(at.ToUniversalTime()) : DateTimeOffset.MaxValue;

    private string KeyOf(FileHash hash) => hash.Value is { Length: 64 } name ? $"{options.Prefix}{name[..2]}/{name}" : throw new ArgumentException("An empty hash names no file.", nameof(hash));

    private async Task<GetObjectMetadataResponse?> FindAsync(string key, CancellationToken ct)
    {
        try
        {
            return await _reading.GetObjectMetadataAsync(options.Bucket, key, ct);
        }
        catch (AmazonS3Exception missing) when (S3Faults.IsMissing(missing))
        {
            if (!_hasBucket)
            {
                // The answer has no body, so it does not say whether the file is missing or all of the bucket.
                await _reading.ListObjectsV2Async(new ListObjectsV2Request { BucketName = options.Bucket, MaxKeys = 1 }, ct);
                _hasBucket = true;
            }

            return null;
        }
    }

    private async Task<bool> KeepAsync(StoredFile stored, string unfinished, CancellationToken ct)
    {
        var key = KeyOf(stored.Hash);
        if (stored.Length <= LargestCopy && await FindAsync(key, ct) is { } kept && kept.ContentLength == stored.Length)
        {
            // Young again: a sweep leaves it to whoever wants it now.
            await _writing.CopyObjectAsync(new CopyObjectRequest { SourceBucket = options.Bucket, SourceKey = key, DestinationBucket = options.Bucket, DestinationKey = key, MetadataDirective = S3MetadataDirective.REPLACE }, ct);
            return false;
        }

        if (stored.Length <= options.PartBytes)
        {
            await _writing.PutObjectAsync(new PutObjectRequest { BucketName = options.Bucket, Key = key, FilePath = unfinished, UseChunkEncoding = false, ContentType = "application/octet-stream" }, ct);
            return true;
        }

        await SendPartsAsync(key, unfinished, stored.Length, ct);
        return true;
    }

    private async Task SendPartsAsync(string key, string unfinished, long length, CancellationToken ct)
    {
        var part = Math.Max(options.PartBytes, (length / MostParts) + 1);
        var begun = await _writing.InitiateMultipartUploadAsync(new InitiateMultipartUploadRequest { BucketName = options.Bucket, Key = key, ContentType = "application/octet-stream" }, ct);
        try
        {
            var parts = new List<PartETag>();
            for (var from = 0L; from < length; from += part)
            {
                var sent = await _writing.UploadPartAsync(new UploadPartRequest
                {
                    BucketName = options.Bucket,
                    Key = key,
                    UploadId = begun.UploadId,
                    PartNumber = parts.Count + 1,
                    FilePath = unfinished,
                    FilePosition = from,
                    PartSize = Math.Min(part, length - from),
                    UseChunkEncoding = false,
                }, ct);
                parts.Add(new PartETag(parts.Count + 1, sent.ETag));
            }

            await _writing.CompleteMultipartUploadAsync(new CompleteMultipartUploadRequest { BucketName = options.Bucket, Key = key, UploadId = begun.UploadId, PartETags = parts }, ct);
        }
        catch (Exception fault) when (S3Faults.IsOfService(fault))
        {
            await LeaveAsync(key, begun.UploadId);
            throw;
        }
    }

    // What cannot be taken back now, the next sweep does.
    private async Task LeaveAsync(string key, string upload)
    {
        try
        {
            using var soon = new CancellationTokenSource(options.Patience);
            await _writing.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = options.Bucket, Key = key, UploadId = upload }, soon.Token);
        }
        catch (Exception fault) when (S3Faults.IsOfService(fault))
        {
            // The fault that led here is told.
        }
    }

    private async Task<int> AbortAsync(DateTimeOffset before, CancellationToken ct)
    {
        var aborted = 0;
        var request = new ListMultipartUploadsRequest { BucketName = options.Bucket, Prefix = options.Prefix };
        ListMultipartUploadsResponse page;
        do
        {
            page = await _writing.ListMultipartUploadsAsync(request, ct);
            foreach (var upload in (page.MultipartUploads ?? []).Where(upload => At(upload.Initiated) < before))
            {
                await _writing.AbortMultipartUploadAsync(new AbortMultipartUploadRequest { BucketName = options.Bucket, Key = upload.Key, UploadId = upload.UploadId }, ct);
                aborted++;
            }

            (request.KeyMarker, request.UploadIdMarker) = (page.NextKeyMarker, page.NextUploadIdMarker);
        }
        while (page.IsTruncated == true);

        return aborted;
    }
}
