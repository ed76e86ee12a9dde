using System.Collections.Frozen;
using System.Xml.Linq;
using Recto.Journals.Exchange.Jats;

namespace Recto.Journals.Exchange.JatsOut;

/// <summary>What elements and attributes of older and other tag sets are called in JATS 1.3.</summary>
internal static class Renames
{
    private static readonly FrozenDictionary<string, string[]> Elements = Table(
        "citation=mixed-citation,element-citation nlm-citation=mixed-citation,element-citation access-date=date-in-citation time-stamp=date-in-citation conf-acronym=conf-name annotation=comment,note "
        + "contract-num=award-id contract-sponsor=funding-source grant-num=award-id grant-sponsor=funding-source "
        + "i=italic em=italic b=bold strong=bold u=underline tt=monospace code=monospace,preformat small=sc sm-caps=sc s=strike br=break "
        + "article-front=front article-body=body article-back=back floats-wrap=floats-group glossary-list=glossary gloss-group=glossary "
        + "p=license-p,p license-p=p copyright-statement=p comment=note,p note=comment ext-link=uri,self-uri uri=ext-link,self-uri "
        + "inline-graphic=graphic graphic=inline-graphic,media media=graphic sec=app,boxed-text notes=sec,p label=title "
        + "string-name=name collab=string-name name=string-name institution=named-content element-citation=mixed-citation "
        + "section=sec h1=title h2=title h3=title h4=title h5=title h6=title ul=list ol=list li=list-item pre=preformat dl=def-list dt=term dd=def blockquote=disp-quote fn-group=author-notes string-date=date,date-in-citation suffix=named-content year=named-content elocation-id=named-content");

    private static readonly FrozenDictionary<string, string[]> OasisElements = Table("row=tr entry=td tgroup=table thead=thead tbody=tbody tfoot=tfoot table=table title=caption");

    private static readonly FrozenDictionary<string, string[]> Attributes = Table("citation-type=publication-type mime-sub-type=mimetype href={http://www.w3.org/1999/xlink}href lang={http://www.w3.org/XML/1998/namespace}lang");

    /// <summary>Whether an element is one of OASIS (CALS) tables, in either of the namespaces that JATS has given them.</summary>
    public static bool IsOasis(XName name) => name.NamespaceName.EndsWith("ns/oasis-exchange/table", StringComparison.Ordinal);

    /// <summary>Names to try for an element, the best first.</summary>
    public static IReadOnlyList<XName> Of(XName name) =>
        name.LocalName is "license-ref" or "license_ref" && name.Namespace != Namespaces.Ali ? [Namespaces.Ali + "license_ref"]
        : IsOasis(name) ? [.. OasisElements.GetValueOrDefault(name.LocalName, []).Select(other => (XName)other)]
        : name.Namespace == XNamespace.None ? [.. Elements.GetValueOrDefault(name.LocalName, []).Select(other => (XName)other)] : [];

    /// <summary>The name to try for an attribute; null where there is none.</summary>
    public static XName? OfAttribute(XName name) => name.Namespace == XNamespace.None && Attributes.TryGetValue(name.LocalName, out var other) ? other[0] : null;

    private static FrozenDictionary<string, string[]> Table(string pairs) =>
        pairs.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=', 2)).ToFrozenDictionary(pair => pair[0], pair => pair[1].Split(','), StringComparer.Ordinal);
}
