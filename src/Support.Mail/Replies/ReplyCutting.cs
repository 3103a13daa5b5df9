namespace Support.Mail.Replies;

/// <summary>
/// Decides which lines of an answer are new. Whoever writes above what he answers wants nothing of it seen again; whoever
/// writes between or below the quoted lines answers them one by one, and is not understood without them.
/// </summary>
internal sealed class ReplyCutting(ReplyLines lines)
{
    // Quotes and signatures in turn at the end: nobody writes more of them, and each round may read all lines.
    private const int RoundsMax = 4;

    private readonly LineFate[] _fates = new LineFate[lines.Count];
    private int _end = lines.Count;

    /// <summary>The first sign by which something was cut off.</summary>
    public string? Reason { get; private set; }

    public void Cut()
    {
        if (QuotesAMailAndNothingElse())
        {
            Give(0, _end, LineFate.Quoted, "all of it is a quoted mail");
            return;
        }

        CutSignature();
        CutWhatIsIntroduced();
        for (int round = 0; round < RoundsMax; round++)
        {
            bool quoteBelow = CutQuoteAtTheEnd();
            CutSignature();
            CutWhatEveryDeviceAdds();
            if (!quoteBelow)
            {
                break;
            }
        }
    }

    public IReadOnlyList<string> Lines(LineFate fate)
    {
        var chosen = new List<string>();
        for (int i = 0; i < lines.Count; i++)
        {
            if (_fates[i] == fate)
            {
                chosen.Add(lines[i]);
            }
        }

        return chosen;
    }

    private bool QuotesAMailAndNothingElse()
    {
        int first = lines.NextWritten(0, _end);
        if (first == _end || !lines.IsQuoted(first))
        {
            return false;
        }

        for (int i = first; i < _end; i++)
        {
            if (lines.IsText(i))
            {
                return false;
            }
        }

        return Attribution.IsOneLine(ReplyLines.Unquoted(lines[first]));
    }

    private void CutWhatIsIntroduced()
    {
        IReadOnlyList<ReplyMark> marks = ReplyMarks.Of(lines, _end);
        bool own = false;
        int read = 0;
        for (int m = 0; m < marks.Count; m++)
        {
            ReplyMark mark = marks[m];
            own |= lines.AnyText(read, mark.From);
            read = mark.To + 1;
            int next = lines.NextWritten(read, _end);
            if (mark.Kind == MarkKind.Attribution && next < _end && lines.IsQuoted(next))
            {
                if (!KeepsAnswers(mark, next, m + 1 < marks.Count ? marks[m + 1].From : _end, ref own))
                {
                    return;
                }
            }
            else if (own || next == _end)
            {
                CutFrom(mark.From, mark.Sign);
                return;
            }
            else if (mark.Certain)
            {
                Give(mark.From, mark.To + 1, LineFate.Quoted, mark.Sign);
            }
        }
    }

    // False when nothing is written below the quoted lines: all from the mark on is cut off.
    private bool KeepsAnswers(ReplyMark mark, int quote, int nextMark, ref bool own)
    {
        int below = EndOfQuote(quote);
        if (!lines.AnyText(below, _end))
        {
            CutFrom(mark.From, mark.Sign);
            return false;
        }

        Give(mark.From, mark.To + 1, LineFate.Quoted, mark.Sign);
        if (!own && !lines.AnyQuote(below, nextMark))
        {
            // One quoted mail with one answer below it: the answer alone says it all.
            Give(quote, below, LineFate.Quoted, mark.Sign);
        }

        own = true;
        return true;
    }

    private int EndOfQuote(int from)
    {
        int end = from;
        for (int i = from; i < _end && !lines.IsText(i); i++)
        {
            end = lines.IsQuoted(i) ? i + 1 : end;
        }

        return end;
    }

    private bool CutQuoteAtTheEnd()
    {
        int last = _end - 1;
        while (last >= 0 && (_fates[last] != LineFate.New || lines.IsBlank(last)))
        {
            last--;
        }

        if (last < 0 || !lines.IsQuoted(last))
        {
            return false;
        }

        int from = last;
        while (from > 0 && _fates[from - 1] == LineFate.New && !lines.IsText(from - 1))
        {
            from--;
        }

        if (!lines.AnyText(0, from, i => _fates[i] == LineFate.New))
        {
            return false;
        }

        CutFrom(from, "the text ends in quoted lines");
        return true;
    }

    private void CutSignature()
    {
        int from = SignatureLines.Start(lines, _end);
        if (from < _end && lines.AnyText(0, from))
        {
            Give(from, _end, LineFate.Signature, $"the line \"{lines[from].Trim()}\" begins a signature");
            _end = from;
        }
    }

    private void CutWhatEveryDeviceAdds()
    {
        int from = _end;
        while (from > 0 && (lines.IsBlank(from - 1) || _fates[from - 1] != LineFate.New || lines.IsExtra(from - 1)))
        {
            from--;
        }

        for (int i = from; i < _end; i++)
        {
            if (_fates[i] == LineFate.New && !lines.IsBlank(i))
            {
                Give(i, i + 1, LineFate.Signature, $"the line \"{lines[i].Trim()}\" is added by a device");
            }
        }

        _end = from;
    }

    private void CutFrom(int from, string reason)
    {
        Give(from, _end, LineFate.Quoted, reason);
        _end = from;
    }

    private void Give(int from, int to, LineFate fate, string reason)
    {
        Reason ??= reason;
        for (int i = from; i < to; i++)
        {
            if (_fates[i] == LineFate.New)
            {
                _fates[i] = fate;
            }
        }
    }
}
