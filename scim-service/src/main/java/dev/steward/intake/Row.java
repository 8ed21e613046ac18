package dev.steward.intake;

import dev.steward.adoption.NamedOwners.Named;
import dev.steward.adoption.Template;
import java.util.List;

/** One row of a list that was kept elsewhere, however the list is written down. */
sealed interface Row {

  /** As whoever wrote the list counts. */
  int number();

  /** How it names what it is about; empty when it does not. */
  String name();

  /** The same about something else of that name. */
  Row called(String other);

  /**
   * One that can be read.
   *
   * @param name the client, or else what the identity is called
   * @param meansClient whether it says that it is about a client, known or not
   */
  record Wanted(int number, String name, boolean meansClient, Template template, List<Named> owners)
      implements Row {

    public Wanted {
      owners = List.copyOf(owners);
    }

    @Override
    public Row called(String other) {
      return new Wanted(number, other, meansClient, template, owners);
    }
  }

  /**
   * One that cannot.
   *
   * @param reason a stable word for machines
   */
  record Unreadable(int number, String name, String reason, String detail) implements Row {

    @Override
    public Row called(String other) {
      return new Unreadable(number, other, reason, detail);
    }

    /** Something in it is not as it should be. */
    static Unreadable invalid(int number, String name, String detail) {
      return new Unreadable(number, name, "INVALID", detail);
    }
  }
}
