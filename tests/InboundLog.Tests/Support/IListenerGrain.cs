namespace OrleansFailover.InboundLog.Tests.Support;

public interface IListenerGrain : IGrainWithStringKey;
