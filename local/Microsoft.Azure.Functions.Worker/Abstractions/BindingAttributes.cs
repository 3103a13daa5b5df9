namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

// The roots of every binding attribute; the extensions beside this project derive from them.
[AttributeUsage(AttributeTargets.Method)]
public abstract class BindingAttribute : Attribute
{
    protected BindingAttribute()
    {
    }
}

[AttributeUsage(AttributeTargets.Parameter)]
public abstract class TriggerBindingAttribute : BindingAttribute
{
    protected TriggerBindingAttribute()
    {
    }
}

[AttributeUsage(AttributeTargets.Parameter)]
public abstract class InputBindingAttribute : BindingAttribute
{
    protected InputBindingAttribute()
    {
    }
}

[AttributeUsage(AttributeTargets.Method | AttributeTargets.Property)]
public abstract class OutputBindingAttribute : BindingAttribute
{
    protected OutputBindingAttribute()
    {
    }
}
