# Every program that a cluster runs, one image each:
#   docker build --target silo -t silo .
#   docker build --target webhook-gateway -t webhook-gateway .
#   docker build --target ops-console -t ops-console .
# The edge is the second one, with Gateway__Role=Edge.

FROM mcr.microsoft.com/dotnet/sdk:10.0-noble AS build
WORKDIR /source
COPY . .
# true: with Orleans' own Azure providers (docs/deploy.md).
ARG AZURE_PROVIDERS=false
RUN dotnet publish Silo/Silo.csproj -c Release -o /app/silo -p:UseAppHost=false -p:AzureProviders=$AZURE_PROVIDERS \
 && dotnet publish WebhookGateway/WebhookGateway.csproj -c Release -o /app/webhook-gateway -p:UseAppHost=false \
 && dotnet publish OpsConsole/OpsConsole.csproj -c Release -o /app/ops-console -p:UseAppHost=false

# Chiseled: no shell, no package manager, and a user that is not root.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled AS runtime
WORKDIR /app
USER 1654
ENV ASPNETCORE_HTTP_PORTS=8080
EXPOSE 8080

FROM runtime AS silo
COPY --from=build /app/silo .
ENTRYPOINT ["dotnet", "Silo.dll"]

FROM runtime AS webhook-gateway
COPY --from=build /app/webhook-gateway .
ENTRYPOINT ["dotnet", "WebhookGateway.dll"]

FROM runtime AS ops-console
COPY --from=build /app/ops-console .
ENTRYPOINT ["dotnet", "OpsConsole.dll"]
