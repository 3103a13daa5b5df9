namespace Support.Mail.Mime;

/// <summary>What was broken in a mail: each thing once, and not without end.</summary>
internal sealed class Remarks
{
    private const int Max = 50;

    private readonly List<string> _remarks = [];

    public void Add(string remark)
    {
        if (_remarks.Count < Max && !_remarks.Contains(remark))
        {
            _remarks.Add(remark);
        }
    }

    public IReadOnlyList<string> ToList() => [.. _remarks];
}
