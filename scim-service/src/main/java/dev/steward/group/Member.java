package dev.steward.group;

import org.jspecify.annotations.Nullable;

/**
 * What is in a group.
 *
 * @param display its name, when it has one
 */
public record Member(String id, Type type, @Nullable String display) {

  /** What kind of thing is in a group. */
  public enum Type {
    USER,
    GROUP,
    AGENT,
    SERVICE_ACCOUNT
  }
}
