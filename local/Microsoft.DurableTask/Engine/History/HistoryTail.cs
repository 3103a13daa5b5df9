namespace Support.Local.Durable;

/// <summary>
/// The end of a history as text that only grows. A turn adds its lines without copying those before; they are joined
/// when somebody wants to read them.
/// </summary>
internal sealed class HistoryTail
{
    private readonly HistoryTail? _before;
    private readonly string _text;
    private string? _joined;

    private HistoryTail(HistoryTail? before, string text)
    {
        _before = before;
        _text = text;
        _joined = before is null ? text : null;
        Length = (before?.Length ?? 0) + text.Length;
    }

    public static HistoryTail Empty { get; } = new(null, string.Empty);

    public int Length { get; }

    public static HistoryTail Of(string text) => text.Length == 0 ? Empty : new HistoryTail(null, text);

    public HistoryTail Append(string text) => text.Length == 0 ? this : Length == 0 ? Of(text) : new HistoryTail(this, text);

    public override string ToString() => _joined ??= string.Create(Length, this, static (target, last) => last.CopyTo(target));

    private void CopyTo(Span<char> target)
    {
        HistoryTail part = this;
        int end = target.Length;
        for (; part._joined is null; part = part._before!)
        {
            end -= part._text.Length;
            part._text.CopyTo(target[end..]);
        }

        part._joined.CopyTo(target);
    }
}
