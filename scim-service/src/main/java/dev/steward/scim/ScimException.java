package dev.steward.scim;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request this service refuses, in the words of RFC 7644 section 3.12. */
final class ScimException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String scimType;

  private ScimException(int status, @Nullable String scimType, String detail) {
    super(detail);
    this.status = status;
    this.scimType = scimType;
  }

  /** A refusal for which SCIM has no keyword of its own. */
  static ScimException of(int status, String detail) {
    return new ScimException(status, null, detail);
  }

  static ScimException invalidFilter(String detail) {
    return new ScimException(400, "invalidFilter", detail);
  }

  /** RFC 9865 section 2.1: a count that no page with a cursor can have. */
  static ScimException invalidCount(String detail) {
    return new ScimException(400, "invalidCount", detail);
  }

  /** RFC 9865 section 2.1; what exactly is wrong with a cursor is not told. */
  static ScimException invalidCursor() {
    return new ScimException(
        400, "invalidCursor", "this is no cursor of yours for this query; begin with an empty one");
  }

  static ScimException invalidCursor(String detail) {
    return new ScimException(400, "invalidCursor", detail);
  }

  static ScimException expiredCursor(long seconds) {
    return new ScimException(
        400,
        "expiredCursor",
        "the cursor was good for %d seconds; begin with an empty one".formatted(seconds));
  }

  static ScimException invalidPath(String detail) {
    return new ScimException(400, "invalidPath", detail);
  }

  static ScimException invalidSyntax(String detail) {
    return new ScimException(400, "invalidSyntax", detail);
  }

  static ScimException invalidValue(String detail) {
    return new ScimException(400, "invalidValue", detail);
  }

  static ScimException mutability(String attribute) {
    return new ScimException(400, "mutability", attribute + " cannot be changed by a client");
  }

  static ScimException fixed(String detail) {
    return new ScimException(400, "mutability", detail);
  }

  static ScimException noTarget(String detail) {
    return new ScimException(400, "noTarget", detail);
  }

  static ScimException tooMany(int status, String detail) {
    return new ScimException(status, "tooMany", detail);
  }

  static ScimException uniqueness(String detail) {
    return new ScimException(409, "uniqueness", detail);
  }

  static ScimException notFound(String what) {
    return new ScimException(404, null, "there is no " + what);
  }

  static ScimException stale(String held) {
    return new ScimException(
        412, null, "the resource has moved on to version " + held + "; read it again");
  }

  /** Whether the resource is at another version than the change was meant for. */
  boolean isStale() {
    return status == 412;
  }

  String detail() {
    return Objects.requireNonNullElse(getMessage(), "");
  }

  int status() {
    return status;
  }

  @Nullable String scimType() {
    return scimType;
  }
}
