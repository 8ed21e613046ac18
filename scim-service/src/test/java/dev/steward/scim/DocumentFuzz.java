package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Any bytes as a whole resource, new or replaced: it is read to its end, or refused. */
public final class DocumentFuzz {

  private DocumentFuzz() {}

  public static void fuzzerTestOneInput(byte[] body) {
    for (Connector connector : List.of(Samples.LENIENT, Samples.STRICT)) {
      for (ResourceType type : Fuzzing.TYPES) {
        refusing(() -> cleaned(type, connector, body));
      }
      refusing(() -> read(IdentityType.AGENT, connector, body));
      refusing(() -> read(IdentityType.SERVICE_ACCOUNT, connector, body));
      refusing(() -> PersonReader.read(cleaned(PersonStore.TYPE, connector, body), true));
    }
  }

  private static ObjectNode cleaned(ResourceType type, Connector connector, byte[] body) {
    DocumentCheck check = new DocumentCheck(type, connector);
    ObjectNode clean = check.clean(ScimJson.read(body));
    Fuzzing.require(check.clean(clean).equals(clean), clean.toString());
    return clean;
  }

  private static void read(IdentityType type, Connector connector, byte[] body) {
    ObjectNode clean = cleaned(type.resource(), connector, body);
    refusing(() -> DocumentReader.ofNew(type, Samples.NOW).read(clean.deepCopy()));
    Samples.agentsAndAccounts()
        .filter(identity -> Samples.typeOf(identity).equals(type))
        .forEach(
            identity ->
                refusing(
                    () ->
                        DocumentReader.replacing(type, identity, Samples.NOW)
                            .read(clean.deepCopy())
                            .changesFrom(identity)));
  }

  private static void refusing(Runnable reading) {
    try {
      reading.run();
    } catch (ScimException refusal) {
      Fuzzing.requireSaid(refusal);
    }
  }
}
