package dev.steward.scim;

import static dev.steward.scim.Attributes.bool;
import static dev.steward.scim.Attributes.complex;
import static dev.steward.scim.Attributes.exact;
import static dev.steward.scim.Attributes.readOnly;
import static dev.steward.scim.Attributes.reference;
import static dev.steward.scim.Attributes.text;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Uniqueness;
import java.util.List;

/**
 * What {@code draft-wzdk-scim-agent-resource-00} says of an agent.
 *
 * <p>The draft expires on 7 December 2026. Its next revision is an edit of this class and of no
 * other.
 */
final class AgentDraft {

  static final String REVISION = "draft-wzdk-scim-agent-resource-00";
  static final String URN = "urn:ietf:params:scim:schemas:core:2.0:Agent";
  static final String NAME = "Agent";
  static final String ENDPOINT = "/Agents";

  /** The agent's counterpart of a user's {@code userName}. */
  static final String HANDLE = "agentUserName";

  private AgentDraft() {}

  static Schema schema() {
    return new Schema(URN, NAME, "An AI agent (" + REVISION + ")", List.of(attributes(HANDLE)));
  }

  /** The attributes of the draft, which our service accounts share under their own handle. */
  static AttributeDefinition[] attributes(String handle) {
    return new AttributeDefinition[] {
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
          .build()
    };
  }
}
