@export()
@description('How much of everything a stage has; docs/deploy.md compares three.')
type stageSize = {
  @description('Machines of a cluster\'s pool for this project\'s pods, over three zones.')
  nodes: { min: int, max: int, vmSize: string }

  @description('Event Hubs: throughput units at first and at most, and partitions, which cannot be changed later.')
  eventHubs: { units: int, maxUnits: int, partitions: int }

  @description('The SKU of Azure Managed Redis, for example Balanced_B5.')
  redisSku: string

  @description('The most request units a second, in each region.')
  cosmosMaxThroughput: int
}
