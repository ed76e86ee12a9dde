using System.Diagnostics;
using System.Runtime.InteropServices;

namespace Recto.Tests.Shared;

/// <summary>The time that the calling thread had of the processor, where the system tells it; else the clock must do. So a busy machine makes no difference to a test of how time grows.</summary>
internal readonly struct ProcessorClock
{
    // CLOCK_THREAD_CPUTIME_ID of Linux.
    private const int ThreadProcessorTime = 3;
    private readonly TimeSpan _began;

    private ProcessorClock(TimeSpan began) => _began = began;

    /// <summary>Since it was started, by the same thread.</summary>
    public TimeSpan Elapsed => Now() - _began;

    public static ProcessorClock StartNew() => new(Now());

    private static TimeSpan Now() => OperatingSystem.IsLinux() && ClockGetTime(ThreadProcessorTime, out var time) == 0
        ? TimeSpan.FromSeconds(time.Seconds) + TimeSpan.FromTicks(time.Nanoseconds / TimeSpan.NanosecondsPerTick)
        : Stopwatch.GetElapsedTime(0);

    [DllImport("libc", EntryPoint = "clock_gettime")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ClockGetTime(int clock, out Timespec time);

    private struct Timespec
    {
        public nint Seconds;
        public nint Nanoseconds;
    }
}
