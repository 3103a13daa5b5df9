namespace Support.Local.ServiceBus;

/// <summary>Whether an entity is in use at present.</summary>
internal enum EntityStatus
{
    Active,
    Disabled,
    SendDisabled,
    ReceiveDisabled,
}

/// <summary>What a queue or a subscription promises; the defaults are those of a new entity in a namespace.</summary>
internal sealed record EntityProperties
{
    public static EntityProperties Default { get; } = new();

    public TimeSpan LockDuration { get; init; } = TimeSpan.FromMinutes(1);

    public int MaxDeliveryCount { get; init; } = 10;

    public bool RequiresDuplicateDetection { get; init; }

    public TimeSpan DuplicateDetectionHistoryTimeWindow { get; init; } = TimeSpan.FromMinutes(10);

    public TimeSpan DefaultMessageTimeToLive { get; init; } = TimeSpan.MaxValue;

    public bool DeadLetteringOnMessageExpiration { get; init; }

    public EntityStatus Status { get; init; }
}
