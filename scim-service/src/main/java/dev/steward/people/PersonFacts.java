package dev.steward.people;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What can be said of a person.
 *
 * @param active whether the person works here, in the words of whoever describes them
 * @param values what a person may have several of, in the order in which they were named
 */
public record PersonFacts(
    String userName,
    boolean active,
    @Nullable String externalId,
    @Nullable String displayName,
    Name name,
    Traits traits,
    Employment employment,
    List<PersonValue> values) {

  public PersonFacts {
    values = List.copyOf(values);
  }

  /** The parts of a name. */
  public record Name(
      @Nullable String formatted,
      @Nullable String family,
      @Nullable String given,
      @Nullable String middle,
      @Nullable String prefix,
      @Nullable String suffix) {

    public static final Name NONE = new Name(null, null, null, null, null, null);
  }

  /** How a person is addressed, and where and in which language they live. */
  public record Traits(
      @Nullable String nickName,
      @Nullable String profileUrl,
      @Nullable String title,
      @Nullable String userType,
      @Nullable String preferredLanguage,
      @Nullable String locale,
      @Nullable String timezone) {

    public static final Traits NONE = new Traits(null, null, null, null, null, null, null);
  }

  /**
   * Where a person works.
   *
   * @param manager the id of another person, whom the registry need not know
   */
  public record Employment(
      @Nullable String employeeNumber,
      @Nullable String costCenter,
      @Nullable String organization,
      @Nullable String division,
      @Nullable String department,
      @Nullable String manager) {

    public static final Employment NONE = new Employment(null, null, null, null, null, null);
  }
}
