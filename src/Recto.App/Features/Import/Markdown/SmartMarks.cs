using Markdig;
using Markdig.Helpers;
using Markdig.Parsers;
using Markdig.Renderers;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Recto.App.Features.Import.Markdown;

/// <summary>
/// Straight quotation marks, <c>--</c>, <c>---</c> and <c>...</c> as kramdown, Hugo and pandoc print them (all three do by default).
/// A mark opens where white space, a bracket, a dash or the beginning stands before it; else it closes. Code, formulas, addresses and escaped marks never come here.
/// </summary>
internal sealed class SmartMarks : IMarkdownExtension
{
    /// <inheritdoc/>
    public void Setup(MarkdownPipelineBuilder pipeline) => pipeline.InlineParsers.Add(new MarkParser());

    /// <inheritdoc/>
    public void Setup(MarkdownPipeline pipeline, IMarkdownRenderer renderer)
    {
    }

    private sealed class MarkParser : InlineParser
    {
        public MarkParser() => OpeningCharacters = ['\'', '"', '-', '.'];

        public override bool Match(InlineProcessor processor, ref StringSlice slice)
        {
            var mark = slice.CurrentChar;
            var (printed, length) = mark switch
            {
                '.' when slice.PeekChar(1) == '.' && slice.PeekChar(2) == '.' && slice.PeekChar(3) != '.' && slice.PeekCharExtra(-1) != '.' => ("…", 3),
                '-' => Dash(slice),
                '\'' or '"' => (Quote(slice), 1),
                _ => (null, 0),
            };
            if (printed is null)
            {
                return false;
            }

            var start = processor.GetSourcePosition(slice.Start, out var line, out var column);
            processor.Inline = new LiteralInline(printed) { Line = line, Column = column, Span = new SourceSpan(start, start + length - 1) };
            slice.Start += length;
            return true;
        }

        private static (string? Printed, int Length) Dash(StringSlice slice)
        {
            if (slice.PeekChar(1) != '-' || slice.PeekCharExtra(-1) == '-' || IsRuler(slice, 1) && IsRuler(slice, -1))
            {
                return (null, 0);
            }

            var length = 2;
            while (slice.PeekChar(length) == '-')
            {
                length++;
            }

            return length switch { 2 => ("–", 2), 3 => ("—", 3), _ => (null, 0) };
        }

        // |---|:--:| parts the head of a table from its rows.
        private static bool IsRuler(StringSlice slice, int step)
        {
            for (var offset = 0; Math.Abs(offset) < 1000; offset += step)
            {
                switch (Before(slice, offset))
                {
                    case '\n' or '\r' or '\0':
                        return true;
                    case '-' or '|' or ':' or '+' or '=' or ' ' or '\t':
                        continue;
                    default:
                        return false;
                }
            }

            return true;
        }

        private static string Quote(StringSlice slice)
        {
            var isDouble = slice.CurrentChar == '"';
            var back = -1;
            var before = Before(slice, back);
            while (before is '*' or '_')
            {
                before = Before(slice, --back); // "*Title*": emphasis stands between.
            }

            var after = slice.PeekChar(1);
            var opens = before == '\0' || char.IsWhiteSpace(before) || before is '(' or '[' or '{' or '–' or '—' or '-' or '/' or '“' or '‘' or '„' or '«' or '\u00A0' or '=' || before is '"' or '\'' && Opens(slice, back);
            if (opens && (after == '\0' || char.IsWhiteSpace(after)))
            {
                opens = false;
            }

            if (!isDouble && opens && char.IsAsciiDigit(after) && char.IsAsciiDigit(slice.PeekChar(2)) && slice.PeekChar(3) is 's' or '\0')
            {
                return "’"; // '90s
            }

            return (isDouble, opens) switch { (true, true) => "“", (true, false) => "”", (false, true) => "‘", _ => "’" };
        }

        // "'A' said B": what stands before is a mark itself, and opens.
        private static bool Opens(StringSlice slice, int at)
        {
            var before = Before(slice, at - 1);
            return before == '\0' || char.IsWhiteSpace(before) || before is '(' or '[';
        }

        private static char Before(StringSlice slice, int offset)
        {
            var at = slice.Start + offset;
            return at < 0 || at >= slice.Text.Length ? '\0' : slice.Text[at];
        }
    }
}
