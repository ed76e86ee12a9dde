using System.Diagnostics.Metrics;
using Recto.Journals.Access;

namespace Recto.App.Shell.Telemetry;

/// <summary>What Recto itself measures: the meter <c>Recto</c>. Counting costs next to nothing where nobody listens. Attributes are words of ours, never what a reader sent.</summary>
internal static class Meters
{
    /// <summary>Name of the meter.</summary>
    public const string Name = "Recto";

    /// <summary>The meter.</summary>
    public static Meter Own { get; } = new(Name, typeof(Meters).Assembly.GetName().Version?.ToString(3));

    private static readonly Counter<long> Pages = Own.CreateCounter<long>("recto.pages", "{page}", "Pages that may be kept, by whether they came from the cache or were made");
    private static readonly Counter<long> Decisions = Own.CreateCounter<long>("recto.access.decisions", "{decision}", "What was decided on who may read an article, by reason and by whether its text is open");
    private static readonly Counter<long> Mails = Own.CreateCounter<long>("recto.mails", "{mail}", "Mails, by whether the server took them");
    private static readonly Counter<long> Imports = Own.CreateCounter<long>("recto.imports", "{file}", "Files of uploads, by what became of them");
    private static readonly Counter<long> Payments = Own.CreateCounter<long>("recto.payments.settled", "{order}", "Orders that were settled, by way of payment and what they have become");
    private static readonly Counter<long> Deposits = Own.CreateCounter<long>("recto.deposits", "{doi}", "DOIs of deposits, by what the register said");
    private static readonly Counter<long> Faults = Own.CreateCounter<long>("recto.faults", "{fault}", "Answers that say that something broke");

    /// <summary>A page was answered.</summary>
    public static void Page(bool isKept) => Pages.Add(1, new KeyValuePair<string, object?>("outcome", isKept ? "cache" : "made"));

    /// <summary>It was decided who may read an article.</summary>
    public static void Decided(AccessDecision decision)
    {
        if (Decisions.Enabled)
        {
            Decisions.Add(1, new("reason", decision.Reason.ToString()), new("text", decision.Body ? "open" : "closed"));
        }
    }

    /// <summary>A mail was handed over, or not.</summary>
    public static void Mail(bool isTaken) => Mails.Add(1, new KeyValuePair<string, object?>("outcome", isTaken ? "sent" : "failed"));

    /// <summary>A file of an upload was read.</summary>
    public static void Import(string outcome) => Imports.Add(1, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>An order came into another state.</summary>
    public static void Payment(string gateway, string state) => Payments.Add(1, new("gateway", gateway), new("outcome", state));

    /// <summary>The register said something of DOIs.</summary>
    public static void Deposit(string outcome, int count) => Deposits.Add(count, new KeyValuePair<string, object?>("outcome", outcome));

    /// <summary>An answer said that something broke.</summary>
    public static void Fault() => Faults.Add(1);
}
