using System.Text;

namespace Support.Mail.Html;

/// <summary>Lines of text that are being written: with marks of quotes and lists before them, and no more blank lines than one.</summary>
internal sealed class TextLines
{
    private const char NoBreakSpace = '\u00a0';

    private readonly StringBuilder _text = new();
    private readonly StringBuilder _line = new();
    private readonly List<string> _prefixes = [];
    private string? _marker;
    private bool _space;
    private bool _blankWanted;
    private int _blankDepth;

    /// <summary>Whether nothing has been written yet.</summary>
    public bool IsEmpty => _text.Length == 0 && _line.Length == 0;

    public void Push(string prefix) => _prefixes.Add(prefix);

    public void Pop() => _prefixes.RemoveAt(_prefixes.Count - 1);

    /// <summary>What stands instead of the last prefix in the next line: the number of an item.</summary>
    public void Mark(string marker) => _marker = marker;

    /// <summary>No item was written for the marker.</summary>
    public void Unmark() => _marker = null;

    /// <summary>Words; white space between them becomes one space.</summary>
    public void Words(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            char character = text[i];
            if (character is ' ' or '\t' or '\n' or '\r' or '\f')
            {
                _space = _line.Length > 0;
            }
            else if (!IsInvisible(text, i))
            {
                Flow();
                _line.Append(character == NoBreakSpace ? ' ' : character);
            }
        }
    }

    /// <summary>A word that stands alone, as it is.</summary>
    public void Word(string word)
    {
        _space = _line.Length > 0;
        Flow();
        _line.Append(word);
    }

    /// <summary>Text whose lines and spaces are kept.</summary>
    public void Preformatted(string text)
    {
        string[] lines = text.Split('\n');
        for (int i = 0; i < lines.Length; i++)
        {
            Flow();
            _line.Append(lines[i].Replace(NoBreakSpace, ' '));
            if (i < lines.Length - 1)
            {
                EndLine();
            }
        }
    }

    /// <summary>Ends the line, even an empty one.</summary>
    public void EndLine()
    {
        string line = _line.ToString().TrimEnd();
        _line.Clear();
        _space = false;
        if (line.Length == 0)
        {
            WantBlank();
            return;
        }

        if (_blankWanted)
        {
            _text.Append(Prefix(Math.Min(_blankDepth, _prefixes.Count)).TrimEnd()).Append('\n');
            _blankWanted = false;
        }

        _text.Append(_marker is null ? Prefix(_prefixes.Count) : Prefix(_prefixes.Count - 1) + _marker).Append(line).Append('\n');
        _marker = null;
    }

    /// <summary>Ends the line if anything stands in it.</summary>
    public void Break()
    {
        if (_line.Length > 0)
        {
            EndLine();
        }
    }

    /// <summary>Ends the line, and leaves one blank before the next.</summary>
    public void Paragraph()
    {
        Break();
        WantBlank();
    }

    public override string ToString()
    {
        Break();
        return _text.ToString().Trim('\n');
    }

    private void WantBlank()
    {
        if (_text.Length == 0)
        {
            return;
        }

        _blankDepth = _blankWanted ? Math.Min(_blankDepth, _prefixes.Count) : _prefixes.Count;
        _blankWanted = true;
    }

    private void Flow()
    {
        if (_space)
        {
            _line.Append(' ');
            _space = false;
        }
    }

    private string Prefix(int count) => count <= 0 ? string.Empty : string.Concat(_prefixes.Take(count));

    // Fillers between the words that a list of mails shows; a joiner within a word or an emoji is none.
    private static bool IsInvisible(string text, int index)
    {
        switch (text[index])
        {
            case '\u200b' or '\ufeff' or '\u00ad' or '\u034f' or '\u2060' or '\u180e':
                return true;
            case '\u200c' or '\u200d':
                return !Joins(text, index - 1) || !Joins(text, index + 1);
            default:
                return false;
        }
    }

    private static bool Joins(string text, int index) =>
        index >= 0 && index < text.Length
        && !char.IsWhiteSpace(text[index])
        && text[index] is not ('\u200b' or '\u200c' or '\u200d' or '\ufeff' or '\u034f' or '\u00ad');
}
