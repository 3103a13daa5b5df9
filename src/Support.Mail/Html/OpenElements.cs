using System.Text;

namespace Support.Mail.Html;

/// <summary>
/// The elements that are open, so that every one is closed, in its turn. Elements whose end may be left out are closed by what
/// cannot stand in them, as in a list of items without end tags.
/// </summary>
internal sealed class OpenElements(StringBuilder text)
{
    private static readonly string[] Cells = ["td", "th", "caption"];
    private static readonly string[] TableParts = ["tbody", "thead", "tfoot", "colgroup", "caption"];

    private readonly List<string> _names = [];

    public int Depth => _names.Count;

    public void Push(string name) => _names.Add(name);

    /// <summary>Closes what that element cannot stand in.</summary>
    public void Before(string name)
    {
        switch (name)
        {
            case "li":
                CloseWithin(["li"], ["ul", "ol", "td", "th", "table", "blockquote", "div"]);
                break;
            case "dt" or "dd":
                CloseWithin(["dt", "dd"], ["dl", "td", "th", "table", "div"]);
                break;
            case "td" or "th":
                CloseWithin(Cells, ["table"]);
                break;
            case "tr":
                CloseWithin([.. Cells, "tr"], ["table"]);
                break;
            case "tbody" or "thead" or "tfoot" or "colgroup" or "caption":
                CloseWithin([.. Cells, "tr", .. TableParts], ["table"]);
                break;
            case "a":
                CloseWithin(["a"], ["td", "th", "table"]);
                break;
        }

        if (HtmlNames.Blocks.Contains(name))
        {
            CloseWithin(["p"], ["td", "th", "table", "caption"]);
        }
    }

    /// <summary>Closes an element and all that is open in it; nothing when it is not open here.</summary>
    public void Close(string name)
    {
        bool ofTable = name is "table" or "tr" or "td" or "th" || TableParts.Contains(name);
        CloseWithin([name], ofTable ? ["table"] : ["td", "th", "table", "caption"]);
    }

    public void CloseAll()
    {
        while (_names.Count > 0)
        {
            Pop();
        }
    }

    // The outermost of these names that is open inside of the innermost fence.
    private void CloseWithin(string[] names, string[] fences)
    {
        int found = -1;
        for (int i = _names.Count - 1; i >= 0; i--)
        {
            if (names.Contains(_names[i]))
            {
                found = i;
                if (names.Length == 1)
                {
                    break;
                }
            }
            else if (fences.Contains(_names[i]))
            {
                break;
            }
        }

        while (found >= 0 && _names.Count > found)
        {
            Pop();
        }
    }

    private void Pop()
    {
        text.Append("</").Append(_names[^1]).Append('>');
        _names.RemoveAt(_names.Count - 1);
    }
}
