package dev.steward.adoption;

/**
 * A reason why somebody may be the one who answers for a client.
 *
 * @param words the reason, for people to judge
 * @param weight how likely it makes it alone, of a hundred
 */
public record Evidence(Source source, String words, int weight) {

  private static final int MOST = 100;

  public Evidence {
    if (weight < 1 || weight >= MOST) {
      throw new IllegalArgumentException("evidence weighs from 1 to 99 of a hundred");
    }
  }

  /** Where evidence comes from. */
  public enum Source {
    /** What its attributes say about who to talk to. */
    CONTACT,
    /** An address in its description. */
    DESCRIPTION,
    /** Who made it, as Keycloak's events tell. */
    CREATOR,
    /** A person's user name in the client's. */
    NAME,
    /** The people of a group of its service account, in Keycloak or in a team that is called so. */
    TEAM,
    /** Who answers for registered clients that are called alike. */
    NAMING,
    /** Who answers for registered clients of the same maker. */
    SIBLINGS,
    /** Who reviewed registered clients that are called alike. */
    REVIEWER,
    /** Somebody who was asked named another. */
    SUGGESTED,
    /** Whoever proposed the adoption named the person. */
    GIVEN
  }
}
