namespace Support.Local.Durable;

/// <summary>What can be an instance id.</summary>
internal static class InstanceIds
{
    private const int MaxChars = 256;

    public static void Check(string instanceId)
    {
        ArgumentException.ThrowIfNullOrEmpty(instanceId);
        if (instanceId.Length > MaxChars || instanceId.Any(char.IsControl))
        {
            throw new ArgumentException(
                $"An instance id has at most {MaxChars} characters and no control characters.", nameof(instanceId));
        }
    }
}
