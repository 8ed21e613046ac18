package dev.steward.group;

/** Something that a group was to have as a member, and that is not there. */
public final class NoSuchMember extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSuchMember(String id) {
    super("there is no person, agent, service account or group with the id " + id);
  }
}
