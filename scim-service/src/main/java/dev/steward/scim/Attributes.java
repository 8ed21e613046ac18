package dev.steward.scim;

import com.unboundid.scim2.common.types.AttributeDefinition;
import com.unboundid.scim2.common.types.AttributeDefinition.Mutability;
import com.unboundid.scim2.common.types.AttributeDefinition.Returned;
import com.unboundid.scim2.common.types.AttributeDefinition.Type;
import java.util.List;

/** The words in which schemas are written here. */
final class Attributes {

  /** RFC 7643 section 3.1: every resource has these, and no schema lists them. */
  static final List<AttributeDefinition> COMMON =
      List.of(
          text("schemas", "The URNs of the schemas this resource is written in.")
              .setMultiValued(true)
              .setType(Type.REFERENCE)
              .setCaseExact(true)
              .setReturned(Returned.ALWAYS)
              .build(),
          readOnly(exact("id", "The permanent name of the resource."))
              .setReturned(Returned.ALWAYS)
              .setUniqueness(AttributeDefinition.Uniqueness.SERVER)
              .build(),
          exact("externalId", "The key under which the provisioning client knows it.").build(),
          complex(
                  "meta",
                  "When it came, when it last changed, and where it is.",
                  readOnly(exact("resourceType", "The name of its resource type.")).build(),
                  readOnly(time("created", "When it was registered.")).build(),
                  readOnly(time("lastModified", "When it last changed.")).build(),
                  readOnly(exact("location", "Its address.")).setType(Type.REFERENCE).build(),
                  readOnly(exact("version", "Its ETag.")).build())
              .setMutability(Mutability.READ_ONLY)
              .build());

  private Attributes() {}

  static AttributeDefinition.Builder text(String name, String description) {
    return new AttributeDefinition.Builder().setName(name).setDescription(description);
  }

  /** Text in which case matters. */
  static AttributeDefinition.Builder exact(String name, String description) {
    return text(name, description).setCaseExact(true);
  }

  static AttributeDefinition.Builder bool(String name, String description) {
    return text(name, description).setType(Type.BOOLEAN);
  }

  static AttributeDefinition.Builder time(String name, String description) {
    return text(name, description).setType(Type.DATETIME);
  }

  static AttributeDefinition.Builder complex(
      String name, String description, AttributeDefinition... parts) {
    return text(name, description).setType(Type.COMPLEX).addSubAttributes(parts);
  }

  static AttributeDefinition.Builder reference(String name, String description, String... to) {
    return exact(name, description).setType(Type.REFERENCE).addReferenceTypes(to);
  }

  /** The groups that something is in. */
  static AttributeDefinition memberships(String description) {
    return readOnly(
            complex(
                "groups",
                description,
                readOnly(exact("value", "The id of the group.")).build(),
                readOnly(reference("$ref", "The address of the group.", "Group")).build(),
                readOnly(text("display", "The name of the group.")).build(),
                readOnly(text("type", "Whether the group names it, or a group within the group."))
                    .addCanonicalValues("direct", "indirect")
                    .build()))
        .setMultiValued(true)
        .build();
  }

  static AttributeDefinition.Builder readOnly(AttributeDefinition.Builder attribute) {
    return attribute.setMutability(Mutability.READ_ONLY);
  }
}
