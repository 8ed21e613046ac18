package dev.steward.scim;

import org.jspecify.annotations.Nullable;

/** What became of one operation of a bulk. */
sealed interface BulkAnswer {

  BulkOperation operation();

  /** The address of the resource, where there is one. */
  @Nullable String location();

  /** It took effect, and a request of its own would have been answered this. */
  record Done(BulkOperation operation, @Nullable String location, ScimAnswer answer)
      implements BulkAnswer {}

  /** Nothing of it took effect. */
  record Refused(BulkOperation operation, @Nullable String location, ScimException refusal)
      implements BulkAnswer {}
}
