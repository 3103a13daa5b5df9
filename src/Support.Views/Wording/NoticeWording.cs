using Support.Domain.Notices;

namespace Support.Views.Wording;

/// <summary>Finds the words for a notice. Requesters, vendors and agents never share a sentence by accident: each side has its own words.</summary>
internal sealed class NoticeWording(MailWordingOptions options)
{
    private readonly RequesterWording _requester = new(options);

    public NoticeWords Of(NoticeContent content) => content.Notice switch
    {
        { ToRequester: true } => _requester.Of(content),
        { ToVendor: true } => VendorWording.Of(content),
        _ => AgentWording.Of(content),
    };
}
