namespace OrleansFailover.Simulation.Kernel;

/// <summary>Takes the place of the network's latencies where every order of steps is to be tried.</summary>
internal interface IStepChooser
{
    /// <summary>The step may happen from now on.</summary>
    void Offer(Step step);

    /// <summary>Does one of the steps that may happen.</summary>
    /// <returns>False when none may, so that time goes on.</returns>
    bool TakeOne();
}
