using System.CommandLine;
using Support.Bench;
using Support.Bench.Domain;
using Support.Bench.Durable;
using Support.Bench.Mail;

var root = new RootCommand("Loads a backend that './support run' has started, and prints what it took.")
{
    IntakeBench.Command(),
    PipelineBench.Command(),
    DurableBench.Command(),
    DomainBench.Command(),
    ListsBench.Command(),
    MailBench.Command(),
};
return await root.Parse(args).InvokeAsync();
