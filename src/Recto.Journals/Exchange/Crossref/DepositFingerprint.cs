using System.Security.Cryptography;
using System.Text;
using System.Xml.Linq;

namespace Recto.Journals.Exchange.Crossref;

/// <summary>One word for what a deposit says, whenever and by whichever schema it is sent: where it is the same, the register knows all of it already.</summary>
public static class DepositFingerprint
{
    /// <summary>Raised where deposits are written otherwise: all are looked at again then, and those that came out otherwise are sent.</summary>
    public const string Rule = "1";

    // What stands for the present in a deposit that has no date of its own.
    private const long NoTime = 19700101000000000;

    /// <summary>The word: the server, and 32 hexadecimal digits.</summary>
    /// <param name="deposit">What is to be deposited: one article, or one DOI of an issue or a journal.</param>
    /// <param name="server">Name of the register: what one knows, the other does not.</param>
    public static string Of(Deposit deposit, string server)
    {
        ArgumentNullException.ThrowIfNull(deposit);
        var document = DepositWriter.Write(deposit with { Schema = DepositSchema.V540, Timestamp = NoTime, BatchId = "none" });
        var body = document.Root!.Elements().First(element => element.Name.LocalName == "body");
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes(body.ToString(SaveOptions.DisableFormatting)));
        return $"{server}:{Convert.ToHexStringLower(hash.AsSpan(0, 16))}";
    }
}
