package dev.steward.registry;

/** A user name that another identity has, in whatever case. */
public final class UserNameTaken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UserNameTaken(String userName) {
    super("another identity is named %s; choose another user name".formatted(userName));
  }
}
