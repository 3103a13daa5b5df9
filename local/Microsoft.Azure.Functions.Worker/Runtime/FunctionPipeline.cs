using Microsoft.Azure.Functions.Worker.Middleware;

namespace Support.Local.Worker;

/// <summary>The app's middleware, the first that was added outermost.</summary>
internal sealed class FunctionPipeline
{
    private readonly List<Func<FunctionExecutionDelegate, FunctionExecutionDelegate>> _middleware = [];

    public void Add(Func<FunctionExecutionDelegate, FunctionExecutionDelegate> middleware) => _middleware.Add(middleware);

    public FunctionExecutionDelegate Around(FunctionExecutionDelegate innermost) =>
        Enumerable.Reverse(_middleware).Aggregate(innermost, (next, middleware) => middleware(next));
}
