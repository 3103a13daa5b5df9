namespace Microsoft.DurableTask;

/// <summary>Names the task that a class implements; without it the class's own name is used.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class DurableTaskAttribute : Attribute
{
    public DurableTaskAttribute(string? name = null) => Name = name!;

    public TaskName Name { get; }
}
