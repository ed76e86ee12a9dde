using Recto.Notes.Text;

namespace Recto.Notes.CallNumbers;

/// <summary>What a comma-separated piece of a call number is.</summary>
internal enum PieceKind
{
    /// <summary>Words.</summary>
    Words = 1,

    /// <summary>Figures and letters without words: <c>558/11/431/94</c>, <c>7N 3121</c>.</summary>
    Code,

    /// <summary>A label and its value: <c>op. 162</c>, <c>Box 12</c>.</summary>
    Labelled,

    /// <summary>A date or a part of one.</summary>
    Date,

    /// <summary>A web address.</summary>
    Address,
}

/// <summary>A piece of a call number.</summary>
/// <param name="Span">The whole piece with its label.</param>
/// <param name="Value">The value without label and quotation marks; the piece itself where it has no label.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Label">Its label's kind; none where it has none.</param>
/// <param name="LabelWord">Its label, folded; empty where it has none.</param>
internal readonly record struct CallNumberPiece(TextSpan Span, TextSpan Value, PieceKind Kind, LabelKind Label, string LabelWord);
