using System.Text;

namespace Support.Mail.Mime;

/// <summary>Parts an address field into its entries, and each into its words; each letter is looked at once.</summary>
internal sealed class AddressWords(string header)
{
    private int _at;
    private int _openQuote = header.Length;

    /// <summary>The next entry; null at the end. An entry may be empty, or no mailbox.</summary>
    public AddressEntry? ReadNext()
    {
        if (_at >= header.Length)
        {
            return null;
        }

        var entry = new AddressEntry();
        var word = new StringBuilder();
        bool hasSign = false;
        while (_at < header.Length)
        {
            char letter = header[_at];
            switch (letter)
            {
                case ',' or ';':
                    _at++;
                    entry.End(word);
                    return entry;
                case ':' when entry.Angle is null && !hasSign && !IsMailto(word):
                    // What stood here was the name of a group.
                    _at++;
                    word.Clear();
                    entry.Words.Clear();
                    break;
                case ' ' or '\t' or '\r' or '\n':
                    _at++;
                    EndWord(entry, word);
                    break;
                case '"' when _at >= _openQuote:
                    // A quote that nobody closes is none.
                    _at++;
                    break;
                case '"':
                    Quoted(entry, word);
                    break;
                case '(':
                    entry.Comments.Add(Comment());
                    break;
                case '<':
                    entry.End(word);
                    string angle = Angle();
                    // "<<a@example.com>>" and "Ann <at work> <a@example.com>": the last that is an address counts.
                    entry.Angle = entry.Angle is null || angle.Contains('@', StringComparison.Ordinal) ? angle : entry.Angle;
                    break;
                case '>':
                    _at++;
                    break;
                case '=' when word.Length == 0 && EncodedWords.LengthAt(header, _at) is > 0 and var length:
                    // Within an encoded word no letter parts anything, though it should be encoded too.
                    word.Append(header, _at, length);
                    _at += length;
                    break;
                default:
                    hasSign |= letter == '@';
                    word.Append(letter);
                    _at++;
                    break;
            }
        }

        entry.End(word);
        return entry;
    }

    private static bool IsMailto(StringBuilder word) => word.Length == 6 && word.ToString().Equals("mailto", StringComparison.OrdinalIgnoreCase);

    // White space around the sign parts nothing: "ann @ example.com".
    private void EndWord(AddressEntry entry, StringBuilder word)
    {
        int next = _at;
        while (next < header.Length && header[next] is ' ' or '\t')
        {
            next++;
        }

        bool isBeforeSign = next < header.Length && header[next] == '@' && word.Length > 0;
        if (!isBeforeSign && !(word.Length > 1 && word[^1] == '@'))
        {
            entry.End(word);
        }

        _at = next;
    }

    // A quoted text is a word of a name, unless it is the part of an address before the sign.
    private void Quoted(AddressEntry entry, StringBuilder word)
    {
        int start = _at;
        var text = new StringBuilder();
        for (_at++; _at < header.Length && header[_at] != '"'; _at++)
        {
            _at += header[_at] == '\\' && _at + 1 < header.Length ? 1 : 0;
            text.Append(header[_at]);
        }

        if (_at >= header.Length)
        {
            _openQuote = start;
            _at = start;
            return;
        }

        _at++;
        if (_at < header.Length && header[_at] == '@')
        {
            word.Append(header, start, _at - start);
            return;
        }

        entry.End(word);
        if (text.Length > 0)
        {
            entry.Words.Add(text.ToString());
        }
    }

    private string Comment()
    {
        var text = new StringBuilder();
        int depth = 0;
        for (; _at < header.Length; _at++)
        {
            char letter = header[_at];
            if (letter == '\\' && _at + 1 < header.Length)
            {
                text.Append(header[++_at]);
                continue;
            }

            depth += letter == '(' ? 1 : letter == ')' ? -1 : 0;
            if (depth == 0)
            {
                _at++;
                break;
            }

            if (!(letter == '(' && depth == 1))
            {
                text.Append(letter);
            }
        }

        return text.ToString().Trim();
    }

    // Up to the closing bracket; without one, up to what parts entries. Comments and white space within do not belong to it.
    private string Angle()
    {
        var text = new StringBuilder();
        bool isQuoted = false;
        int next = header.AsSpan(_at + 1).IndexOfAny('<', '>');
        bool isOpen = next < 0 || header[_at + 1 + next] == '<';
        for (_at++; _at < header.Length; _at++)
        {
            char letter = header[_at];
            if (!isQuoted && (letter is '>' or '<' || (isOpen && letter is ',' or ';')))
            {
                _at += letter == '>' ? 1 : 0;
                break;
            }

            if (letter == '(' && !isQuoted)
            {
                Comment();
                _at--;
                continue;
            }

            isQuoted ^= letter == '"';
            if (isQuoted || letter is not (' ' or '\t' or '\r' or '\n'))
            {
                text.Append(letter);
            }

            if (letter == '\\' && isQuoted && _at + 1 < header.Length)
            {
                text.Append(header[++_at]);
            }
        }

        return text.ToString();
    }
}
