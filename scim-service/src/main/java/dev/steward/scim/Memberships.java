package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.steward.group.Membership;
import java.util.List;

/** The groups that a resource is in, as its document shows them. */
final class Memberships {

  private Memberships() {}

  static void put(ObjectNode document, List<Membership> memberships, String base) {
    for (Membership membership : memberships) {
      document
          .withArray("groups")
          .addObject()
          .put("value", membership.group().toString())
          .put("$ref", base + GroupSchema.ENDPOINT + "/" + membership.group())
          .put("display", membership.displayName())
          .put("type", membership.direct() ? "direct" : "indirect");
    }
  }
}
