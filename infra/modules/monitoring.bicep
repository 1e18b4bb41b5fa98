param name string
param location string
param alertEmail string

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: '${name}-logs'
  location: location
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
  }
}

resource alertGroup 'Microsoft.Insights/actionGroups@2023-01-01' = {
  name: '${name}-alerts'
  location: 'global'
  properties: {
    enabled: true
    groupShortName: take(name, 12)
    emailReceivers: [
      {
        name: 'operators'
        emailAddress: alertEmail
        useCommonAlertSchema: true
      }
    ]
  }
}

// Console output of the programs' warnings and errors; docs/runbooks says of each what to do.
resource programErrors 'Microsoft.Insights/scheduledQueryRules@2022-06-15' = {
  name: '${name}-program-errors'
  location: location
  properties: {
    displayName: 'Programs log errors'
    severity: 2
    enabled: true
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    scopes: [workspace.id]
    // The table is there once the first cluster has sent something.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerLogV2 | where PodNamespace == "conversations" | where tostring(LogMessage) startswith "fail:" or tostring(LogMessage) startswith "crit:"'
          timeAggregation: 'Count'
          operator: 'GreaterThan'
          threshold: 10
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    actions: { actionGroups: [alertGroup.id] }
  }
}

output workspaceId string = workspace.id
output alertGroupId string = alertGroup.id
