namespace Support.Local.Storage.Tables.Filters;

internal enum FilterTokenKind
{
    End,
    Open,
    Close,
    Text,
    Word,

    /// <summary>A word with a text right behind it: <c>guid'…'</c>.</summary>
    Typed,
}

/// <param name="Kind">What it is.</param>
/// <param name="Word">A word; of a typed literal, its type.</param>
/// <param name="Text">A text without its quotes.</param>
internal readonly record struct FilterToken(FilterTokenKind Kind, string Word, string Text);
