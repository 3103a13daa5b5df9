using System.Collections;
using System.Collections.Immutable;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Support.Platform.Tests.Fakes;

/// <summary>The context of an invocation, with what a middleware looks at.</summary>
internal sealed class TestFunctionContext : FunctionContext, IInvocationFeatures
{
    private readonly Answer _answer = new();
    private readonly CancellationToken _cancellationToken;

    private TestFunctionContext(HttpContext? http, CancellationToken cancellationToken)
    {
        _cancellationToken = cancellationToken;
        if (http is not null)
        {
            Items["HttpRequestContext"] = http;
        }
    }

    /// <summary>What the caller is answered.</summary>
    public object? Result => _answer.Value;

    public override string InvocationId => "invocation";

    public override string FunctionId => "function";

    public override TraceContext TraceContext => throw new NotSupportedException();

    public override BindingContext BindingContext => throw new NotSupportedException();

    public override RetryContext RetryContext => throw new NotSupportedException();

    public override IServiceProvider InstanceServices { get; set; } = null!;

    public override FunctionDefinition FunctionDefinition { get; } = new Definition();

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features => this;

    public override CancellationToken CancellationToken => _cancellationToken;

    public static TestFunctionContext OfHttp(CancellationToken aborted = default) => new(new DefaultHttpContext(), aborted);

    public static TestFunctionContext OfQueue() => new(null, default);

    public T? Get<T>() => _answer is T answer ? answer : default;

    public void Set<T>(T instance) => throw new NotSupportedException();

    public IEnumerator<KeyValuePair<Type, object>> GetEnumerator() => throw new NotSupportedException();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    private sealed class Answer : InvocationResult
    {
        public override object? Value { get; set; }
    }

    private sealed class Definition : FunctionDefinition
    {
        public override ImmutableArray<FunctionParameter> Parameters => [];

        public override string PathToAssembly => "";

        public override string EntryPoint => "";

        public override string Id => "id";

        public override string Name => "SubmitTicket";

        public override IImmutableDictionary<string, BindingMetadata> InputBindings => ImmutableDictionary<string, BindingMetadata>.Empty;

        public override IImmutableDictionary<string, BindingMetadata> OutputBindings => InputBindings;
    }
}
