param vaultName string

@description('The zones of residency that this region is home to.')
param zones string[]

@description('Who opens what is sealed for a zone: the silos of this region, and nobody else anywhere.')
param siloPrincipalId string

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

// Made once: a deployment leaves a key that is there as it is. The private half never leaves the vault.
resource keys 'Microsoft.KeyVault/vaults/keys@2023-07-01' = [
  for zone in zones: {
    parent: vault
    name: 'residency-${zone}'
    properties: {
      kty: 'RSA'
      keySize: 3072
      keyOps: ['wrapKey', 'unwrapKey']
    }
  }
]

// Built in: Key Vault Crypto Service Encryption User, which reads a key, wraps and unwraps with it.
var cryptoServiceEncryptionUser = 'e147488a-f6f5-4113-8e2d-b22465e65bf6'

resource unwrap 'Microsoft.Authorization/roleAssignments@2022-04-01' = [
  for (zone, index) in zones: {
    scope: keys[index]
    name: guid(vault.id, zone, 'silo', cryptoServiceEncryptionUser)
    properties: {
      principalId: siloPrincipalId
      principalType: 'ServicePrincipal'
      roleDefinitionId: subscriptionResourceId('Microsoft.Authorization/roleDefinitions', cryptoServiceEncryptionUser)
    }
  }
]
