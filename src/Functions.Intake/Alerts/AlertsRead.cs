using Support.Domain.Alerts;
using Support.Platform.Http;

namespace Support.Functions.Intake.Alerts;

/// <summary>
/// What was read of a payload. Of many alerts those that can be read are taken, and the others are named: one that is broken
/// must not keep five hundred others from being heard.
/// </summary>
/// <param name="Alerts">Those that could be read.</param>
/// <param name="Errors">What is wrong with the others, or with the payload as a whole.</param>
public sealed record AlertsRead(IReadOnlyList<Alert> Alerts, IReadOnlyList<FieldError> Errors)
{
    /// <summary>The most alerts of one payload.</summary>
    public const int AlertsMax = 500;
}
