using System.Diagnostics.CodeAnalysis;
using SixLabors.ImageSharp;
using SixLabors.ImageSharp.Formats.Gif;
using SixLabors.ImageSharp.Formats.Jpeg;
using SixLabors.ImageSharp.Formats.Png;
using SixLabors.ImageSharp.Formats.Tiff;
using SixLabors.ImageSharp.Formats.Webp;
using SixLabors.ImageSharp.Memory;
using SixLabors.ImageSharp.Metadata;
using SixLabors.ImageSharp.PixelFormats;

namespace Recto.App.Features.Import;

/// <summary>Opens foreign pictures within bounds: first the head is read, then few pixels at once over the whole program, and nothing for longer than a minute.</summary>
internal static class PictureDecoding
{
    /// <summary>A picture of more pixels than this is not opened. A page of A4 at 600 dots an inch has 35 million.</summary>
    public const long MostPixels = 40_000_000;

    private const int PixelsOfUnit = 4_000_000;
    private const int Units = (int)(MostPixels / PixelsOfUnit);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);
    private static readonly SemaphoreSlim Budget = new(Units, Units);
    private static readonly SemaphoreSlim Turn = new(1, 1);

    /// <summary>The formats that are read, and how much memory a picture may ask for.</summary>
    public static Configuration Configuration { get; } = MakeConfiguration();

    /// <summary>Opens a picture and lets its first frame be worked with, upright.</summary>
    /// <param name="content">Its bytes; can seek.</param>
    /// <param name="look">What it says of itself; of <see cref="MostPixels"/> at most.</param>
    /// <param name="work">What to do with it; the picture is gone afterwards.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>Null where it went well; else why not, to follow a colon.</returns>
    public static async Task<string?> WithAsync(Stream content, PictureLook look, Func<Image<Rgba32>, CancellationToken, Task> work, CancellationToken ct)
    {
        var units = (int)Math.Clamp(look.Pixels / PixelsOfUnit, 1, Units);
        await TakeAsync(units, ct);
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(Patience);
        try
        {
            content.Position = 0;
            using var image = await Image.LoadAsync<Rgba32>(Configuration, content, patience.Token);
            await work(image, patience.Token);
            return null;
        }
        catch (OperationCanceledException) when (!ct.IsCancellationRequested)
        {
            return "opening it took longer than a minute";
        }
        catch (Exception broken) when (IsOfThePicture(broken))
        {
            // A decoder of foreign bytes may fail in many ways; each means that this picture is served as it is.
            return broken is ImageFormatException ? "it is broken (" + FirstSentence(broken.Message) + ")" : "it cannot be opened (" + broken.GetType().Name + ")";
        }
        finally
        {
            Budget.Release(units);
            Configuration.MemoryAllocator.ReleaseRetainedResources();
        }
    }

    /// <summary>Whether a fault says something of the picture, and not of the disk or of a stop.</summary>
    public static bool IsOfThePicture(Exception fault) => fault is not (OperationCanceledException or IOException or UnauthorizedAccessException or OutOfMemoryException) || fault is EndOfStreamException;

    // All of one picture's units before any of the next one's: two that wait for each other's would wait for ever.
    private static async Task TakeAsync(int units, CancellationToken ct)
    {
        await Turn.WaitAsync(ct);
        var taken = 0;
        try
        {
            for (; taken < units; taken++)
            {
                await Budget.WaitAsync(ct);
            }
        }
        catch (OperationCanceledException)
        {
            if (taken > 0)
            {
                Budget.Release(taken);
            }

            throw;
        }
        finally
        {
            Turn.Release();
        }
    }

    private static string FirstSentence(string message) => message.Split(['.', '\n'], 2)[0].Trim() is { Length: > 0 and < 160 } sentence ? sentence : "its pixels cannot be read";

    [SuppressMessage("Reliability", "CA2000", Justification = "Lives as long as the program.")]
    private static Configuration MakeConfiguration()
    {
        var configuration = new Configuration(new PngConfigurationModule(), new JpegConfigurationModule(), new GifConfigurationModule(), new WebpConfigurationModule(), new TiffConfigurationModule())
        {
            MemoryAllocator = MemoryAllocator.Create(new MemoryAllocatorOptions { MaximumPoolSizeMegabytes = 64, AllocationLimitMegabytes = 256 }),
            MaxDegreeOfParallelism = 1, // The import itself runs on all cores.
        };
        configuration.ImageFormatsManager.SetDecoder(GifFormat.Instance, new GifDecoder { DecodingMode = FrameDecodingMode.First });
        configuration.ImageFormatsManager.SetDecoder(TiffFormat.Instance, new TiffDecoder { DecodingMode = FrameDecodingMode.First });
        return configuration;
    }
}
