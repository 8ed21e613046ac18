package dev.steward.people;

/** A user name that another person has, in whatever case. */
public final class PersonNameTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  PersonNameTaken(String userName) {
    super("another person is named %s; choose another user name".formatted(userName));
  }
}
