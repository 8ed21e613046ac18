package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** Any bytes as the body of a PATCH: what comes out is a clean document, or a refusal. */
public final class PatchFuzz {

  private PatchFuzz() {}

  public static void fuzzerTestOneInput(byte[] body) {
    for (ResourceType type : Fuzzing.TYPES) {
      patch(type, Samples.LENIENT, body);
      patch(type, Samples.STRICT, body);
    }
  }

  private static void patch(ResourceType type, Connector connector, byte[] body) {
    try {
      ObjectNode document = Fuzzing.document(type);
      Patch.read(type, connector, ScimJson.read(body)).applyTo(document);
      DocumentCheck check = new DocumentCheck(type, connector);
      ObjectNode clean = check.clean(document);
      Fuzzing.require(check.clean(clean).equals(clean), clean.toString());
    } catch (ScimException refusal) {
      Fuzzing.requireSaid(refusal);
    }
  }
}
