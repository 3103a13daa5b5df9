using Support.Platform.Http;

namespace Support.Functions.Intake.Webhooks;

/// <summary>The problems of webhooks alone.</summary>
internal static class WebhookProblems
{
    /// <summary>A delivery's id was used before, for something else.</summary>
    public static Problem DeliveryReused() => new()
    {
        Type = "/problems/delivery-reused",
        Title = "A delivery of this id came before, with another body.",
        Status = 422,
    };
}
