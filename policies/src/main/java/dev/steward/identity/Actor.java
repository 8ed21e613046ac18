package dev.steward.identity;

import org.jspecify.annotations.Nullable;

/**
 * Who made a change.
 *
 * @param subject the id of the person or service account; a job's name for the system itself
 * @param client the OAuth client through which it was made
 * @param bulk the request with many changes that this one came in, or null when it came alone
 */
public record Actor(Type type, String subject, String client, @Nullable String bulk) {

  /** Who makes one change. */
  public Actor(Type type, String subject, String client) {
    this(type, subject, client, null);
  }

  /** The registry itself, in the part of one of its jobs. */
  public static Actor system(String job) {
    return new Actor(Type.SYSTEM, job, "steward");
  }

  /** The same, making one of many changes. */
  public Actor inBulk(String id) {
    return new Actor(type, subject, client, id);
  }

  /** What kind of thing decided. */
  public enum Type {
    PERSON,
    SERVICE,
    SYSTEM
  }
}
