using System.Text.Encodings.Web;
using System.Text.Json;
using Support.Domain.Notices;
using Xunit;

namespace Support.Views.Tests;

public sealed class Approved_wording
{
    private static readonly JsonSerializerOptions Indented = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static TheoryData<NoticeReason> Reasons => [.. Enum.GetValues<NoticeReason>()];

    [Theory]
    [MemberData(nameof(Reasons))]
    public async Task Plain_mail_says_what_was_approved(NoticeReason reason)
    {
        RenderedMail mail = await Samples.Renderer().RenderMailAsync(Samples.Content(reason), CancellationToken.None);

        Approved.Check($"{reason}.mail", $"Subject: {mail.Subject}\n\n{mail.Text}");
    }

    [Theory]
    [MemberData(nameof(Reasons))]
    public void Card_says_what_was_approved(NoticeReason reason)
    {
        // A card goes to the team's channel, so it speaks as to an agent whatever the reason.
        NoticeContent content = Samples.Content(reason);
        NoticeContent toTeam = content with { Notice = content.Notice with { Channel = NoticeChannel.Teams, ToRequester = false } };

        using JsonDocument card = JsonDocument.Parse(Samples.Renderer().RenderCard(toTeam));

        Approved.Check($"{reason}.card", JsonSerializer.Serialize(card, Indented) + "\n");
    }
}
