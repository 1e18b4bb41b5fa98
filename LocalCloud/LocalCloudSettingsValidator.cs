namespace OrleansFailover.LocalCloud;

/// <summary>Checks settings as a whole, so that one start tells every mistake.</summary>
internal static class LocalCloudSettingsValidator
{
    public static void ThrowIfInvalid(LocalCloudSettings settings)
    {
        var errors = Validate(settings);
        if (errors.Count > 0)
        {
            throw new LocalCloudSettingsException(errors);
        }
    }

    public static IReadOnlyList<string> Validate(LocalCloudSettings settings)
    {
        var errors = new List<string>();
        if (string.IsNullOrWhiteSpace(settings.Region))
        {
            errors.Add("Region is missing: name the region that this process plays.");
        }

        Port(nameof(settings.CosmosPort), settings.CosmosPort);
        Port(nameof(settings.RedisPort), settings.RedisPort);
        Port(nameof(settings.KafkaPort), settings.KafkaPort);
        int[] fixedPorts = [.. new[] { settings.CosmosPort, settings.RedisPort, settings.KafkaPort }.Where(port => port != 0)];
        if (fixedPorts.Distinct().Count() != fixedPorts.Length)
        {
            errors.Add($"CosmosPort ({settings.CosmosPort}), RedisPort ({settings.RedisPort}) and KafkaPort ({settings.KafkaPort}) must differ.");
        }

        Span(nameof(settings.ReplicationLag), settings.ReplicationLag, TimeSpan.Zero, TimeSpan.FromDays(1));
        Span(nameof(settings.SynchronizationTimeout), settings.SynchronizationTimeout, TimeSpan.FromMilliseconds(100), TimeSpan.FromMinutes(5));
        Span(nameof(settings.ClockSkew), settings.ClockSkew, TimeSpan.FromDays(-1), TimeSpan.FromDays(1));
        Number(nameof(settings.ReplicationQueueLimit), settings.ReplicationQueueLimit, 1_000, 10_000_000);
        Number(nameof(settings.RedisMemoryMegabytes), settings.RedisMemoryMegabytes, 32, 65_536);
        Regions(settings.Region, settings.Regions, errors);
        foreach (var topic in settings.Topics)
        {
            if (!TopicSetting.TryParse(topic, out _))
            {
                errors.Add($"Topics entry '{topic}' is not name:partitions with 1 to {TopicSetting.MaxPartitions} partitions.");
            }
        }

        return errors;

        void Port(string name, int value) => Number(name, value, 0, 65_535);

        void Number(string name, int value, int least, int most)
        {
            if (value < least || value > most)
            {
                errors.Add($"{name} ({value}) must be between {least} and {most}.");
            }
        }

        void Span(string name, TimeSpan value, TimeSpan least, TimeSpan most)
        {
            if (value < least || value > most)
            {
                errors.Add($"{name} ({value}) must be between {least} and {most}.");
            }
        }
    }

    public static void Regions(string self, IEnumerable<RegionEndpoint> regions, List<string> errors)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var region in regions)
        {
            if (string.IsNullOrWhiteSpace(region.Name))
            {
                errors.Add("A Regions entry has no Name.");
            }
            else if (!names.Add(RegionName.Normalize(region.Name)))
            {
                errors.Add($"Region '{region.Name}' is listed twice.");
            }

            if (region.CosmosEndpoint is not { IsAbsoluteUri: true } endpoint || endpoint.Scheme != Uri.UriSchemeHttp)
            {
                errors.Add($"CosmosEndpoint ({region.CosmosEndpoint}) of region '{region.Name}' must be an http address.");
            }
        }

        if (names.Count > 0 && !string.IsNullOrWhiteSpace(self) && !names.Contains(RegionName.Normalize(self)))
        {
            errors.Add($"Region '{self}' is not in Regions ({string.Join(", ", names)}).");
        }
    }
}
