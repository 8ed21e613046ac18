package dev.steward.people;

/** There is nobody of that id, or no longer. */
public final class NoSuchPerson extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NoSuchPerson(String id) {
    super("there is no person " + id);
  }
}
