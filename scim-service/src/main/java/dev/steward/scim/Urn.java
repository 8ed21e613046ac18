package dev.steward.scim;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The names of messages and schemas on the wire. */
final class Urn {

  static final String ERROR = "urn:ietf:params:scim:api:messages:2.0:Error";
  static final String LIST_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:ListResponse";
  static final String SEARCH_REQUEST = "urn:ietf:params:scim:api:messages:2.0:SearchRequest";
  static final String BULK_REQUEST = "urn:ietf:params:scim:api:messages:2.0:BulkRequest";
  static final String BULK_RESPONSE = "urn:ietf:params:scim:api:messages:2.0:BulkResponse";
  static final String PATCH_OP = "urn:ietf:params:scim:api:messages:2.0:PatchOp";

  /** Schemas of our own stand under a name that we control, never under {@code urn:ietf}. */
  static final String OURS = "urn:dev.steward:params:scim:schemas:";

  static final String SERVICE_ACCOUNT = OURS + "1.0:ServiceAccount";
  static final String GOVERNANCE = OURS + "extension:governance:1.0:Identity";

  private Urn() {}

  /**
   * Refuses a body that says it is another message than the one that is sent here; many say nothing
   * of it.
   */
  static void requireMessage(ObjectNode body, String urn) {
    JsonNode said = body.path("schemas");
    JsonNode schemas = said.isTextual() ? ScimJson.array().add(said) : said;
    if (!schemas.isEmpty() && !isAmong(schemas, urn)) {
      throw ScimException.invalidSyntax(
          "schemas says that this is no %s, which is what is sent here".formatted(urn));
    }
  }

  /** Whether a list of schemas names one, in whatever case. */
  private static boolean isAmong(JsonNode schemas, String urn) {
    for (JsonNode schema : schemas) {
      if (schema.asText().equalsIgnoreCase(urn)) {
        return true;
      }
    }
    return false;
  }
}
