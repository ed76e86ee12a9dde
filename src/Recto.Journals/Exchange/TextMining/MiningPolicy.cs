using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Recto.Journals.Exchange.TextMining;

/// <summary>Writes what the TDM Reservation Protocol (W3C Community Group, 2024) asks for: the file of a whole site, and the policy of a journal, an offer in ODRL.</summary>
public static class MiningPolicy
{
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.Default };

    /// <summary><c>/.well-known/tdmrep.json</c>: an array of rules, even of one or of none.</summary>
    public static byte[] WriteRules(IReadOnlyList<MiningReservation> rules)
    {
        ArgumentNullException.ThrowIfNull(rules);
        return Write(json =>
        {
            json.WriteStartArray();
            foreach (var rule in rules)
            {
                json.WriteStartObject();
                json.WriteString("location", rule.Location);
                json.WriteNumber("tdm-reservation", rule.IsReserved ? 1 : 0);
                if (rule is { IsReserved: true, Policy: { } policy })
                {
                    json.WriteString("tdm-policy", policy);
                }

                json.WriteEndObject();
            }

            json.WriteEndArray();
        });
    }

    /// <summary>The policy of a journal: research may mine it as the law says; anybody else asks first.</summary>
    /// <param name="offer">Who offers what.</param>
    public static byte[] WriteOffer(MiningOffer offer)
    {
        ArgumentNullException.ThrowIfNull(offer);
        return Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("@context");
            json.WriteStringValue("http://www.w3.org/ns/odrl.jsonld");
            json.WriteStringValue("http://www.w3.org/ns/tdmrep.jsonld");
            json.WriteEndArray();
            json.WriteString("@type", "Offer");
            json.WriteString("profile", "http://www.w3.org/ns/tdmrep");
            json.WriteString("uid", offer.Address);
            json.WriteStartObject("assigner");
            json.WriteString("uid", offer.AssignerAddress);
            json.WriteString("vcard:fn", Clean(offer.Assigner));
            if (offer.Email is { } email)
            {
                json.WriteString("vcard:hasEmail", "mailto:" + Clean(email));
            }

            json.WriteString("vcard:hasURL", offer.AssignerAddress);
            json.WriteEndObject();
            json.WriteStartArray("permission");
            Permission(json, offer.Target, isResearch: true);
            Permission(json, offer.Target, isResearch: false);
            json.WriteEndArray();
            json.WriteEndObject();
        });
    }

    private static void Permission(Utf8JsonWriter json, string target, bool isResearch)
    {
        json.WriteStartObject();
        json.WriteString("target", target);
        json.WriteString("action", "tdm:mine");
        if (isResearch)
        {
            json.WriteStartArray("constraint");
            json.WriteStartObject();
            json.WriteString("leftOperand", "purpose");
            json.WriteString("operator", "eq");
            json.WriteString("rightOperand", "tdm:research");
            json.WriteEndObject();
            json.WriteEndArray();
        }
        else
        {
            json.WriteStartArray("duty");
            json.WriteStartObject();
            json.WriteString("action", "obtainConsent");
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Options))
        {
            write(json);
        }

        return stream.ToArray();
    }

    // Half a surrogate pair has no UTF-8.
    private static string Clean(string text) => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text));
}

/// <summary>A rule of a site: which addresses, and whether mining is reserved there.</summary>
/// <param name="Location">Pattern of a path, with <c>*</c> and <c>$</c>.</param>
/// <param name="IsReserved">Whether.</param>
/// <param name="Policy">Address of the policy; null where there is none.</param>
public sealed record MiningReservation(string Location, bool IsReserved, string? Policy);

/// <summary>Under which terms a journal may be mined.</summary>
/// <param name="Address">Address of the policy itself.</param>
/// <param name="Assigner">Who holds the rights.</param>
/// <param name="AssignerAddress">Their web address.</param>
/// <param name="Email">Where to ask; null where nobody has said.</param>
/// <param name="Target">The address that stands for the whole journal.</param>
public sealed record MiningOffer(string Address, string Assigner, string AssignerAddress, string? Email, string Target);
