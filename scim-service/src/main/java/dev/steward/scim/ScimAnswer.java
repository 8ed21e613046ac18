package dev.steward.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/**
 * What a client is told about one resource, whether in an answer of its own or in one of a bulk.
 *
 * @param outcome what became of the request
 * @param etag the version of the resource, as its ETag
 * @param location its address, when it is new
 * @param body the resource, or null when there is nothing to show
 */
record ScimAnswer(
    Outcome outcome, @Nullable String etag, @Nullable String location, @Nullable ObjectNode body) {

  static final ScimAnswer NOTHING = new ScimAnswer(Outcome.GONE, null, null, null);

  /** The weak validator of a version, as it stands in {@code ETag} and {@code meta.version}. */
  static String etag(long version) {
    return "W/\"" + version + "\"";
  }

  /** What became of a request that was not refused. */
  enum Outcome {
    CREATED,
    SHOWN,
    /** The client has it already. */
    KNOWN,
    GONE
  }
}
