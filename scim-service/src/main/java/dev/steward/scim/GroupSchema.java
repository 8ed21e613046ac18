package dev.steward.scim;

import static dev.steward.scim.Attributes.complex;
import static dev.steward.scim.Attributes.exact;
import static dev.steward.scim.Attributes.readOnly;
import static dev.steward.scim.Attributes.reference;
import static dev.steward.scim.Attributes.text;

import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import java.util.List;

/** What RFC 7643 section 4.2 says of a group. */
final class GroupSchema {

  static final String URN = "urn:ietf:params:scim:schemas:core:2.0:Group";
  static final String NAME = "Group";
  static final String ENDPOINT = "/Groups";

  private GroupSchema() {}

  static Schema schema() {
    return new Schema(
        URN,
        NAME,
        "A team of people, or a set of identities",
        List.of(
            text("displayName", "The name to show to people. Several groups may have the same.")
                .setRequired(true)
                .build(),
            complex(
                    "members",
                    "Who and what is in it: people, agents, service accounts, other groups.",
                    exact("value", "The id of the member.")
                        .setMutability(Mutability.IMMUTABLE)
                        .build(),
                    reference(
                            "$ref",
                            "The address of the member.",
                            "User",
                            "Group",
                            "Agent",
                            "ServiceAccount")
                        .setMutability(Mutability.IMMUTABLE)
                        .build(),
                    text("type", "What the member is; told, whatever a client says.")
                        .addCanonicalValues("User", "Group", "Agent", "ServiceAccount")
                        .setMutability(Mutability.IMMUTABLE)
                        .build(),
                    readOnly(text("display", "The name of the member.")).build())
                .setMultiValued(true)
                .build()));
  }
}
