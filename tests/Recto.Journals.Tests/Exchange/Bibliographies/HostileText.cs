namespace Recto.Journals.Tests.Exchange.Bibliographies;

/// <summary>Text that breaks careless writers.</summary>
internal static class HostileText
{
    public static TheoryData<string> All =>
    [
        "plain words",
        "]]> <![CDATA[ & &amp; <b>\"quoted\"</b> 'x'",
        "a { b",
        "a } b",
        "{}}{{",
        @"50% of $5 & #1_a ~ ^ \ \relax \end{document}",
        "two\r\nlines\tand\u0000control\u0001\u001f\u007f\u0085characters\u2028here",
        "half \ud800 a pair \udc00 and \uffff \ufffe \ufdd0",
        "ER  - \r\nTY  - JOUR",
        "@book{x, title = {y}}",
        "\u202eright to left\u202c שלום العربية",
        "𝔊𝔬𝔱𝔥𝔦𝔠 😀 e\u0301 ﬁ",
        "A and B, and C",
        "  , ; . ",
        "-- --> -- <!-- ?>",
        "\ufeffmark",
    ];
}
