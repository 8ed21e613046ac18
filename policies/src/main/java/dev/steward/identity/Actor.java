package dev.steward.identity;

/**
 * Who made a change.
 *
 * @param subject the id of the person or service account; a job's name for the system itself
 * @param client the OAuth client through which it was made
 */
public record Actor(Type type, String subject, String client) {

  /** The registry itself, in the part of one of its jobs. */
  public static Actor system(String job) {
    return new Actor(Type.SYSTEM, job, "steward");
  }

  /** What kind of thing decided. */
  public enum Type {
    PERSON,
    SERVICE,
    SYSTEM
  }
}
