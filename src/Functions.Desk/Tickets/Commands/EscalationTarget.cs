using System.Text.Json.Serialization;

namespace Support.Functions.Desk.Tickets.Commands;

/// <summary>Where an escalation by hand goes: a tier, or the vendor behind the last one.</summary>
internal enum EscalationTarget
{
    [JsonStringEnumMemberName("L1")]
    L1,

    [JsonStringEnumMemberName("L2")]
    L2,

    [JsonStringEnumMemberName("L3")]
    L3,

    Vendor,
}
