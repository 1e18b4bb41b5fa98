namespace OrleansFailover.Silo.Hosting.Membership;

/// <summary>Copies of membership rows: Orleans changes the objects it reads and writes.</summary>
internal static class MembershipEntryExtensions
{
    public static MembershipEntry Clone(this MembershipEntry row) => new()
    {
        SiloAddress = row.SiloAddress,
        Status = row.Status,
        SuspectTimes = row.SuspectTimes?.ToList(),
        ProxyPort = row.ProxyPort,
        HostName = row.HostName,
        SiloName = row.SiloName,
        RoleName = row.RoleName,
        UpdateZone = row.UpdateZone,
        FaultZone = row.FaultZone,
        StartTime = row.StartTime,
        IAmAliveTime = row.IAmAliveTime,
    };
}
