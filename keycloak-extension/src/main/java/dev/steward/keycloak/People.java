package dev.steward.keycloak;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.UserModelDelegate;

/** Which of the asked people are in the realm. Service accounts are not people. */
record People(List<Person> people) {

  static final int MOST_ASKED = 200;

  /** One more than the registry takes for a few, so that it can tell many from a few. */
  private static final int MOST_OF_ONE_EMAIL = 4;

  People {
    people = List.copyOf(people);
  }

  static People among(KeycloakSession session, RealmModel realm, Asked asked) {
    Map<String, Person> found = new LinkedHashMap<>();
    Stream.of(
            asked.ids().stream().map(id -> session.users().getUserById(realm, id)),
            asked.usernames().stream().map(name -> session.users().getUserByUsername(realm, name)),
            asked.emails().stream().flatMap(email -> withEmail(session, realm, email)))
        .flatMap(Function.identity())
        .filter(Objects::nonNull)
        .filter(user -> user.getServiceAccountClientLink() == null)
        .map(Person::of)
        .forEach(person -> found.putIfAbsent(person.id(), person));
    return new People(List.copyOf(found.values()));
  }

  /**
   * A realm may let people share an address, and many service accounts have that of their owner.
   */
  private static Stream<UserModel> withEmail(
      KeycloakSession session, RealmModel realm, String email) {
    return session
        .users()
        .searchForUserStream(
            realm,
            Map.of(
                UserModel.EMAIL,
                email,
                UserModel.EXACT,
                "true",
                UserModel.INCLUDE_SERVICE_ACCOUNT,
                "false"),
            0,
            MOST_OF_ONE_EMAIL)
        .filter(user -> email.equalsIgnoreCase(user.getEmail()));
  }

  /** Whom to look for. */
  record Asked(List<String> ids, List<String> usernames, List<String> emails) {

    Asked {
      ids = ids == null ? List.of() : List.copyOf(ids);
      usernames = usernames == null ? List.of() : List.copyOf(usernames);
      emails = emails == null ? List.of() : List.copyOf(emails);
    }

    boolean tooMany() {
      return ids.size() > MOST_ASKED || usernames.size() > MOST_ASKED || emails.size() > MOST_ASKED;
    }
  }

  /** One user of the realm. */
  record Person(
      String id,
      String username,
      @Nullable String email,
      boolean emailVerified,
      String name,
      boolean enabled) {

    static Person of(UserModel user) {
      String name =
          Stream.of(user.getFirstName(), user.getLastName())
              .filter(part -> part != null && !part.isBlank())
              .reduce((first, last) -> first + " " + last)
              .orElse(user.getUsername());
      return new Person(
          user.getId(),
          user.getUsername(),
          user.getEmail(),
          user.isEmailVerified(),
          name,
          isEnabled(user));
    }

    /**
     * Keycloak calls everybody disabled whose directory it cannot reach at the moment. Nobody left
     * by that: what it has stored of them holds until the directory answers.
     */
    private static boolean isEnabled(UserModel user) {
      return (user instanceof UserModelDelegate away && isOutOfReach(away))
          ? away.getDelegate().isEnabled()
          : user.isEnabled();
    }

    /** By its name: not every Keycloak that the gate runs in has the class. */
    private static boolean isOutOfReach(UserModelDelegate user) {
      return user.getClass().getSimpleName().equals("StorageUnavailableUserModelDelegate");
    }
  }
}
