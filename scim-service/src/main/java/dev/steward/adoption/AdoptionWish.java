package dev.steward.adoption;

import dev.steward.adoption.Adoptions.Order;
import dev.steward.adoption.NamedOwners.Named;
import dev.steward.identity.Owner.Role;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Clients that somebody wants to be adopted alike.
 *
 * @param clients by uuid or by client id
 * @param owners whom to ask; nobody for the likeliest of each
 */
public record AdoptionWish(
    @Nullable List<String> clients, @Nullable Template template, @Nullable List<OwnerWish> owners) {

  static final AdoptionWish NONE = new AdoptionWish(null, null, null);

  private static final int MOST_OWNERS = 20;

  /** Somebody named as an owner, by id, user name or email; the role is owner unless it says. */
  public record OwnerWish(@Nullable String person, @Nullable String role) {

    private Named named() {
      if (person == null || person.isBlank()) {
        throw new IllegalArgumentException(
            "an owner reads {\"person\": an id, a user name or an email, \"role\": owner, backup or sponsor}");
      }
      return new Named(person, role == null ? Role.OWNER : Template.word("role", role, Role.class));
    }
  }

  /**
   * One order for each client.
   *
   * @throws IllegalArgumentException saying what is wrong with the wish
   */
  List<Order> orders() {
    if (clients == null
        || clients.isEmpty()
        || clients.size() > Adoptions.MOST_AT_ONCE
        || clients.stream().anyMatch(Objects::isNull)) {
      throw new IllegalArgumentException(
          "send {\"clients\": [..], \"template\": {..}, \"owners\": [..]} with 1 to %d clients"
              .formatted(Adoptions.MOST_AT_ONCE));
    }
    Template alike = template == null ? Template.EMPTY : template;
    alike.check();
    List<Named> named = named();
    return clients.stream().distinct().map(client -> new Order(client, alike, named)).toList();
  }

  private List<Named> named() {
    if (owners == null) {
      return List.of();
    }
    if (owners.size() > MOST_OWNERS) {
      throw new IllegalArgumentException("name at most " + MOST_OWNERS + " owners");
    }
    return owners.stream()
        .map(owner -> Objects.requireNonNullElse(owner, new OwnerWish(null, null)).named())
        .toList();
  }
}
