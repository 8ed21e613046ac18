package dev.steward.scim;

import static dev.steward.scim.Attributes.bool;
import static dev.steward.scim.Attributes.complex;
import static dev.steward.scim.Attributes.exact;
import static dev.steward.scim.Attributes.readOnly;
import static dev.steward.scim.Attributes.reference;
import static dev.steward.scim.Attributes.text;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Type;
import com.unboundid.scim2.common.types.AttributeDefinition.Uniqueness;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What the drafts say of an agent: {@code draft-wzdk-scim-agent-resource-00} and, for clients that
 * speak it still, {@code draft-abbey-scim-agent-extension-00}.
 *
 * <p>Both use one URN. They differ in the name of the handle and in a flag of discovery. What only
 * the older draft has, and the newer one does not forbid, is there in either. The drafts change;
 * their next revision is an edit of this class and of no other.
 */
enum AgentDraft {
  WZDK("draft-wzdk-scim-agent-resource-00", "agentUserName"),
  ABBEY("draft-abbey-scim-agent-extension-00", "name");

  static final String URN = "urn:ietf:params:scim:schemas:core:2.0:Agent";
  static final String NAME = "Agent";
  static final String ENDPOINT = "/Agents";

  private final String revision;
  private final String handle;

  AgentDraft(String revision, String handle) {
    this.revision = revision;
    this.handle = handle;
  }

  /** The agent's counterpart of a user's {@code userName}. */
  String handle() {
    return handle;
  }

  /** Who speaks the older draft may use the newer one's name for the handle. */
  Schema schema() {
    return new Schema(
        URN,
        NAME,
        "An AI agent (" + revision + ")",
        Stream.concat(attributes(handle).stream(), ofAgents().stream()).toList(),
        this == ABBEY ? Map.of(WZDK.handle, handle) : Map.of());
  }

  /** Adds what the draft wants a service to say of itself. */
  void advertise(ObjectNode serviceProvider) {
    if (this == ABBEY) {
      serviceProvider
          .putObject("agentExtension")
          .put("supported", true)
          .put("agentsSupported", true)
          .put("agenticApplicationsSupported", false);
    }
  }

  /** The attributes of the drafts that our service accounts share under their own handle. */
  static List<AttributeDefinition> attributes(String handle) {
    return List.of(
        text(handle, "The handle, unique among identities without regard to case.")
            .setRequired(true)
            .setUniqueness(Uniqueness.SERVER)
            .build(),
        text("displayName", "The name to show to people.").build(),
        text("description", "What it is, in a sentence or two.").build(),
        bool("active", "Whether people decided that it may act.").build(),
        complex(
                "owners",
                "The people technically responsible: those with the role owner in the governance"
                    + " extension.",
                exact("value", "The id of the person.").build(),
                reference("$ref", "The address of the person.", "User").build(),
                readOnly(text("display", "The name of the person.")).build())
            .setMultiValued(true)
            .build(),
        Attributes.memberships("The groups it is in; a group changes by its own resource."),
        held(
            "roles",
            "The roles that it has in Keycloak, as last seen.",
            readOnly(exact("value", "The name of the role; client:role when a client's.")).build()),
        held(
            "entitlements",
            "The client scopes that it has in Keycloak, as last seen.",
            readOnly(exact("value", "The name of the client scope.")).build(),
            readOnly(text("type", "Whether it always gets it, or when it asks."))
                .addCanonicalValues("default", "optional")
                .build()));
  }

  /** What it has in Keycloak is shown here and changed there. */
  private static AttributeDefinition held(
      String name, String description, AttributeDefinition... parts) {
    return readOnly(complex(name, description, parts)).setMultiValued(true).build();
  }

  private static List<AttributeDefinition> ofAgents() {
    return List.of(
        text("agentType", "What sort of agent it is, in its makers' word.").build(),
        exact("subject", "The subject of the tokens that it brings from elsewhere.").build(),
        complex(
                "protocols",
                "How to talk to it.",
                text("type", "A protocol such as A2A, OpenAPI or MCP-Server.").build(),
                reference("specificationUrl", "Where its description is found.", "external")
                    .build())
            .setMultiValued(true)
            .build(),
        complex(
                "parent",
                "The agent on whose behalf it acts.",
                exact("value", "The id of the agent.").build(),
                reference("$ref", "The address of the agent.", NAME).build(),
                readOnly(text("display", "The name of the agent.")).build())
            .build(),
        complex(
                "x509Certificates",
                "Its certificates. Kept to be shown; what it signs in with is Keycloak's to know.",
                exact("value", "An X.509 certificate in DER, in base64.")
                    .setType(Type.BINARY)
                    .build())
            .setMultiValued(true)
            .build());
  }
}
