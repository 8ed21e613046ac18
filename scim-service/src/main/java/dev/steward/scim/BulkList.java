package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.delivery.GateConfig;
import dev.steward.identity.Identity.Kind;
import dev.steward.identity.Owner;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads a bulk as a list of identities, and does nothing about them. */
@ApplicationScoped
public class BulkList {

  private final Connectors connectors;
  private final ScimConfig config;
  private final GateConfig governed;

  BulkList(Connectors connectors, ScimConfig config, GateConfig governed) {
    this.connectors = connectors;
    this.config = config;
    this.governed = governed;
  }

  /** What each operation describes, in their order. What is no bulk is refused as one. */
  public List<Listed> read(byte @Nullable [] body) {
    Connector connector = connectors.present();
    return BulkRequest.read(ScimJson.read(body), config.bulk().maxOperations())
        .operations()
        .stream()
        .map(operation -> listed(operation, connector))
        .toList();
  }

  private Listed listed(BulkOperation operation, Connector connector) {
    try {
      return described(operation, connector);
    } catch (ScimException e) {
      return new Listed.Unreadable(
          operation.position() + 1,
          Objects.requireNonNullElse(operation.bulkId(), ""),
          String.valueOf(e.getMessage()));
    }
  }

  private Listed described(BulkOperation operation, Connector connector) {
    operation.requireWhole();
    IdentityType type = type(operation, connector);
    ObjectNode core = new DocumentCheck(type.resource(), connector).clean(operation.body());
    JsonNode governance = core.path(Urn.GOVERNANCE);
    return new Listed.Described(
        operation.position() + 1,
        core.required(type.handle()).textValue(),
        client(governance.path("client")),
        kind(governance, type),
        owners(core, governance),
        core,
        governance);
  }

  private static IdentityType type(BulkOperation operation, Connector connector) {
    return Stream.of(IdentityType.AGENT, IdentityType.SERVICE_ACCOUNT)
        .filter(type -> operation.method().equals("POST"))
        .filter(type -> operation.target().equals(new BulkTarget(type.endpoint(), null)))
        .map(type -> type.shownTo(connector))
        .findFirst()
        .orElseThrow(
            () ->
                ScimException.invalidSyntax(
                    "a list has a POST to %s or %s for each identity; send all else to /Bulk"
                        .formatted(
                            IdentityType.AGENT.endpoint(),
                            IdentityType.SERVICE_ACCOUNT.endpoint())));
  }

  private @Nullable String client(JsonNode client) {
    String realm = client.path("realm").asText(governed.realm());
    if (!realm.equals(governed.realm())) {
      throw ScimException.invalidValue(
          "client: the realm %s is not governed here, but %s".formatted(realm, governed.realm()));
    }
    String word = client.path("id").asText("");
    return word.isBlank() ? null : word;
  }

  private static Kind kind(JsonNode governance, IdentityType type) {
    String word = governance.path("kind").asText("");
    return word.isEmpty() ? type.kinds().getFirst() : Words.as(Kind.class, word);
  }

  private static List<Owner> owners(JsonNode core, JsonNode governance) {
    List<Owner> named =
        new OwnersReader(List.of(), false).read(core.get("owners"), governance.get("owners"));
    return new SponsorReader(List.of(), false).read(named, governance.get("sponsor"));
  }
}
