using System.Text.RegularExpressions;
using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Recto.App.Features.Import.Markdown;

/// <summary>
/// Attributes as kramdown (<c>{:.no_toc}</c>), pandoc and Hugo (<c>{#id .class}</c>) write them: they say how a site shows a thing and are no part of the text. The id of a heading and the class of
/// <c>[words]{.smallcaps}</c> are kept, the rest is listed. Braces of the text itself (<c>{a, b}</c>) stay.
/// </summary>
/// <param name="leftOut">Takes what is left out.</param>
internal sealed partial class MarkdownAttributes(List<string> leftOut) : IMarkdownExtension
{
    /// <inheritdoc/>
    public void Setup(MarkdownPipelineBuilder pipeline)
    {
        pipeline.InlineParsers.Insert(0, new SpanParser());
        pipeline.InlineParsers.Insert(0, new BraceParser(leftOut));
    }

    /// <inheritdoc/>
    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }

    // {…} from here on in one line; null where it does not end soon.
    private static string? Braces(StringSlice slice, int offset)
    {
        if (slice.PeekChar(offset) != '{')
        {
            return null;
        }

        for (var length = 1; length < 300; length++)
        {
            switch (slice.PeekChar(offset + length))
            {
                case '}':
                    return slice.Text.Substring(slice.Start + offset, length + 1);
                case '\0' or '\n' or '\r' or '{':
                    return null;
                default:
                    continue;
            }
        }

        return null;
    }

    private sealed class BraceParser : InlineParser
    {
        private readonly List<string> _leftOut;

        public BraceParser(List<string> leftOut)
        {
            _leftOut = leftOut;
            OpeningCharacters = ['{'];
        }

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (slice.PeekChar() is not (':' or '#' or '.') || Braces(slice, 0) is not { } braces || !IsAttributes(processor, slice, braces))
            {
                return false;
            }

            if (processor.Block is HeadingBlock heading && Identifier().Match(braces) is { Success: true } id)
            {
                heading.GetAttributes().Id = id.Groups[1].Value;
            }
            else
            {
                _leftOut.Add(braces);
            }

            slice.Start += braces.Length;
            processor.Inline = new LiteralInline("");
            return true;
        }

        // What pandoc and Hugo write must follow a thing that can bear it; kramdown's colon is enough.
        private static bool IsAttributes(InlineProcessor processor, StringSlice slice, string braces)
        {
            if (braces[1] == ':')
            {
                return true;
            }

            var before = slice.Start > 0 ? slice.Text[slice.Start - 1] : '\n';
            return Pairs().IsMatch(braces) && (before is ')' or ']' or '`' or '*' or '_' or '\n' || processor.Block is HeadingBlock && before == ' ');
        }
    }

    // [words]{.class}: a span, which Markdown has no sign for.
    private sealed class SpanParser : InlineParser
    {
        private readonly Dictionary<int, int> _ends = [];
        private string? _text;

        public SpanParser() => OpeningCharacters = ['[', ']'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            if (!ReferenceEquals(_text, slice.Text))
            {
                _text = slice.Text;
                _ends.Clear();
            }

            if (slice.CurrentChar == ']')
            {
                if (!_ends.TryGetValue(slice.Start, out var length))
                {
                    return false;
                }

                processor.Inline = new HtmlInline("</span>");
                slice.Start += length + 1;
                return true;
            }

            for (var length = 1; length < 500; length++)
            {
                switch (slice.PeekChar(length))
                {
                    case ']' when slice.PeekChar(length + 1) == '{' && slice.PeekChar(length + 2) == '.' && Braces(slice, length + 1) is { } braces && Pairs().IsMatch(braces):
                        _ends[slice.Start + length] = braces.Length;
                        processor.Inline = new HtmlInline($"<span class=\"{Class().Match(braces).Groups[1].Value}\">");
                        slice.Start++;
                        return true;
                    case '[' or ']' or '\0':
                        return false;
                    default:
                        continue;
                }
            }

            return false;
        }
    }

    // {#id .class key="value"}
    [GeneratedRegex("""^\{(?:\s*(?:[#.][\w:-]+|[\w-]+=(?:"[^"]*"|'[^']*'|[^\s"'}]+))\s*)+\}$""", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Pairs();

    [GeneratedRegex(@"[{\s:]#([\w-]+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Identifier();

    [GeneratedRegex(@"\.([\w-]+)", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Class();
}
