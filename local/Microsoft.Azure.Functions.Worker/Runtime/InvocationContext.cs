using System.Collections;
using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;

namespace Support.Local.Worker;

/// <summary>The context of an invocation.</summary>
internal sealed class InvocationContext : FunctionContext
{
    private readonly Invocation _invocation;
    private BindingContext? _bindingContext;

    /// <param name="invocation">The event.</param>
    /// <param name="services">The invocation's own services.</param>
    /// <param name="activity">What the invocation is part of, started or not.</param>
    /// <param name="cancellationToken">Cancelled when the host cannot wait any longer.</param>
    public InvocationContext(Invocation invocation, IServiceProvider services, Activity activity, CancellationToken cancellationToken)
        : this(invocation, services, InvocationTrace.Of(activity), cancellationToken)
    {
    }

    public InvocationContext(Invocation invocation, IServiceProvider services, InvocationTrace trace, CancellationToken cancellationToken)
    {
        _invocation = invocation;
        InstanceServices = services;
        CancellationToken = cancellationToken;
        TraceContext = new Trace(trace);
        Items = new Dictionary<object, object>(invocation.Items);
        foreach ((Type type, object feature) in invocation.Features)
        {
            FeatureSet.Set(type, feature);
        }

        Features.Set<InvocationResult>(new AnswerOfFunction());
    }

    public override string InvocationId { get; } = LocalIdentity.NewGuid().ToString();

    public override string FunctionId => FunctionDefinition.Id;

    public override TraceContext TraceContext { get; }

    public override BindingContext BindingContext => _bindingContext ??= new Data(_invocation);

    public override RetryContext RetryContext => new Retry(_invocation);

    public override IServiceProvider InstanceServices { get; set; }

    public override FunctionDefinition FunctionDefinition => _invocation.Function.Definition;

    public override IDictionary<object, object> Items { get; set; }

    public override IInvocationFeatures Features => FeatureSet;

    public override CancellationToken CancellationToken { get; }

    private InvocationFeatures FeatureSet { get; } = new();

    private sealed class Data(Invocation invocation) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData { get; } = invocation.BindingData();
    }

    private sealed class Retry(Invocation invocation) : RetryContext
    {
        public override int RetryCount => invocation.RetryCount;

        public override int MaxRetryCount => invocation.MaxRetryCount;
    }

    private sealed class Trace(InvocationTrace trace) : TraceContext
    {
        public override string TraceParent => trace.Parent;

        public override string TraceState => trace.State;
    }

    private sealed class AnswerOfFunction : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class InvocationFeatures : IInvocationFeatures
    {
        private readonly Dictionary<Type, object> _features = [];

        public T? Get<T>() => _features.TryGetValue(typeof(T), out object? feature) ? (T)feature : default;

        public void Set<T>(T instance) => Set(typeof(T), instance!);

        public void Set(Type type, object instance) => _features[type] = instance;

        public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => _features.GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
    }
}
