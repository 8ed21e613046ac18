package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.unboundid.scim2.common.types.AttributeDefinition;
import java.util.List;

/** What the fuzzer tries things on, and what it holds them to. */
final class Fuzzing {

  static final List<ResourceType> TYPES =
      List.of(
          IdentityType.AGENT.resource(),
          IdentityType.SERVICE_ACCOUNT.resource(),
          PersonStore.TYPE,
          GroupStore.TYPE);

  private Fuzzing() {}

  /** A document with what the schema requires, and one value wherever there may be several. */
  static ObjectNode document(ResourceType type) {
    ObjectNode document = ScimJson.object();
    for (AttributeDefinition attribute : type.core().attributes()) {
      if (attribute.isRequired()) {
        document.put(Schema.name(attribute), "one");
      } else if (attribute.isMultiValued() && Schema.part(attribute, "value").isPresent()) {
        document.putArray(Schema.name(attribute)).addObject().put("value", "ada");
      }
    }
    return document;
  }

  static void require(boolean holds, String what) {
    if (!holds) {
      throw new IllegalStateException(what);
    }
  }

  /** A refusal is a sentence, and can be sent. */
  static void requireSaid(ScimException refusal) {
    require(!refusal.detail().isBlank(), "a refusal without a word");
    byte[] body = ScimExceptionMapper.body(refusal.status(), refusal.scimType(), refusal.detail());
    require(body.length > 0 && refusal.status() < 500, refusal.detail());
  }
}
