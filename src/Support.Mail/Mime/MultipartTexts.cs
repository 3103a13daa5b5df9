namespace Support.Mail.Mime;

/// <summary>The texts of one multipart.</summary>
internal sealed class MultipartTexts(PartHead head)
{
    private readonly List<BodyText> _texts = [];
    private readonly string _kind = head.IsMultipart ? head.Type["multipart/".Length..] : "mixed";
    private bool _hasRoot;

    /// <summary>What a part is that does not say what it is.</summary>
    public string UsualType => _kind == "digest" ? "message/rfc822" : "text/plain";

    public PartPlace PlaceOf(PartHead part, PartPlace around)
    {
        switch (_kind)
        {
            case "alternative":
                return PartPlace.Alternative;
            case "report":
                return PartPlace.Report;
            case "related":
                bool isRoot = !_hasRoot && (head.Start is not { Length: > 0 } start || part.ContentId is null || part.ContentId == start);
                _hasRoot |= isRoot;
                return isRoot ? PartPlace.RelatedRoot : PartPlace.Related;
            default:
                return around == PartPlace.Report ? PartPlace.Report : PartPlace.Mixed;
        }
    }

    public void Add(PartHead part, BodyText? text)
    {
        if (text is not null)
        {
            _texts.Add(text);
        }
    }

    public BodyText? ToText(Remarks remarks)
    {
        if (_kind == "encrypted")
        {
            remarks.Add("The mail is encrypted; it is kept as files, its text cannot be read.");
        }

        return _kind == "alternative" ? BodyText.OneOf(_texts) : BodyText.InOrder(_texts);
    }
}
