package dev.steward.people;

import dev.steward.people.PersonFacts.Employment;
import dev.steward.people.PersonFacts.Name;
import dev.steward.people.PersonFacts.Traits;
import dev.steward.people.PersonValue.Kind;
import java.util.List;

/** People as a feed describes them, to test with. */
public final class Described {

  private Described() {}

  public static PersonFacts named(String userName) {
    return person(userName, true, "Ada Weaver");
  }

  static PersonFacts person(String userName, boolean active, String displayName) {
    return new PersonFacts(
        userName,
        active,
        null,
        displayName,
        new Name(null, "Weaver", "Ada", null, null, null),
        Traits.NONE,
        new Employment(null, null, null, null, "Looms", null),
        List.of(value(Kind.EMAIL, userName + "@looms.example"), value(Kind.ROLE, "weaver")));
  }

  private static PersonValue value(Kind kind, String value) {
    return new PersonValue(
        kind, value, null, null, "work", true, null, null, null, null, null, null);
  }
}
