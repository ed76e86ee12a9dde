using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Amazon.Runtime;

namespace Recto.Storage.Files;

/// <summary>What a service that speaks S3 answers, in words for whoever runs the site.</summary>
internal static class S3Faults
{
    /// <summary>Does it, and says what went wrong in words of our own.</summary>
    public static async Task<T> SayAsync<T>(S3Options options, Func<Task<T>> act, CancellationToken ct)
    {
        try
        {
            return await act();
        }
        catch (Exception fault) when (IsOfService(fault) && !ct.IsCancellationRequested)
        {
            throw Of(options, fault);
        }
    }

    /// <summary>Whether it is the service’s fault, or that of the way to it.</summary>
    public static bool IsOfService(Exception fault) => fault is AmazonServiceException or AmazonClientException or TimeoutException or OperationCanceledException
        || fault is IOException and not FileStoreException and not FileTooLargeException
        || fault.GetBaseException() is SocketException or AuthenticationException; // What the client of HTTP throws where nobody answers it.

    /// <summary>Whether the answer is that there is nothing of that name.</summary>
    public static bool IsMissing(AmazonServiceException fault) => fault.StatusCode == HttpStatusCode.NotFound;

    /// <summary>The same in words.</summary>
    public static FileStoreException Of(S3Options options, Exception fault) => new(Say(options, fault), fault, KindOf(fault));

    private static FileStoreFault KindOf(Exception fault) => fault switch
    {
        AmazonServiceException { ErrorCode: "NoSuchBucket" } => FileStoreFault.Bucket,
        AmazonServiceException { ErrorCode: "RequestTimeTooSkewed" } => FileStoreFault.Clock,
        AmazonServiceException { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" } => FileStoreFault.Key,
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } => FileStoreFault.Refused,
        AmazonServiceException { StatusCode: HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest, ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "TemporaryRedirect" } => FileStoreFault.Region,
        AmazonServiceException { StatusCode: not 0 } => FileStoreFault.Other,
        AmazonClientException unsigned when unsigned.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase) => FileStoreFault.Key,
        _ => FileStoreFault.Silent,
    };

    private static string Say(S3Options options, Exception fault) => fault switch
    {
        AmazonServiceException { ErrorCode: "NoSuchBucket" } => $"There is no bucket {options.Place}: make it there, or name another by RECTO_S3_BUCKET.",
        AmazonServiceException { ErrorCode: "RequestTimeTooSkewed" } => $"The clock of this machine and that of the file store {options.Place} differ by more than the store bears: set this machine’s clock (NTP).",
        AmazonServiceException { ErrorCode: "InvalidAccessKeyId" or "SignatureDoesNotMatch" } => $"The file store {options.Place} does not know the key, or the secret is not its own: check RECTO_S3_KEY and RECTO_S3_SECRET, and that RECTO_S3_REGION is the bucket’s.",
        AmazonServiceException { StatusCode: HttpStatusCode.Forbidden } => $"The file store {options.Place} refuses: the key may be wrong (RECTO_S3_KEY, RECTO_S3_SECRET), or may not read, write, delete and list there (s3:GetObject, s3:PutObject, s3:DeleteObject, s3:ListBucket).",
        AmazonServiceException { StatusCode: HttpStatusCode.MovedPermanently or HttpStatusCode.TemporaryRedirect or HttpStatusCode.BadRequest, ErrorCode: "PermanentRedirect" or "AuthorizationHeaderMalformed" or "TemporaryRedirect" } => $"The bucket {options.Place} stands in another region: set RECTO_S3_REGION to it.",
        AmazonServiceException { StatusCode: 0 } unanswered => $"The file store {options.Place} does not answer ({Inner(unanswered)}): see that it runs, and that RECTO_S3_ENDPOINT is its address.",
        AmazonServiceException refused => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"The file store {options.Place} answered {(int)refused.StatusCode} ({refused.ErrorCode}): {refused.Message.TrimEnd('.')}. See its own log."),
        AmazonClientException unsigned when unsigned.Message.Contains("credentials", StringComparison.OrdinalIgnoreCase) => $"No key for the file store {options.Place} was found: set RECTO_S3_KEY and RECTO_S3_SECRET, or give this machine a role.",
        OperationCanceledException or TimeoutException => $"The file store {options.Place} does not answer in time: see that it runs, and that RECTO_S3_ENDPOINT is its address.",
        _ => $"The file store {options.Place} does not answer ({Inner(fault)}): see that it runs, and that RECTO_S3_ENDPOINT is its address.",
    };

    private static string Inner(Exception fault) => fault.GetBaseException().Message.TrimEnd('.');
}
