using Support.TestKit.Azurite;
using Xunit;

namespace Azure.Messaging.ServiceBus.Tests;

[Collection(OnAzurite.Name)]
public sealed class Queues_on_Azurite(AzuriteFixture azurite) : QueueContract(new AzuriteBus(azurite));

[Collection(OnAzurite.Name)]
public sealed class Dead_letters_on_Azurite(AzuriteFixture azurite) : DeadLetterContract(new AzuriteBus(azurite));

[Collection(OnAzurite.Name)]
public sealed class Duplicates_on_Azurite(AzuriteFixture azurite) : DuplicateDetectionContract(new AzuriteBus(azurite));

[Collection(OnAzurite.Name)]
public sealed class Locks_on_Azurite(AzuriteFixture azurite) : LockContract(new AzuriteBus(azurite));

[Collection(OnAzurite.Name)]
public sealed class Sizes_on_Azurite(AzuriteFixture azurite) : MessageSizeContract(new AzuriteBus(azurite));

[Collection(OnAzurite.Name)]
public sealed class Schedules_on_Azurite(AzuriteFixture azurite) : ScheduledMessageContract(new AzuriteBus(azurite));

[Collection(OnAzurite.Name)]
public sealed class Topics_on_Azurite(AzuriteFixture azurite) : TopicContract(new AzuriteBus(azurite));

[Collection(OnAzurite.Name)]
public sealed class Costs_on_Azurite(AzuriteFixture azurite) : CostContract(new AzuriteBus(azurite));

[Collection(OnAzurite.Name)]
public sealed class Failures_on_Azurite(AzuriteFixture azurite) : FailureContract(new AzuriteBus(azurite));
