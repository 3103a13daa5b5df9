using Microsoft.AspNetCore.Components;
using Support.Domain.Notices;
using Support.Views.Wording;

namespace Support.Views.Mails;

/// <summary>What the mails have in common: each gets the words and decides their order and emphasis.</summary>
public abstract class NoticeMail : ComponentBase
{
    /// <summary>What the mail says.</summary>
    [Parameter, EditorRequired]
    public required NoticeWords Words { get; set; }

    internal static Type Of(NoticeReason reason) => reason switch
    {
        NoticeReason.Acknowledgement => typeof(Acknowledgement),
        NoticeReason.Page => typeof(Page),
        NoticeReason.SlaWarning => typeof(SlaWarning),
        NoticeReason.SlaBreach => typeof(SlaBreach),
        NoticeReason.Escalation => typeof(Escalation),
        NoticeReason.NobodyCanTake => typeof(Escalation),
        NoticeReason.PublicReply => typeof(PublicReply),
        NoticeReason.RequesterReply => typeof(RequesterReply),
        NoticeReason.Resolved => typeof(Resolved),
        NoticeReason.MajorIncident => typeof(MajorIncident),
        NoticeReason.SwarmInvitation => typeof(SwarmInvitation),
        NoticeReason.VendorHandOff => typeof(VendorHandOff),
        NoticeReason.VendorRelease => typeof(VendorRelease),
        NoticeReason.VendorAnswer => typeof(VendorAnswer),
        NoticeReason.WaitOver => typeof(WaitOver),
        NoticeReason.MailUndelivered => typeof(WaitOver),
        NoticeReason.Mention => typeof(RequesterReply),
        NoticeReason.Merged => typeof(Resolved),
        NoticeReason.Cancelled => typeof(Resolved),
        NoticeReason.ChatTranscript => typeof(Resolved),
        _ => throw new ArgumentOutOfRangeException(nameof(reason), reason, "There is no mail for this reason."),
    };
}
