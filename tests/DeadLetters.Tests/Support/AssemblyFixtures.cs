using OrleansFailover.DeadLetters.Tests.Support;

[assembly: AssemblyFixture(typeof(Azurite))]
